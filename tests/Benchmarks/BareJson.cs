using System.Globalization;
using System.Text.Json;

namespace ToolRegistry.Benchmarks;

/// <summary>Writes a JSON document again, token by token, its texts being in memory as the register's are: as strings, not as bytes.</summary>
internal static class BareJson
{
    private const int FlushAt = 16 * 1024;

    /// <summary>The tokens of a document, with the text of each that has one.</summary>
    public static IReadOnlyList<(JsonTokenType Type, string? Text)> Read(byte[] document)
    {
        var tokens = new List<(JsonTokenType, string?)>();
        var reader = new Utf8JsonReader(document);
        while (reader.Read())
        {
            tokens.Add((reader.TokenType, reader.TokenType switch
            {
                JsonTokenType.PropertyName or JsonTokenType.String => reader.GetString(),
                JsonTokenType.Number => reader.GetInt64().ToString(CultureInfo.InvariantCulture),
                _ => null,
            }));
        }

        return tokens;
    }

    /// <summary>Writes them.</summary>
    public static void Write(IReadOnlyList<(JsonTokenType Type, string? Text)> tokens, Stream output, JsonWriterOptions options)
    {
        using var writer = new Utf8JsonWriter(output, options);
        foreach (var (type, text) in tokens)
        {
            Write(writer, type, text);
            if (writer.BytesPending > FlushAt)
                writer.Flush();
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonTokenType type, string? text)
    {
        switch (type)
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
            case JsonTokenType.PropertyName:
                writer.WritePropertyName(text!);
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(text);
                break;
            case JsonTokenType.Number:
                writer.WriteRawValue(text!, skipInputValidation: true);
                break;
            case JsonTokenType.True or JsonTokenType.False:
                writer.WriteBooleanValue(type == JsonTokenType.True);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
