using System.Text.Json;

namespace ToolRegistry.Cli.Frame;

/// <summary>Puts answers that came in parts together.</summary>
internal static class JsonParts
{
    /// <summary>The last part, with the elements of the list in all parts.</summary>
    /// <param name="parts">Objects that hold the list, at least one.</param>
    /// <param name="list">The list's name.</param>
    public static ReadOnlyMemory<byte> Join(IReadOnlyList<ReadOnlyMemory<byte>> parts, string list)
    {
        if (parts.Count == 1)
            return parts[0];
        using var whole = new MemoryStream();
        using var writer = new Utf8JsonWriter(whole);
        using var last = JsonDocument.Parse(parts[^1]);
        writer.WriteStartObject();
        foreach (var member in last.RootElement.EnumerateObject())
        {
            if (member.Name != list)
            {
                member.WriteTo(writer);
                continue;
            }

            writer.WriteStartArray(list);
            foreach (var part in parts)
                WriteElements(part, list, writer);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.Flush();
        return whole.ToArray();
    }

    private static void WriteElements(ReadOnlyMemory<byte> part, string list, Utf8JsonWriter writer)
    {
        using var document = JsonDocument.Parse(part);
        foreach (var element in document.RootElement.GetProperty(list).EnumerateArray())
            element.WriteTo(writer);
    }
}
