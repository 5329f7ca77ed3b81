using System.Buffers;
using System.Runtime.CompilerServices;

namespace ToolRegistry.Domain;

/// <summary>Text with placeholders in braces, such as <c>{tool} ({number})</c>.</summary>
public sealed class MessageTemplate
{
    private const int MostOnStack = 512;

    private static readonly SearchValues<char> OtherWhiteSpace =
        SearchValues.Create([.. Enumerable.Range(char.MinValue, char.MaxValue + 1).Select(c => (char)c).Where(c => c != ' ' && char.IsWhiteSpace(c))]);

    // Each with the name that stands after it, or null after the last.
    private readonly List<(string Literal, string? Name)> parts = [];

    /// <summary>Reads a template.</summary>
    /// <param name="template">A template without unknown names.</param>
    public MessageTemplate(string template)
    {
        var rest = template.AsSpan();
        for (var open = rest.IndexOf('{'); open >= 0; open = rest.IndexOf('{'))
        {
            var close = open + rest[open..].IndexOf('}');
            parts.Add((rest[..open].ToString(), rest[(open + 1)..close].ToString()));
            rest = rest[(close + 1)..];
        }

        parts.Add((rest.ToString(), null));
    }

    /// <summary>The names in braces that nothing can be put in place of; a brace that is not closed counts as one.</summary>
    /// <param name="template">The template.</param>
    /// <param name="known">The names that there are.</param>
    public static IReadOnlyList<string> Unknown(string template, IReadOnlyCollection<string> known)
    {
        var unknown = new List<string>();
        for (var open = template.IndexOf('{', StringComparison.Ordinal); open >= 0; open = template.IndexOf('{', open + 1))
        {
            var close = template.IndexOf('}', open);
            var name = close < 0 ? template[(open + 1)..] : template[(open + 1)..close];
            if (close < 0 || !known.Contains(name))
                unknown.Add(name);
        }

        return unknown;
    }

    /// <summary>The text with values in place of the names, on one line: white space of any kind becomes one space, or none at the ends.</summary>
    /// <param name="valueOf">Gives a name's value; null: nothing stands there.</param>
    public string Fill(Func<string, string?> valueOf) => Fill(valueOf, static (valueOf, name) => valueOf(name));

    /// <summary>The same with the values of something.</summary>
    public string Fill<T>(T of, Func<T, string, string?> valueOf)
    {
        var text = new DefaultInterpolatedStringHandler(literalLength: 256, formattedCount: 0);
        foreach (var (literal, name) in parts)
        {
            Append(ref text, literal);
            if (name is not null)
                Append(ref text, valueOf(of, name));
        }

        var filled = text.Text.TrimEnd(' ');
        var line = IsOnOneLine(filled) ? filled.ToString() : OnOneLine(filled);
        text.Clear();
        return line;
    }

    // Where nothing stands in place of a name, the spaces around it become one: to close that gap at once spares most texts the look at each character.
    private static void Append(ref DefaultInterpolatedStringHandler text, ReadOnlySpan<char> part) =>
        text.AppendFormatted(part is [' ', ..] && text.Text is [] or [.., ' '] ? part.TrimStart(' ') : part);

    private static string OnOneLine(ReadOnlySpan<char> text)
    {
        var line = text.Length <= MostOnStack ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
                line[length++] = c;
            else if (length > 0 && line[length - 1] != ' ')
                line[length++] = ' ';
        }

        return new string(line[..(length > 0 && line[length - 1] == ' ' ? length - 1 : length)]);
    }

    private static bool IsOnOneLine(ReadOnlySpan<char> text) =>
        text is not [' ', ..] and not [.., ' '] && !text.ContainsAny(OtherWhiteSpace) && text.IndexOf("  ", StringComparison.Ordinal) < 0;
}
