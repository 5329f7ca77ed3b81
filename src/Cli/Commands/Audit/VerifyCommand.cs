using System.CommandLine;
using System.Text.Json;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Cli.Offline;
using ToolRegistry.Client;

namespace ToolRegistry.Cli.Commands.Audit;

/// <summary><c>toolreg audit verify</c>: whether the log was changed after it was written.</summary>
internal static class VerifyCommand
{
    private static readonly Argument<string?> FileName = FilePaths.CreateArgument("file", "A log that export audit wrote, or - for standard input: it is verified here, without the service. Without it, the service verifies its own.");
    private static readonly Option<string?> Head = new("--head") { Description = "The hash of the last entry, known from elsewhere, such as a report or an earlier export: that the log ends there.", HelpName = "hash" };

    private static readonly Option<string?> Checkpoints = FilePaths.CreateOption("--checkpoints", "Checkpoints that the service signed, one a line, as audit checkpoint writes them or as they stand in its logs: that the log says what it said then.");
    private static readonly Option<string?> Keys = FilePaths.CreateOption("--keys", "With --checkpoints: the keys that may have signed them, as GET /v1/keys gives them; those stored by toolreg snapshot unless given.");

    public static Command Create()
    {
        var command = new CliCommand("verify", "Verify the audit log. Exits with 1 when it is broken.", "toolreg audit verify audit.jsonl --checkpoints checkpoints.txt --keys keys.json", RunAsync) { FileName, Head, Checkpoints, Keys, Session.OutputOption };
        command.Validators.Add(line =>
        {
            if (line.GetValue(Checkpoints) is not null && line.GetValue(FileName) is null)
                line.AddError("--checkpoints are held against a file: name the exported log.");
            if (line.GetValue(Head) is not { } head)
                return;
            if (line.GetValue(FileName) is null)
                line.AddError("--head is of a file: name the exported log.");
            if (head.Length != 64 || !head.All(char.IsAsciiHexDigit))
                line.AddError("--head is a SHA-256, 64 hexadecimal digits.");
        });
        return command;
    }

    private static async Task<int> RunAsync(Session session, CancellationToken ct)
    {
        var found = session.Get(FileName) is { } file ? Verify(file, session.Get(Head)?.ToLowerInvariant(), session.Get(Checkpoints) is { } kept ? CheckpointCommand.Read(kept, SigningKeys.Read(session.Get(Keys))) : []) : await session.Client.Audit.VerifyAsync(ct);
        await session.WriteAsync(found, Write, ct);
        if (found.Body.Intact && session.Get(FileName) is not null && session.Get(Head) is null && session.Get(Checkpoints) is null)
            session.Notes.WriteLine("A log that was cut off at its end fits as well: compare the head with one known from elsewhere (--head), or hold it against checkpoints (--checkpoints).");
        return found.Body.Intact ? ExitCode.Allowed : ExitCode.Blocked;
    }

    private static Answer<AuditVerificationView> Verify(string file, string? head, IReadOnlyList<AuditCheckpoint> checkpoints)
    {
        using var content = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
        var found = AuditLog.Verify(content, head, checkpoints);
        return new Answer<AuditVerificationView>(found, ETag: null, JsonSerializer.SerializeToUtf8Bytes(found, WireJson.Options));
    }

    private static void Write(Screen screen, Answer<AuditVerificationView> answer)
    {
        var found = answer.Body;
        if (found.Intact)
            screen.WriteLine($"{found.Entries} entries fit; the head is {found.Head}", Tone.Good);
        else
            screen.WriteLine($"Broken at entry {found.BrokenAt}: {found.Problem}", Tone.Bad);
    }
}
