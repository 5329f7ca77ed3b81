using System.Text.Json;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Client;
using ToolRegistry.Client.Signatures;

namespace ToolRegistry.Cli.Offline;

/// <summary>The keys whose signature is trusted: those in a file that was named, else those stored with the last snapshot that was downloaded.</summary>
internal static class SigningKeys
{
    private const string FileName = "keys.json";
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Stores the keys as the service, reached at its address, gave them.</summary>
    public static Task WriteAsync(Answer<JsonWebKeySet> keys, CancellationToken ct) =>
        UserFolder.WriteAsync(FileName, async (file, cancel) => await file.WriteAsync(keys.Json, cancel), ct);

    /// <summary>Reads them.</summary>
    /// <param name="named">The file, as the service gives it at <c>/v1/keys</c>; null: those that are stored.</param>
    /// <exception cref="CliException">There are none.</exception>
    public static JsonWebKeySet Read(string? named)
    {
        var path = named ?? UserFolder.PathOf(FileName);
        if (named is null && !File.Exists(path))
            throw CliException.Usage("No keys are stored by which a snapshot could be verified: run toolreg snapshot once, or name the keys of the service (GET /v1/keys) by --keys.");
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length <= MaxBytes && JsonSerializer.Deserialize<JsonWebKeySet>(file, WireJson.Options) is { } keys)
                return keys;
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw CliException.Usage($"{path} holds no keys as the service gives them at /v1/keys.");
    }
}
