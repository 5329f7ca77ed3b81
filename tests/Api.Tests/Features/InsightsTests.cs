using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Features;

/// <summary>What was asked for tells staff what to look at, and whom a decision would hit; never who asked.</summary>
public sealed class InsightsTests : IAsyncLifetime
{
    private readonly Staff staff = new();

    public ValueTask InitializeAsync() => staff.InitializeAsync();

    public ValueTask DisposeAsync() => staff.DisposeAsync();

    [Fact]
    public async Task Unknown_ListsWhatIsAskedForMost_UntilItIsOnRecord()
    {
        await AskAsync("pkg:npm/left-pad@1.3.0", times: 3, environment: "ci");
        await AskAsync("pkg:npm/left-pad@1.2.0", environment: "workstation");
        await AskAsync("pkg:npm/right-pad@2.0.0", times: 2);
        await AskAsync(await staff.ToolAsync(), times: 5);
        await staff.Host.WriteUsesAsync();

        var unknown = await UnknownAsync();
        Assert.Equal(["pkg:npm/left-pad 4", "pkg:npm/right-pad 2"], unknown.Select(u => $"{u["subject"]} {u["checks"]}"));
        Assert.Equal("""["1.3.0","1.2.0"] ["ci","workstation"]""", $"{unknown[0]["versions"]!.ToJsonString()} {unknown[0]["environments"]!.ToJsonString()}");
        Assert.Equal(["pkg:npm/left-pad 3"], (await UnknownAsync("?environment=ci")).Select(u => $"{u["subject"]} {u["checks"]}"));

        await staff.ToolAsync("left-pad", purl: "pkg:npm/left-pad");
        Assert.Equal(["pkg:npm/right-pad"], (await UnknownAsync()).Select(u => u["subject"]!.GetValue<string>()));

        staff.Host.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Empty(await UnknownAsync());
        Assert.Single(await UnknownAsync("?since=2026-07-01T00:00:00Z"));
    }

    [Fact]
    public async Task EveryWayToAsk_IsCountedOnce()
    {
        var reader = staff[Role.Reader];
        for (var i = 0; i < 3; i++)
            (await reader.GetAsync("/v1/check?subject=pkg:npm/single@1.0.0")).Expect(200);
        (await reader.PostAsync("/v1/check", new { checks = new[] { new { subject = "pkg:npm/batch@1.0.0" }, new { subject = "pkg:npm/batch@1.0.0" } } })).Expect(200);
        // What if is no use: another instant, other groups, an earlier revision.
        (await staff.Analyst.GetAsync("/v1/check?subject=pkg:npm/what-if&at=2026-08-01T00:00:00Z")).Expect(200);
        (await staff.Analyst.GetAsync("/v1/check?subject=pkg:npm/what-if&groups=others")).Expect(200);
        (await staff.Analyst.GetAsync("/v1/check?subject=pkg:npm/what-if&revision=0")).Expect(200);
        await staff.Host.WriteUsesAsync();
        Assert.Equal(["pkg:npm/single 3", "pkg:npm/batch 2"], (await UnknownAsync()).Select(u => $"{u["subject"]} {u["checks"]}"));
    }

    [Fact]
    public async Task Usage_OfADraft_SaysWhatWouldBeAnsweredWithAndWithoutIt()
    {
        var tool = await staff.ToolAsync();
        await staff.DecideAsync(tool, "Approved");
        await AskAsync($"pkg:npm/{tool}@1.0.0", times: 3, environment: "ci");
        await AskAsync($"pkg:npm/{tool}@2.0.0", environment: "ci");
        await AskAsync($"pkg:npm/{tool}@1.0.0", environment: "workstation");
        await staff.Host.WriteUsesAsync();
        var draft = await staff.DraftAsync(tool, change: terms =>
        {
            terms["ranges"] = new JsonArray("vers:npm/<2.0.0");
            terms["scope"] = new JsonObject { ["environments"] = new JsonArray("ci") };
            terms["phases"] = new JsonArray(new JsonObject { ["from"] = "2026-07-10T00:00:00Z", ["disposition"] = "Banned" });
        });

        var usage = (await staff.Analyst.GetAsync($"/v1/insights/usage?decision={Staff.NumberOf(draft)}")).Expect(200);
        Assert.Equal((5, 3, "2026-07-10T00:00:00+00:00"), (usage["checks"]!.GetValue<int>(), usage["affected"]!.GetValue<int>(), usage["at"]!.GetValue<string>()));
        Assert.Equal(
            [$"pkg:npm/{tool} 1.0.0 ci 3 Approved Banned true", $"pkg:npm/{tool} 1.0.0 workstation 1 Approved Approved false", $"pkg:npm/{tool} 2.0.0 ci 1 Approved Approved false"],
            usage["items"]!.AsArray().Select(i => $"{i!["subject"]} {i["version"]} {i["environment"]} {i["checks"]} {i["outcomeWithout"]} {i["outcomeWith"]} {i["affected"]!.ToJsonString()}"));
        Assert.Equal("Approved", (await staff.Anonymous.GetAsync($"/v1/check?subject=pkg:npm/{tool}@1.0.0&environment=ci&at=2026-07-11T00:00:00Z")).Expect(200)["outcome"]!.GetValue<string>());
    }

    [Fact]
    public async Task Usage_OfADecisionInForce_SaysWhatItChanges()
    {
        var tool = await staff.ToolAsync();
        var decision = await staff.DecideAsync(tool);
        await AskAsync($"pkg:npm/{tool}@1.0.0", times: 2);
        await staff.Host.WriteUsesAsync();
        var usage = (await staff.Analyst.GetAsync($"/v1/insights/usage?decision={Staff.NumberOf(decision)}")).Expect(200);
        Assert.Equal("Unknown warn Banned block", string.Join(' ', new[] { "outcomeWithout", "actionWithout", "outcomeWith", "actionWith" }.Select(m => usage["items"]![0]![m])));
        (await staff.Analyst.GetAsync("/v1/insights/usage?decision=TR-999")).ExpectProblem(404, "decision.not-found");
    }

    private async Task AskAsync(string subject, int times = 1, string? environment = null)
    {
        for (var i = 0; i < times; i++)
            (await staff.Anonymous.GetAsync($"/v1/check?subject={subject}{(environment is null ? "" : $"&environment={environment}")}")).Expect(200);
    }

    private async Task<IReadOnlyList<JsonNode>> UnknownAsync(string query = "") =>
        [.. (await staff.Analyst.GetAsync($"/v1/insights/unknown{query}")).Expect(200)["items"]!.AsArray().Select(i => i!)];
}
