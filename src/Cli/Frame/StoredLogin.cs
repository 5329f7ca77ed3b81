using System.Text.Json;

namespace ToolRegistry.Cli.Frame;

/// <summary>The service and the token that <c>toolreg login</c> stored, in a file that the user alone may read.</summary>
internal sealed record StoredLogin(Uri Server, string Token)
{
    private const int MaxBytes = 64 * 1024;
    private const string FileName = "login.json";

    /// <summary>Where it is.</summary>
    /// <inheritdoc cref="UserFolder.PathOf" path="/exception"/>
    public static string FilePath => UserFolder.PathOf(FileName);

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
    public Task WriteAsync(CancellationToken ct) =>
        UserFolder.WriteAsync(FileName, (file, cancel) => JsonSerializer.SerializeAsync(file, new Content(Server.ToString(), Token), JsonSerializerOptions.Web, cancel), ct);

    private static CliException Unreadable(string path) => CliException.Usage($"The stored login, {path}, can't be read: run toolreg login, or delete it.");

    private sealed record Content(string? Server, string? Token);
}
