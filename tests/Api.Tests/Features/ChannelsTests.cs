using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Contract;

namespace ToolRegistry.Api.Tests.Features;

/// <summary>What a channel delivers is changed by Administrators; what loosens it needs two of them.</summary>
public sealed class ChannelsTests(Staff staff) : IClassFixture<Staff>
{
    [Fact]
    public async Task Channel_ThatAcceptsWhatIsNarrower_DoesSoWhenASecondAdministratorApproves()
    {
        var channel = $"/v1/channels/{await staff.LooseningChannelAsync()}";
        var made = (await staff.Administrator.GetAsync(channel)).Expect(200);
        Assert.False(made["acceptsNarrower"]!.GetValue<bool>());
        Assert.True(made["pending"]!["terms"]!["acceptsNarrower"]!.GetValue<bool>());
        (await staff.Administrator.VerbAsync(channel, "approve")).ExpectProblem(403, "review.four-eyes");
        var approved = (await staff.SecondAdministrator.VerbAsync(channel, "approve")).Expect(200);
        Assert.True(approved["acceptsNarrower"]!.GetValue<bool>());
        Assert.Null(approved["pending"]);
    }

    [Fact]
    public async Task Change_ThatLoosens_Waits_AndOneThatDoesNot_HoldsAtOnce()
    {
        var channel = $"/v1/channels/{await staff.ChannelAsync()}";
        var tightened = (await staff.Administrator.PutAsync(channel, Terms("deny"), "*")).Expect(200);
        Assert.Equal(("deny", null), (tightened["unknown"]!.GetValue<string>(), tightened["pending"]));
        var loosened = (await staff.Administrator.PutAsync(channel, Terms("allow"), "*")).Expect(200);
        Assert.Equal(("deny", "allow"), (loosened["unknown"]!.GetValue<string>(), loosened["pending"]!["terms"]!["unknown"]!.GetValue<string>()));
        var dropped = (await staff.SecondAdministrator.VerbAsync(channel, "reject")).Expect(200);
        Assert.Equal(("deny", null), (dropped["unknown"]!.GetValue<string>(), dropped["pending"]));
        (await staff.SecondAdministrator.VerbAsync(channel, "approve")).ExpectProblem(409, "channel.nothing-pending");
    }

    [Theory]
    [InlineData("""{"name":"x","targets":["unheard-of"]}""", "channel.invalid")]
    [InlineData("""{"name":"x","targets":[]}""", "channel.invalid")]
    [InlineData("""{"name":"x","targets":["rpz"],"messageTemplate":"{rationale}"}""", "channel.invalid")]
    [InlineData("""{"name":"x","targets":["rpz"],"dispositions":["HighRisk"]}""", "request.invalid")]
    [InlineData("""{"name":"x","targets":["rpz"],"unknown":"warn"}""", "request.invalid")]
    public async Task Channel_ThatIsNone_IsRefused(string body, string code) =>
        (await staff.Administrator.PostAsync("/v1/channels", body)).ExpectProblem(400, code);

    [Fact]
    public async Task Channel_StandsInTheAuditLog()
    {
        var channel = await staff.ChannelAsync();
        var entries = (await staff.Auditor.GetAsync($"/v1/audit?subject=channel:{channel}")).Expect(200)["items"]!.AsArray();
        Assert.Equal("channel.create", Assert.Single(entries)!["action"]!.GetValue<string>());
    }

    private static JsonObject Terms(string unknown) => new() { ["targets"] = new JsonArray("rpz"), ["unknown"] = unknown };
}
