using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ToolRegistry.Exports.Engines;

/// <summary>
/// What a bundle's <c>.signatures.json</c> holds (openpolicyagent.org, Bundle Signature Format): a JWT with the hash of every other
/// file, the channel as its scope, and when what the bundle says last changed.
/// </summary>
internal static class BundleSignature
{
    private const string Type = "toolregistry-bundle+jws";

    /// <summary>Signs files.</summary>
    /// <param name="export">What they hold.</param>
    /// <param name="files">The files, by name; those of JSON as <see cref="EngineJson"/> has it, for the engine hashes them so.</param>
    /// <param name="kid">The id of the key.</param>
    /// <param name="sign">Signs by RS256; the same text must give the same signature.</param>
    public static byte[] Of(Export export, IEnumerable<BundleFile> files, string kid, Func<byte[], byte[]> sign)
    {
        var header = EngineJson.Bytes(json =>
        {
            json.WriteStartObject();
            json.WriteString("alg", "RS256");
            json.WriteString("kid", kid);
            json.WriteString("typ", Type);
            json.WriteEndObject();
        });
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(EngineJson.Bytes(json => WriteClaims(json, export, files)))}";
        return EngineJson.Bytes(json =>
        {
            json.WriteStartObject();
            json.WriteTexts("signatures", [$"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}"]);
            json.WriteEndObject();
        });
    }

    private static void WriteClaims(Utf8JsonWriter json, Export export, IEnumerable<BundleFile> files)
    {
        json.WriteStartObject();
        json.WriteStartArray("files");
        foreach (var file in files)
        {
            file.Content.Position = 0;
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteString("hash", Convert.ToHexStringLower(SHA256.HashData(file.Content)));
            json.WriteString("algorithm", "SHA-256");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("iat", export.AsOf.ToUnixTimeSeconds());
        json.WriteString("iss", "ToolRegistry");
        json.WriteString("scope", export.Channel);
        json.WriteEndObject();
    }
}
