using System.Buffers;
using System.Globalization;
using System.Text;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Exports.Engines;

/// <summary>Texts as Cedar writes them, and the set of names by which a restriction knows a tool. It is used again for each tool.</summary>
internal sealed class CedarNames
{
    private const int LongestName = Identifier.MaxLength + 32;

    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Except(['"', '\\'])]);

    private static readonly SearchValues<char> PlainAndLower = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Except(['"', '\\']).Where(c => !char.IsAsciiLetterUpper(c))]);

    private readonly List<(int Start, int Length)> said = [];
    private readonly char[] named = new char[LongestName];
    private readonly char[] lower = new char[LongestName];
    private char[] set = new char[LongestName];
    private int length;

    /// <summary>A string. What is not printable ASCII is escaped, so that no mark turns the text around for its reader.</summary>
    public static string Text(string text) => $"\"{Escaped(text)}\"";

    /// <summary>What stands in a string between its quotes.</summary>
    public static ReadOnlySpan<char> Escaped(ReadOnlySpan<char> text) => text.ContainsAnyExcept(Plain) ? RunesOf(text) : text;

    /// <summary>How a question names an identifier.</summary>
    public static string TextOf(Identifier identifier) => identifier.Kind == IdentifierKind.Purl ? identifier.Value : identifier.ToString();

    /// <summary>The set of any spelling of the identifiers: without qualifiers, and in lower case too. It lasts until the next one is made.</summary>
    public ReadOnlySpan<char> SetOf(IReadOnlyList<ToolIdentifier> identifiers)
    {
        said.Clear();
        length = 0;
        Append("[");
        for (var i = 0; i < identifiers.Count; i++)
        {
            var name = NameOf(identifiers[i].Identifier);
            if (!name.ContainsAnyExcept(PlainAndLower))
            {
                Add(name);
                continue;
            }

            Add(Escaped(name));
            Add(Escaped(lower.AsSpan(0, name.ToLowerInvariant(lower))));
        }

        Append("]");
        return set.AsSpan(0, length);
    }

    private ReadOnlySpan<char> NameOf(Identifier identifier)
    {
        var value = identifier.Value.AsSpan();
        if (identifier.Kind != IdentifierKind.Purl)
        {
            var kind = identifier.Kind.Name();
            kind.CopyTo(named);
            named[kind.Length] = ':';
            value.CopyTo(named.AsSpan(kind.Length + 1));
            value = named.AsSpan(0, kind.Length + 1 + value.Length);
        }

        return value.IndexOf('?') is >= 0 and var end ? value[..end] : value;
    }

    private void Add(ReadOnlySpan<char> literal)
    {
        foreach (var other in said)
        {
            if (other.Length == literal.Length && set.AsSpan(other.Start, other.Length).SequenceEqual(literal))
                return;
        }

        Append(said.Count > 0 ? ", \"" : "\"");
        said.Add((length, literal.Length));
        Append(literal);
        Append("\"");
    }

    private void Append(ReadOnlySpan<char> text)
    {
        if (length + text.Length > set.Length)
            Array.Resize(ref set, 2 * (length + text.Length));
        text.CopyTo(set.AsSpan(length));
        length += text.Length;
    }

    private static string RunesOf(ReadOnlySpan<char> text)
    {
        var escaped = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\')
                escaped.Append('\\').Append((char)rune.Value);
            else if (rune.Value is >= ' ' and <= '~')
                escaped.Append((char)rune.Value);
            else
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
        }

        return escaped.ToString();
    }
}
