using ToolRegistry.Cli.Tests.Running;

namespace ToolRegistry.Cli.Tests.Commands;

public sealed class ExceptionAndRequestCommandTests(People people) : IClassFixture<People>
{
    private const string Exception = """
        { "decision": "TR-1", "audience": { "groups": ["ml"] }, "from": "2026-07-01T08:00:00Z", "until": "2026-08-01T00:00:00Z", "reason": "A pilot.",
          "compensatingControls": ["Runs in a sandbox."], "residualRisk": "Low." }
        """;

    [Fact]
    public async Task Exception_IsGrantedByAnotherPerson_AndRevoked()
    {
        await BanAsync("banned");
        people.Dana.Write("exception.json", Exception);
        Assert.Contains("Number\tEX-1\nState\tDraft\n", (await people.Dana.RunAsync("exception", "draft", "--from", "exception.json")).Expect(0), StringComparison.Ordinal);
        (await people.Dana.RunAsync("exception", "edit", "EX-1", "--until", "2026-09-01T00:00:00Z")).Expect(0);
        Assert.Equal("2026-09-01T00:00:00+00:00", await people.StateAsync("/v1/exceptions/EX-1", "until"));
        Assert.Equal("Runs in a sandbox.", await people.StateAsync("/v1/exceptions/EX-1", "compensatingControls", "0"));
        (await people.Dana.RunAsync("exception", "propose", "EX-1")).Expect(0);
        Assert.Contains("State\tApproved", (await people.Omar.RunAsync("exception", "approve", "EX-1")).Expect(0), StringComparison.Ordinal);
        Assert.Equal("EX-1\tApproved\tTR-1\tgroups ml\t2026-07-01 08:00 +00:00\t2026-09-01 00:00 +00:00\tdana\n", (await people.Ada.RunAsync("exception", "list", "--decision", "TR-1", "--state", "Approved")).Expect(0));
        (await people.Omar.RunAsync("exception", "revoke", "EX-1", "--reason", "The pilot is over.")).Expect(0);
        Assert.Equal("Revoked", await people.StateAsync("/v1/exceptions/EX-1", "state"));

        (await people.Dana.RunAsync("exception", "draft", "--from", "exception.json")).Expect(0);
        (await people.Dana.RunAsync("exception", "propose", "EX-2")).Expect(0);
        (await people.Omar.RunAsync("exception", "reject", "EX-2", "--reason", "Not again.")).Expect(0);
        (await people.Dana.RunAsync("exception", "draft", "--from", "exception.json")).Expect(0);
        Assert.Contains("State\tWithdrawn", (await people.Dana.RunAsync("exception", "withdraw", "EX-3")).Expect(0), StringComparison.Ordinal);
        Assert.Contains("Outcome\tNot again.", (await people.Ada.RunAsync("exception", "show", "EX-2")).Expect(0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_IsFiledByAnyone_AndAnswered()
    {
        foreach (var subject in new[] { "pkg:npm/one", "pkg:npm/two", "pkg:npm/three" })
            (await people.Rita.RunAsync("request", "file", "--kind", "review", "--subject", subject, "--reason", "For a report.")).Expect(0);
        (await people.Dana.RunAsync("request", "approve", "RQ-1", "--answer", "We look at it.")).Expect(0);
        (await people.Dana.RunAsync("request", "reject", "RQ-2", "--reason", "Use one.")).Expect(0);
        (await people.Rita.RunAsync("request", "withdraw", "RQ-3")).Expect(0);
        Assert.Equal("RQ-1\tApproved\treview\tpkg:npm/one\t\trita\t2026-07-01 08:00 +00:00\n", (await people.Rita.RunAsync("request", "list", "--state", "Approved", "--kind", "review")).Expect(0));
        Assert.Contains("Answer\tUse one.", (await people.Rita.RunAsync("request", "show", "RQ-2")).Expect(0), StringComparison.Ordinal);
        Assert.Equal("Withdrawn", await people.StateAsync("/v1/requests/RQ-3", "state"));
    }

    private async Task BanAsync(string tool)
    {
        (await people.Dana.RunAsync("tool", "register", "--slug", tool, "--name", tool, "--publisher", "p")).Expect(0);
        (await people.Dana.RunAsync("decision", "draft", "--tool", tool, "--range", "vers:generic/*", "--phase", "2026-07-01T08:00:00Z=Banned", "--statement", "No.", "--review-by", "2026-09-01T00:00:00Z")).Expect(0);
        (await people.Dana.RunAsync("decision", "propose", "TR-1")).Expect(0);
        (await people.Omar.RunAsync("decision", "approve", "TR-1")).Expect(0);
    }
}
