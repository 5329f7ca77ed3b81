using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ToolRegistry.Exports;

namespace ToolRegistry.Benchmarks;

/// <summary>A JSON document that is written again, token by token, its texts being in memory as the register's are: as strings, not as bytes.</summary>
internal sealed class BareJson
{
    private const int FlushAt = 16 * 1024;

    private readonly List<Token> tokens = [];
    private readonly JsonWriterOptions options;

    private BareJson(JsonWriterOptions options) => this.options = options;

    /// <summary>Reads a document. It is written as it was.</summary>
    /// <param name="document">The document.</param>
    /// <param name="inside">The member that holds another document in base64, or null.</param>
    /// <param name="readInside">Reads that one, into what writes it.</param>
    public static BareJson Read(byte[] document, string? inside = null, Func<byte[], Action<Stream>>? readInside = null)
    {
        var isIndented = document.AsSpan().Contains((byte)'\n');
        // ' is one of those that the stricter encoder alone escapes.
        var isRelaxed = document.AsSpan().IndexOf("\\u00"u8) < 0;
        var json = new BareJson(new() { Indented = isIndented, NewLine = "\n", Encoder = isRelaxed ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping : null });
        var reader = new Utf8JsonReader(document);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName when inside is not null && reader.ValueTextEquals(inside):
                    reader.Read();
                    json.tokens.Add(new(JsonTokenType.PropertyName, inside, readInside!(reader.GetBytesFromBase64())));
                    break;
                // Names of members are texts of the program, and there once.
                case JsonTokenType.PropertyName:
                    json.tokens.Add(new(JsonTokenType.PropertyName, string.Intern(reader.GetString()!)));
                    break;
                case JsonTokenType.String:
                    json.tokens.Add(new(JsonTokenType.String, reader.GetString()));
                    break;
                case JsonTokenType.Number:
                    json.tokens.Add(new(JsonTokenType.Number, reader.GetInt64().ToString(CultureInfo.InvariantCulture)));
                    break;
                default:
                    json.tokens.Add(new(reader.TokenType, Text: null));
                    break;
            }
        }

        return json;
    }

    /// <summary>Writes it.</summary>
    public void Write(Stream output)
    {
        using var writer = new Utf8JsonWriter(output, options);
        Write(writer);
    }

    /// <summary>Writes it by a writer of other options.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        foreach (var token in tokens)
        {
            Write(writer, token);
            if (writer.BytesPending > FlushAt)
                writer.Flush();
        }
    }

    private static void Write(Utf8JsonWriter writer, Token token)
    {
        switch (token.Type)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName when token.WriteInside is { } writeInside:
                using (var inside = new Base64Value(writer, token.Text!))
                    writeInside(inside);
                break;
            case JsonTokenType.PropertyName:
                writer.WritePropertyName(token.Text!);
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(token.Text);
                break;
            case JsonTokenType.Number:
                writer.WriteRawValue(token.Text!, skipInputValidation: true);
                break;
            case JsonTokenType.True or JsonTokenType.False:
                writer.WriteBooleanValue(token.Type == JsonTokenType.True);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private readonly record struct Token(JsonTokenType Type, string? Text, Action<Stream>? WriteInside = null);
}
