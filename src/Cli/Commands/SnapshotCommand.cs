using System.CommandLine;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Cli.Offline;

namespace ToolRegistry.Cli.Commands;

/// <summary><c>toolreg snapshot</c>: takes along what checks need.</summary>
internal static class SnapshotCommand
{
    private static readonly Argument<string> FileName = new("file") { Description = "Where to keep it; it is written whole or not at all.", Arity = ArgumentArity.ExactlyOne };

    public static Command Create() => new CliCommand("snapshot", "Download all that your checks need, signed, so that check and scan answer without the service (--offline). It needs a token.", "toolreg snapshot policy.jws", RunAsync) { FileName };

    private static async Task<int> RunAsync(Session session, CancellationToken ct)
    {
        var path = session.Get(FileName)!;
        var keys = await session.Client.KeysAsync(ct);
        var signed = await session.Client.SnapshotAsync(ct);
        // What could not be used later is better refused now, and what stands there is kept.
        var file = SnapshotFile.Read(session.Server.ToString(), signed, keys.Body);
        await SigningKeys.WriteAsync(keys, ct);
        await AtomicFile.WriteAsync(path, isSecret: true, async (output, cancel) => await output.WriteAsync(signed, cancel), ct);
        session.Notes.WriteLine($"{path} is {file.Describe(DateTimeOffset.Now, out _)}.", Tone.Good);
        return ExitCode.Allowed;
    }
}
