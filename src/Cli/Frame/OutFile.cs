using System.CommandLine;

namespace ToolRegistry.Cli.Frame;

/// <summary>Where a document goes: a file that is written whole or not at all, or standard output.</summary>
internal static class OutFile
{
    public static readonly Option<string?> Option = CreateOption();

    /// <summary>Writes a document as its bytes are.</summary>
    public static async Task<int> WriteFileAsync(this Session session, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        if (session.Get(Option) is { } file)
        {
            await AtomicFile.WriteAsync(file, isSecret: false, write, ct);
            return ExitCode.Allowed;
        }

        await using var output = Console.OpenStandardOutput();
        await write(output, ct);
        return ExitCode.Allowed;
    }

    private static Option<string?> CreateOption()
    {
        var option = FilePaths.CreateOption("--out", "The file to write; standard output unless given.");
        option.Validators.Add(result =>
        {
            // A device would be replaced by a file.
            if (result.Tokens is [{ Value: { Length: > 0 } path }] && Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal))
                result.AddError("--out names a file; leave it off to write to standard output.");
        });
        return option;
    }
}
