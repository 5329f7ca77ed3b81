using System.Text.Json.Nodes;
using ToolRegistry.Cli.Tests.Running;

namespace ToolRegistry.Cli.Tests.Commands;

/// <summary>A decision is taken through its review from the command line alone.</summary>
public sealed class DecisionCommandTests(People people) : IClassFixture<People>
{
    private const string Review = "2026-09-01T00:00:00+00:00";

    [Fact]
    public async Task Decision_GoesThroughReview_AndOnlyAnotherPersonApproves()
    {
        var number = await DraftAsync("reviewed", "HighRisk");
        (await people.Dana.RunAsync("decision", "edit", number, "--statement", "@dana: not yet.", "--review-by", Review)).Expect(0);
        Assert.Equal("@dana: not yet.", await people.StateAsync($"/v1/decisions/{number}", "pending", "publicStatement"));
        Assert.Equal("HighRisk", await people.StateAsync($"/v1/decisions/{number}", "pending", "phases", "0", "disposition"));

        (await people.Dana.RunAsync("decision", "propose", number)).Expect(0);
        (await people.Omar.RunAsync("decision", "return", number, "--reason", "Since when?")).Expect(0);
        var said = (await people.Dana.RunAsync("decision", "comment", number, "--text", "Since May.")).Expect(0);
        Assert.Matches(@"Comments\tomar \([^)]+\) asks for changes: Since when\?; dana \([^)]+\): Since May\.\n", said);
        (await people.Dana.RunAsync("decision", "propose", number)).Expect(0);
        var own = await people.Dana.RunAsync("decision", "approve", number);
        Assert.Equal("", own.Expect(2));
        Assert.Contains("(access.forbidden)", own.Errors, StringComparison.Ordinal);
        Assert.Contains("State\tApproved\nNow\tHighRisk\n", (await people.Omar.RunAsync("decision", "approve", number)).Expect(0), StringComparison.Ordinal);

        (await people.Dana.RunAsync("decision", "reschedule", number, "--reason", "It shifts.", "--phase", "2026-07-05T00:00:00Z=HighRisk")).Expect(0);
        (await people.Omar.RunAsync("decision", "reject", number, "--reason", "It does not.")).Expect(0);
        (await people.Dana.RunAsync("decision", "revise", number, "--reason", "A narrower range.", "--range", "vers:generic/<2", "--range", "vers:generic/>=3|<4")).Expect(0);
        (await people.Dana.RunAsync("decision", "withdraw", number)).Expect(0);
        (await people.Omar.RunAsync("decision", "revoke", number, "--reason", "It is over.")).Expect(0);
        Assert.Equal("Proposed", await people.StateAsync($"/v1/decisions/{number}", "pending", "state"));

        var revisions = (await people.Rita.RunAsync("decision", "revisions", number)).Expect(0).TrimEnd('\n').Split('\n');
        Assert.StartsWith("1\tInitial\tApproved\tHighRisk from 2026-07-01 08:00 +00:00\t", Assert.Single(revisions), StringComparison.Ordinal);
        Assert.Equal(4, (await people.Dana.RunAsync("decision", "revisions", number)).Expect(0).TrimEnd('\n').Split('\n').Length);
    }

