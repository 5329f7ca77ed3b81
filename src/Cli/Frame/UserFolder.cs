namespace ToolRegistry.Cli.Frame;

/// <summary>What is kept for the user between runs: <c>toolreg</c> in <c>XDG_CONFIG_HOME</c> on Linux, in <c>AppData</c> on Windows.</summary>
internal static class UserFolder
{
    /// <summary>Where a file is kept.</summary>
    /// <exception cref="CliException">The user has no such folder.</exception>
    public static string PathOf(string name) =>
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } folder
            ? Path.Combine(folder, "toolreg", name)
            : throw CliException.Usage($"There is no configuration folder of yours here: set HOME, or {Connection.ServerVariable} and {Connection.TokenVariable}.");

    /// <summary>Keeps a file, for the user alone.</summary>
    public static async Task WriteAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        var path = PathOf(name);
        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await AtomicFile.WriteAsync(path, isSecret: true, write, ct);
    }
}
