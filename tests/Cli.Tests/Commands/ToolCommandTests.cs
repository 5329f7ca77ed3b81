using System.Text.Json.Nodes;
using ToolRegistry.Cli.Tests.Running;

namespace ToolRegistry.Cli.Tests.Commands;

public sealed class ToolCommandTests(People people) : IClassFixture<People>
{
    [Fact]
    public async Task Tool_IsPutOnRecord_Described_AndGivenReleases()
    {
        (await people.Dana.RunAsync("tool", "register", "--slug", "left-pad", "--name", "left-pad", "--publisher", "azer", "--version-scheme", "npm", "--identifier", "pkg:npm/left-pad", "--identifier", "file-name:pad.exe")).Expect(0);
        (await people.Dana.RunAsync("tool", "describe", "left-pad", "--owner", "dana", "--support-status", "unsupported", "--end-of-support", "2026-06-30")).Expect(0);
        (await people.Dana.RunAsync("tool", "release", "add", "left-pad", "1.3.0", "--released-at", "2018-04-09")).Expect(0);
        (await people.Dana.RunAsync("tool", "identifier", "add", "left-pad", "winget:Azer.Pad", "--own-version-line")).Expect(0);
        Assert.Equal("1.3.0\t2018-04-09\t\n", (await people.Rita.RunAsync("tool", "release", "list", "left-pad")).Expect(0));
        Assert.Equal(
            """
            Slug	left-pad
            Name	left-pad
            Publisher	azer
            Owner	dana
            Support	unsupported
            End of support	2026-06-30
            Version scheme	npm
            Identifier	pkg:npm/left-pad
            Identifier	file-name:pad.exe
            Identifier	winget:Azer.Pad (own version line)
            Releases	1.3.0
            ETag	"4"

            """,
            (await people.Rita.RunAsync("tool", "show", "left-pad")).Expect(0));
        Assert.Equal("true", await people.StateAsync("/v1/tools/left-pad", "identifiers", "2", "ownVersionLine"));
    }

    [Fact]
    public async Task Identity_IsReplacedAsItWasShown_AndWaitsWhileADecisionStands()
    {
        (await people.Dana.RunAsync("tool", "register", "--slug", "guarded", "--name", "g", "--publisher", "p", "--identifier", "pkg:npm/guarded")).Expect(0);
        var decision = (await people.Dana.RunAsync("decision", "draft", "--tool", "guarded", "--range", "vers:generic/*", "--phase", "2026-07-01T08:00:00Z=Approved", "--statement", "Fine.")).Expect(0).Split('\t', '\n')[1];
        (await people.Dana.RunAsync("decision", "propose", decision)).Expect(0);
        (await people.Omar.RunAsync("decision", "approve", decision)).Expect(0);

        var shown = JsonNode.Parse((await people.Dana.RunAsync("tool", "identifier", "show", "guarded", "-o", "json")).Expect(0))!;
        shown["identifiers"] = new JsonArray();
        Assert.Contains("Waits for review\ta change by dana", (await people.Dana.RunAsync(shown.ToJsonString(), ["tool", "identifier", "replace", "guarded", "--from", "-"])).Expect(0), StringComparison.Ordinal);
        (await people.Omar.RunAsync("tool", "identifier", "reject", "guarded")).Expect(0);
        Assert.Equal("pkg:npm/guarded", await people.StateAsync("/v1/tools/guarded", "identifiers", "0", "value"));
        (await people.Dana.RunAsync("tool", "release", "add", "guarded", "--from", people.Dana.Write("release.json", $$"""{ "version": "1.0", "artifacts": [ { "sha256": "{{new string('a', 64)}}" } ] }"""))).Expect(0);
        (await people.Omar.RunAsync("tool", "identifier", "approve", "guarded")).Expect(0);
        Assert.Equal(new string('a', 64), await people.StateAsync("/v1/tools/guarded", "releases", "0", "artifacts", "0", "sha256"));
    }

    [Fact]
    public async Task List_PagesToTheEnd_Filters_AndSaysWhenThereIsMore()
    {
        var analyst = await people.Host.CallerAsync(Infrastructure.Security.Role.Analyst, "loader");
        foreach (var i in Enumerable.Range(0, 205))
            (await analyst.PostAsync("/v1/tools", new { slug = $"many-{i:d3}", name = $"Many {i}", publisher = "Many" })).Expect(201);
        var few = await people.Rita.RunAsync("tool", "list", "--publisher", "Many", "--limit", "2", "--sort=-slug");
        Assert.Equal("many-204\tMany 204\tMany\t\t\tunknown\nmany-203\tMany 203\tMany\t\t\tunknown\n", few.Expect(0));
        Assert.Contains("--all", few.Errors, StringComparison.Ordinal);
        var all = await people.Rita.RunAsync("tool", "list", "--publisher", "Many", "--all", "-o", "json");
        var list = JsonNode.Parse(all.Expect(0))!;
        Assert.Equal(Enumerable.Range(0, 205).Select(i => $"many-{i:d3}"), list["items"]!.AsArray().Select(t => t!["slug"]!.GetValue<string>()));
        Assert.Null(list["nextCursor"]);
        Assert.Equal("", all.Errors);
        Assert.Equal(202, (await people.Rita.RunAsync("tool", "list", "--search", "MANY ", "--limit", "202")).Expect(0).Count(c => c == '\n'));
        Assert.Equal("", (await people.Rita.RunAsync("tool", "list", "--owner", "nobody")).Expect(0));
    }

    [Fact]
    public async Task Json_OfOnePage_IsWhatTheServiceGave()
    {
        (await people.Dana.RunAsync("tool", "register", "--slug", "json", "--name", "Ünï [x]", "--publisher", "JSON")).Expect(0);
        var given = await people.Auditor.GetAsync("/v1/tools?publisher=JSON&limit=50");
        Assert.Equal(given.Text + "\n", (await people.Ada.RunAsync("tool", "list", "--publisher", "JSON", "-o", "json")).Expect(0));
    }

    [Fact]
    public async Task IdempotencyKey_MakesARepeatedCommandOne()
    {
        string[] register = ["tool", "register", "--slug", "once", "--name", "once", "--publisher", "p", "--idempotency-key", "k-1"];
        Assert.Equal((await people.Dana.RunAsync(register)).Expect(0), (await people.Dana.RunAsync(register)).Expect(0));
        Assert.Contains("(tool.exists)", (await people.Dana.RunAsync(register[..^2])) is { ExitCode: 2 } again ? again.Errors : "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task LostAnswer_NamesTheKeyByWhichToRepeat()
    {
        using var nobody = Toolreg.At(new Uri("http://127.0.0.1:1"), people.Dana.Variables["TOOLREG_TOKEN"]);
        var run = await nobody.RunAsync("request", "file", "--kind", "review", "--subject", "left-pad", "--reason", "x", "--idempotency-key", "k-2");
        Assert.Contains("--idempotency-key k-2", run is { ExitCode: 4, Output: "" } ? run.Errors : "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("An identifier is a purl, or a kind", "identifier", "add", "left-pad", "claude.exe")]
    [InlineData("A tool is named by its slug", "show", "Left Pad")]
    [InlineData("There is no tool", "show", "no-such-tool")]
    [InlineData("publisher", "register", "--slug", "x", "--name", "x")]
    public async Task Line_ThatMeansNothing_IsRefused(string expected, params string[] arguments)
    {
        var run = await people.Dana.RunAsync(["tool", .. arguments]);
        Assert.Equal("", run.Expect(2));
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
    }
}
