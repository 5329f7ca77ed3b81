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
    /// <param name="files">The files, by name.</param>
    /// <param name="kid">The id of the key.</param>
    /// <param name="sign">Signs by RS256; the same text must give the same signature.</param>
    public static byte[] Of(Export export, IEnumerable<(string Name, byte[] Bytes)> files, string kid, Func<byte[], byte[]> sign)
    {
        var header = JsonFile.Bytes(json =>
        {
            json.WriteStartObject();
            json.WriteString("alg", "RS256");
            json.WriteString("kid", kid);
            json.WriteString("typ", Type);
            json.WriteEndObject();
        });
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(JsonFile.Bytes(json => WriteClaims(json, export, files)))}";
        return JsonFile.Bytes(json =>
        {
            json.WriteStartObject();
            json.WriteTexts("signatures", [$"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}"]);
            json.WriteEndObject();
        });
    }

    private static void WriteClaims(Utf8JsonWriter json, Export export, IEnumerable<(string Name, byte[] Bytes)> files)
    {
        json.WriteStartObject();
        json.WriteStartArray("files");
        foreach (var (name, bytes) in files)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("hash", Convert.ToHexStringLower(SHA256.HashData(IsJson(name) ? Canonical(bytes) : bytes)));
            json.WriteString("algorithm", "SHA-256");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("iat", export.AsOf.ToUnixTimeSeconds());
        json.WriteString("iss", "ToolRegistry");
        json.WriteString("scope", export.Channel);
        json.WriteEndObject();
    }

    private static bool IsJson(string name) => name is ".manifest" or "data.json";

    /// <summary>JSON as the engine hashes it: members in the order of their bytes, no space, and nothing escaped that need not be.</summary>
    private static byte[] Canonical(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        using var bytes = new MemoryStream();
        using (var text = TextFile.To(bytes))
            WriteCanonical(text, document.RootElement);
        return bytes.ToArray();
    }

    private static void WriteCanonical(StreamWriter text, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var members = element.EnumerateObject().Select(m => (Key: Encoding.UTF8.GetBytes(m.Name), m.Name, m.Value)).ToArray();
                Array.Sort(members, (a, b) => a.Key.AsSpan().SequenceCompareTo(b.Key));
                WriteList(text, '{', members, '}', member =>
                {
                    WriteCanonical(text, member.Name);
                    text.Write(':');
                    WriteCanonical(text, member.Value);
                });
                break;
            case JsonValueKind.Array:
                WriteList(text, '[', element.EnumerateArray(), ']', item => WriteCanonical(text, item));
                break;
            case JsonValueKind.String:
                WriteCanonical(text, element.GetString()!);
                break;
            default:
                text.Write(element.GetRawText());
                break;
        }
    }

    private static void WriteList<T>(StreamWriter text, char open, IEnumerable<T> items, char close, Action<T> write)
    {
        text.Write(open);
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst)
                text.Write(',');
            isFirst = false;
            write(item);
        }

        text.Write(close);
    }

    /// <summary>A string as Go's encoding/json writes it without escaping for HTML.</summary>
    private static void WriteCanonical(StreamWriter text, string value)
    {
        text.Write('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\')
                text.Write('\\');
            if (c is < ' ' or '\u2028' or '\u2029')
                text.Write(c switch { '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", _ => $"\\u{(int)c:x4}" });
            else
                text.Write(c);
        }

        text.Write('"');
    }
}
