using System.Text.Json;

namespace ToolRegistry.Cli.Scan;

/// <summary>Reads JSON of other programs, which may lack anything.</summary>
internal static class ListedJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 512 };

    /// <exception cref="ScanException">It is none.</exception>
    public static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, Options);
        }
        catch (JsonException fault)
        {
            throw new ScanException($"The list is no JSON: {fault.Message}");
        }
    }

    /// <summary>A member, or null when there is none or this is no object.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    /// <summary>A member that is a text, or null.</summary>
    public static string? Text(this JsonElement element, string name) => element.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <exception cref="ScanException">It is no list.</exception>
    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : throw new ScanException("There is something else where a list should be.");

    /// <exception cref="ScanException">It is no object.</exception>
    public static IEnumerable<JsonProperty> Members(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : throw new ScanException("There is something else where an object should be.");
}
