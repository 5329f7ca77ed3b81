using System.Text.Json;
using ToolRegistry.Domain.Decisions;

namespace ToolRegistry.Exports;

/// <summary>What files in JSON have in common.</summary>
internal static class JsonFile
{
    private const int FlushAt = 16 * 1024;

    /// <summary>A writer for files that people read too, a member a line. What is not ASCII is escaped, so that no mark in a name turns a line around.</summary>
    public static Utf8JsonWriter To(Stream output) => new(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });

    /// <summary>Hands on what is written if it has grown, so that memory does not grow with the file.</summary>
    public static void FlushIfLarge(this Utf8JsonWriter json)
    {
        if (json.BytesPending > FlushAt)
            json.Flush();
    }

    /// <summary>Writes texts as an array.</summary>
    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>Writes a scope as an object of its dimensions.</summary>
    public static void WriteScope(this Utf8JsonWriter json, string name, Scope scope)
    {
        json.WriteStartObject(name);
        json.WriteTexts("groups", scope.Groups);
        json.WriteTexts("environments", scope.Environments);
        json.WriteTexts("regions", scope.Regions);
        json.WriteEndObject();
    }
}