    [Fact]
    public async Task Expedite_EnforcesAtOnce_AndAnotherPersonRatifies()
    {
        var number = await DraftAsync("expedited", "Banned");
        (await people.Dana.RunAsync("decision", "edit", number, "--review-by", Review)).Expect(0);
        (await people.Omar.RunAsync("decision", "expedite", number, "--reason", "It is exploited.")).Expect(0);
        Assert.Equal("Banned", await people.StateAsync($"/v1/decisions/{number}", "disposition"));
        Assert.Contains("(review.four-eyes)", (await people.Omar.RunAsync("decision", "ratify", number)) is { ExitCode: 2 } run ? run.Errors : "", StringComparison.Ordinal);
        var olga = Toolreg.At(people.Host.Address, (await people.Host.CallerAsync(Infrastructure.Security.Role.Approver, "olga")).Token);
        Assert.Contains("ratified by olga", (await olga.RunAsync("decision", "ratify", number)).Expect(0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task IfMatch_IsWhatWasSeen_AndElseWhatIsThereNow()
    {
        var number = await DraftAsync("matched", "Banned");
        var seen = (await people.Dana.RunAsync("decision", "show", number)).Expect(0).Split("ETag\t")[1].Trim();
        (await people.Dana.RunAsync("decision", "edit", number, "--review-by", Review, "--if-match", seen)).Expect(0);
        Assert.Contains("(precondition.stale)", (await people.Dana.RunAsync("decision", "propose", number, "--if-match", seen.Trim('"'))) is { ExitCode: 2 } stale ? stale.Errors : "", StringComparison.Ordinal);
        Assert.Equal("Draft", await people.StateAsync($"/v1/decisions/{number}", "state"));
        (await people.Dana.RunAsync("decision", "propose", number)).Expect(0);
        Assert.Equal("Proposed", await people.StateAsync($"/v1/decisions/{number}", "state"));
    }

    [Fact]
    public async Task Draft_TakesAFileOrStandardInput_AndOptionsOverIt()
    {
        await RegisterAsync("from-file");
        const string Body = """{ "tool": "from-file", "ranges": ["vers:generic/*"], "phases": [ { "from": "2026-07-01T08:00:00Z", "disposition": "Approved" } ], "publicStatement": "Of the file." }""";
        people.Dana.Write("decision.json", Body);
        var ofFile = JsonNode.Parse((await people.Dana.RunAsync("decision", "draft", "--from", "decision.json", "-o", "json")).Expect(0))!;
        Assert.Equal("Of the file.", ofFile["pending"]!["publicStatement"]!.GetValue<string>());
        var piped = (await people.Dana.RunAsync(input: Body, ["decision", "draft", "--from", "-", "--statement", "Of the option.", "-o", "json"])).Expect(0);
        Assert.Equal("Of the option.", JsonNode.Parse(piped)!["pending"]!["publicStatement"]!.GetValue<string>());
        Assert.Equal((await people.Dana.RunAsync("decision", "show", JsonNode.Parse(piped)!["number"]!.GetValue<string>(), "-o", "json")).Output, piped);
    }

    [Theory]
    [InlineData("{ \"tool\": \"x\", \"publicStatment\": \"y\" }", "There is no member publicStatment here.")]
    [InlineData("{ \"tool\": \"x\" }", "A required member is missing: ranges, phases, publicStatement.")]
    [InlineData("{ \"tool\": \"x\", \"tool\": \"y\" }", "is no JSON")]
    [InlineData("[ ]", "holds no JSON object")]
    [InlineData("{", "is no JSON")]
    [InlineData("{ \"tool\": \"x\", \"ranges\": [\"vers:generic/*\"], \"phases\": [ { \"from\": \"2026-07-01\", \"disposition\": \"Banned\" } ], \"publicStatement\": \"y\" }", "phases[0].from: An instant is written as")]
    public async Task Body_ThatIsNone_IsRefused_WithTheMemberAtFault(string body, string expected)
    {
        var run = await people.Dana.RunAsync(body, ["decision", "draft", "--from", "-"]);
        Assert.Equal("", run.Expect(2));
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Say what by --from or by options", "draft")]
    [InlineData("--phase is an instant and a disposition", "draft", "--tool", "x", "--phase", "tomorrow")]
    [InlineData("There is no decision", "show", "TR-9999")]
    [InlineData("A decision is named by its number, such as TR-42.", "show", "..")]
    [InlineData("Option '--reason' is required.", "reject", "TR-1")]
    [InlineData("gone.json", "draft", "--from", "gone.json")]
    [InlineData("--limit is a number from 1", "list", "--limit", "0")]
    [InlineData("(request.invalid)", "list", "--state", "approved")]
    public async Task Line_ThatMeansNothing_IsRefused(string expected, params string[] arguments)
    {
        var run = await people.Dana.RunAsync(["decision", .. arguments]);
        Assert.Equal("", run.Expect(2));
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
    }

    private async Task<string> DraftAsync(string tool, string disposition)
    {
        await RegisterAsync(tool);
        var drafted = await people.Dana.RunAsync("decision", "draft", "--tool", tool, "--range", "vers:generic/*", "--phase", $"2026-07-01T08:00:00Z={disposition}", "--statement", "Not here.");
        return drafted.Expect(0).Split('\t', '\n')[1];
    }

    private async Task RegisterAsync(string tool) => (await people.Dana.RunAsync("tool", "register", "--slug", tool, "--name", tool, "--publisher", "p")).Expect(0);
}
