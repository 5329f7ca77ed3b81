using System.CommandLine;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Client;

namespace ToolRegistry.Cli.Commands.Audit;

/// <summary><c>toolreg audit redact</c>: takes a person out of the log.</summary>
internal static class RedactCommand
{
    private static readonly Argument<string> Owner = new("owner") { Description = "Who: a user name or an e-mail address, as entries have it." };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why; it stays on record, and does not name the person.", Required = true };

    public static Command Create() => new CliCommand("redact", "Take a person out of the audit log for good, as an Administrator. The log still verifies.", "toolreg audit redact dana@example.com --reason \"Left in 2024; asked for erasure.\"", RunAsync) { Owner, Reason, Session.OutputOption };

    private static async Task<int> RunAsync(Session session, CancellationToken ct)
    {
        var done = await session.Client.Audit.RedactAsync(new NewRedactionBody(session.Get(Owner)!, session.Get(Reason)!), ct);
        return await session.WriteAsync(done, (screen, answer) => screen.WriteLine($"{answer.Body.Entries} entries and {answer.Body.Tokens} ended tokens no longer name the person.", Tone.Good), ct);
    }
}
