using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ToolRegistry.Exports.Windows;

namespace ToolRegistry.Benchmarks;

/// <summary>A .reg file that is written again: its lines as they are, and the JSON in its values token by token.</summary>
internal sealed partial class BareRegistry
{
    private readonly List<(string Text, BareJson? Json)> parts = [];

    private BareRegistry(string text)
    {
        var at = 0;
        foreach (Match value in Value().Matches(text))
        {
            parts.Add((text[at..value.Index], BareJson.Read(Encoding.UTF8.GetBytes(Escape().Replace(value.Value, "${escaped}")))));
            at = value.Index + value.Length;
        }

        parts.Add((text[at..], null));
    }

    /// <summary>Reads a file.</summary>
    public static BareRegistry Read(byte[] file) => new(Encoding.Unicode.GetString(file.AsSpan(Encoding.Unicode.Preamble.Length)));

    /// <summary>Writes it.</summary>
    public void Write(Stream output)
    {
        using var lines = new StreamWriter(output, Encoding.Unicode, leaveOpen: true);
        foreach (var (text, json) in parts)
        {
            lines.Write(text);
            if (json is null)
                continue;
            using var writer = new Utf8JsonWriter(new RegistryText(lines), RegistryValue.Options);
            json.Write(writer);
        }
    }

    [GeneratedRegex("(?<==\")\\{.*\\}(?=\")", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Value();

    [GeneratedRegex(@"\\(?<escaped>.)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Escape();
}
