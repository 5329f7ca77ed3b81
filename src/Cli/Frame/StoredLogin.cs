using System.Text.Json;

namespace ToolRegistry.Cli.Frame;

/// <summary>The service and the token that <c>toolreg login</c> stored, in a file that the user alone may read.</summary>
internal sealed record StoredLogin(Uri Server, string Token)
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>Where it is: in the user's configuration folder, <c>XDG_CONFIG_HOME</c> on Linux and <c>AppData</c> on Windows.</summary>
    /// <exception cref="CliException">The user has no such folder.</exception>
    public static string FilePath =>
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } folder
            ? Path.Combine(folder, "toolreg", "login.json")
            : throw CliException.Usage($"There is no configuration folder of yours here: set HOME, or {Connection.ServerVariable} and {Connection.TokenVariable}.");

    /// <summary>Reads it; null when nobody is logged in.</summary>
    /// <exception cref="CliException">The file can't be read, or is none of ours.</exception>
    public static StoredLogin? Read()
    {
        var path = FilePath;
        try
        {
            using var file = File.OpenRead(path);
            var login = file.Length > MaxBytes ? null : JsonSerializer.Deserialize<Content>(file, JsonSerializerOptions.Web);
            if (login is { Server: { } server, Token: { } token } && Connection.AddressOf(server) is { } address)
                return new StoredLogin(address, Connection.TokenOf(token, path));
            throw Unreadable(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path);
        }
    }

    /// <summary>Forgets it; false when nobody was logged in.</summary>
    public static bool Remove()
    {
        var path = FilePath;
        if (!File.Exists(path))
            return false;
        File.Delete(path);
        return true;
    }

    /// <summary>Stores it.</summary>
    public async Task WriteAsync(CancellationToken ct)
    {
        var path = FilePath;
        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await AtomicFile.WriteAsync(path, isSecret: true, (file, cancel) => JsonSerializer.SerializeAsync(file, new Content(Server.ToString(), Token), JsonSerializerOptions.Web, cancel), ct);
    }

    private static CliException Unreadable(string path) => CliException.Usage($"The stored login, {path}, can't be read: run toolreg login, or delete it.");

    private sealed record Content(string? Server, string? Token);
}
