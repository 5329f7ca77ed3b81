using System.Text.Json;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Santa;

namespace ToolRegistry.Api.Features.Exports.Santa;

/// <summary>
/// A message of Santa's sync protocol (github.com/northpolesec/protos, sync/v1.proto) as JSON: a member that is missing has its
/// default, what is not known is ignored, and a name stands in snake case or in camel case.
/// </summary>
internal sealed class SantaRequest
{
    /// <summary>The most bytes of a body once it is inflated.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    private readonly JsonElement json;

    private SantaRequest(JsonElement json) => this.json = json;

    /// <summary>Reads a body, which Santa deflates (zlib, RFC 1950) unless it is set up otherwise.</summary>
    /// <exception cref="DomainException"><c>santa.malformed</c>, <c>santa.encoding</c></exception>
    /// <exception cref="BadHttpRequestException">It is too large (413).</exception>
    public static async Task<SantaRequest> ReadAsync(Stream sent, string? encoding, CancellationToken ct)
    {
        try
        {
            await using var body = RawBody.Inflated(sent, encoding) ?? throw DomainException.Invalid("santa.encoding", "A body is sent as it is, or by deflate or gzip.", "Content-Encoding");
            var bytes = await RawBody.ReadAsync(body, MaxBytes, ct);
            RequireText(bytes);
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object ? new SantaRequest(document.RootElement.Clone()) : throw Malformed();
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidDataException or InvalidOperationException)
        {
            throw Malformed();
        }
    }

    /// <summary>The id by which a machine names itself in the address.</summary>
    /// <exception cref="DomainException"><c>santa.machine-invalid</c></exception>
    public static string Machine(string id) => id.Length is >= 1 and <= SantaMachine.MaxIdLength && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
        ? id
        : throw DomainException.Invalid("santa.machine-invalid", $"A machine's id is 1 to {SantaMachine.MaxIdLength} letters, digits, hyphens, dots and underscores.", "machine");

    /// <summary>A truth value; false when it is missing.</summary>
    public bool Flag(string name) => Find(name) is { ValueKind: JsonValueKind.True };

    /// <summary>A count; 0 when it is missing.</summary>
    public int Count(string name) => Find(name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var count) && count >= 0 => count,
        null => 0,
        _ => throw Malformed(),
    };

    /// <summary>A text; null when it is missing or empty.</summary>
    public string? Text(string name, int maxLength) => Find(name) switch
    {
        { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } value => value.Length <= maxLength ? value : throw Malformed(),
        null or { ValueKind: JsonValueKind.String } => null,
        _ => throw Malformed(),
    };

    /// <summary>A list of messages; empty when it is missing.</summary>
    public IEnumerable<SantaRequest> List(string name) => Find(name) switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.Object ? new SantaRequest(e) : throw Malformed()),
        null => [],
        _ => throw Malformed(),
    };

    /// <summary>Bytes that are no UTF-8, and halves of characters, would be found only where a member is looked at.</summary>
    private static void RequireText(byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String)
                reader.GetString();
        }
    }

    private JsonElement? Find(string name) =>
        json.TryGetProperty(name, out var value) || json.TryGetProperty(JsonNamingPolicy.SnakeCaseLower.ConvertName(name), out value) ? value : null;

    private static DomainException Malformed() => DomainException.Invalid("santa.malformed", "The body is no message of Santa's sync protocol as JSON.");
}
