using System.CommandLine;

namespace ToolRegistry.Cli.Frame;

/// <summary>Where a document goes: a file that is written whole or not at all, or standard output.</summary>
internal static class OutFile
{
    public static readonly Option<FileInfo?> Option = CreateOption();

    /// <summary>Writes a document as its bytes are.</summary>
    public static async Task<int> WriteFileAsync(this Session session, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        if (session.Get(Option) is { } file)
        {
            await AtomicFile.WriteAsync(file.FullName, isSecret: false, write, ct);
            return ExitCode.Allowed;
        }

        await using var output = Console.OpenStandardOutput();
        await write(output, ct);
        return ExitCode.Allowed;
    }

    private static Option<FileInfo?> CreateOption()
    {
        var option = new Option<FileInfo?>("--out") { Description = "The file to write; standard output unless given.", HelpName = "file" };
        option.Validators.Add(result =>
        {
            // A device would be replaced by a file.
            if (result.GetValueOrDefault<FileInfo?>()?.FullName.StartsWith("/dev/", StringComparison.Ordinal) == true)
                result.AddError("--out names a file; leave it off to write to standard output.");
        });
        return option;
    }
}
