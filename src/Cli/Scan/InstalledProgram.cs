using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace ToolRegistry.Cli.Scan;

/// <summary>Runs programs that are installed here: without a shell, with nothing to read, and not for ever.</summary>
internal static class InstalledProgram
{
    private const int MaxCharacters = 64 * 1024 * 1024;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(2);

    /// <summary>Finds a program by the folders of PATH; null when none has it.</summary>
    /// <remarks>The folder of work is not searched, nor are folders relative to it: what lies there is of somebody else.</remarks>
    public static string? Find(string name)
    {
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat"] : [""];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(Path.IsPathFullyQualified)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, name + ending)))
            .FirstOrDefault(IsProgram);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="path">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="mayFail">Whether its output counts whatever its exit code.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="ScanException">It could not be started, failed, wrote too much or took too long.</exception>
    public static async Task<string> RunAsync(string path, IReadOnlyList<string> arguments, bool mayFail, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeLimit);
        using var process = Start(path, arguments);
        try
        {
            process.StandardInput.Close();
            var output = ReadAsync(process.StandardOutput, limit.Token);
            var errors = ReadAsync(process.StandardError, limit.Token);
            var text = await output;
            var complaint = (await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 || mayFail && text.Length > 0 ? text : throw new ScanException($"{path} ended with {process.ExitCode}: {complaint ?? "it does not say why"}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new ScanException($"{path} took longer than {TimeLimit.TotalMinutes} minutes.");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Reads a file that a program wrote.</summary>
    /// <exception cref="ScanException">It is too large.</exception>
    public static async Task<string> ReadAsync(string file, CancellationToken ct)
    {
        using var reader = new StreamReader(file, Encoding.UTF8);
        return await ReadAsync(reader, ct);
    }

    private static Process Start(string path, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(path, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            // A project's own settings (.npmrc, global.json, .python-version) are not the machine's.
            WorkingDirectory = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        };
        // They say what was asked for and nothing else, and fetch nothing.
        foreach (var name in new[] { "DOTNET_NOLOGO", "DOTNET_CLI_TELEMETRY_OPTOUT", "HOMEBREW_NO_AUTO_UPDATE", "HOMEBREW_NO_ANALYTICS" })
            start.Environment[name] = "1";
        // They are not the ones to whom the token is given.
        start.Environment.Remove(Frame.Connection.TokenVariable);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception fault)
        {
            throw new ScanException($"{path} can't be started: {fault.Message}");
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken ct)
    {
        var text = new StringBuilder();
        var part = new char[16 * 1024];
        while (await reader.ReadAsync(part, ct) is > 0 and var length)
        {
            if (text.Append(part, 0, length).Length > MaxCharacters)
                throw new ScanException($"The list is longer than {MaxCharacters} characters.");
        }

        return text.ToString();
    }

    private static bool IsProgram(string path)
    {
        const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != UnixFileMode.None);
    }
}
