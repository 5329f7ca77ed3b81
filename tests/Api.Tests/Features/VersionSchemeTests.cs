using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Contract;

namespace ToolRegistry.Api.Tests.Features;

/// <summary>Package URLs and versions of each ecosystem, from the register to the answer.</summary>
public sealed class VersionSchemeTests(Staff staff) : IClassFixture<Staff>
{
    [Theory]
    [InlineData("pkg:pypi/evil-tool", "vers:pypi/<2.0", "pkg:pypi/Evil.Tool@2.0-RC1", "pkg:pypi/evil_tool@2.0.0")]
    [InlineData("pkg:nuget/Evil.Tool", "vers:nuget/>=1.0.0|<1.2.0", "pkg:nuget/evil.tool@1.0", "pkg:nuget/EVIL.TOOL@1.2")]
    [InlineData("pkg:maven/com.evil/tool", "vers:maven/<=2.17.1.redhat-00001", "pkg:maven/com.evil/tool@2.17.1-rc1", "pkg:maven/com.evil/tool@2.17.2")]
    [InlineData("pkg:golang/example.com/Evil", "vers:golang/<1.0.0", "pkg:golang/example.com/evil@v0.0.0-20240101000000-abcdefabcdef", "pkg:golang/example.com/evil@v1.0.0")]
    [InlineData("pkg:deb/debian/evil", "vers:deb/<5.6.1+really5.4.5-1", "pkg:deb/debian/evil@5.6.1-1", "pkg:deb/debian/evil@5.6.1+really5.4.5-1")]
    [InlineData("pkg:rpm/fedora/evil", "vers:rpm/<1:0.1", "pkg:rpm/fedora/evil@9.0-1", "pkg:rpm/fedora/evil@1:0.1-1")]
    [InlineData("pkg:apk/alpine/evil", "vers:alpine/<1.0-r1", "pkg:apk/alpine/evil@1.0_rc2", "pkg:apk/alpine/evil@1.0-r1")]
    [InlineData("pkg:docker/evil/image", "vers:generic/<2", "pkg:docker/EVIL/image@v1.9", "pkg:docker/evil/image@2.0")]
    public async Task Check_ComparesInTheSchemeOfTheType_HoweverTheSubjectIsSpelt(string purl, string range, string banned, string free)
    {
        var tool = await staff.ToolAsync(purl: purl);
        await staff.DecideAsync(tool, change: body => body["ranges"] = new JsonArray(range));
        Assert.Equal("Banned", await OutcomeAsync(banned));
        Assert.Equal("Unknown", await OutcomeAsync(free));
    }

    [Fact]
    public async Task Check_OfAVersionThatCannotBeRead_IsBannedAndSaysSo()
    {
        var tool = await staff.ToolAsync(purl: "pkg:cargo/evil");
        await staff.DecideAsync(tool, change: body => body["ranges"] = new JsonArray("vers:cargo/1.0.0"));
        var verdict = (await staff.Analyst.GetAsync("/v1/check?subject=pkg:cargo/evil@latest")).Expect(200);
        Assert.Equal("Banned", verdict["outcome"]!.GetValue<string>());
        Assert.Contains(verdict["notes"]!.AsArray(), note => note!.GetValue<string>().Contains("can't be read", StringComparison.Ordinal));
    }

    private async Task<string> OutcomeAsync(string subject) =>
        (await staff.Analyst.GetAsync($"/v1/check?subject={Uri.EscapeDataString(subject)}")).Expect(200)["outcome"]!.GetValue<string>();
}
