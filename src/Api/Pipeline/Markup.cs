using System.Runtime.CompilerServices;
using System.Text;

namespace ToolRegistry.Api.Pipeline;

/// <summary>
/// A piece of Markdown on one line (CommonMark with tables), written as an interpolated string: what stands in the code is
/// markup, and what is put into its holes is text, which never becomes markup.
/// </summary>
[InterpolatedStringHandler]
internal readonly struct Markup
{
    private static readonly char[] Blanks = [' ', '\t', '\n', '\r', '\u2028', '\u2029'];

    private readonly StringBuilder markdown;

    public Markup(int literalLength, int formattedCount) => markdown = new StringBuilder(literalLength + formattedCount * 16);

    public void AppendLiteral(string markup) => markdown.Append(markup);

    public void AppendFormatted(string? text) => AppendText(text ?? "");

    public void AppendFormatted(long number) => markdown.Append(number);

    public void AppendFormatted(Markup markup) => markdown.Append(markup.ToString());

    public override string ToString() => markdown?.ToString() ?? "";

    /// <summary>Text in a fixed-width font, for names that machines read.</summary>
    public static Markup Code(string text)
    {
        // Nothing can be escaped in a code span, and renderers differ on a bar in a table.
        if (text.Length == 0 || text.Any(c => c is '`' or '|' || char.IsControl(c) || IsDirection(c)) || text[0] == ' ' || text[^1] == ' ')
            return $"{text}";
        var code = new Markup(text.Length + 2, 0);
        code.AppendLiteral($"`{text}`");
        return code;
    }

    /// <summary>A link whose text is its whole address; text alone when it is no web address.</summary>
    public static Markup Link(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
            return $"{address}";
        Markup link = $"[{address}](<";
        // All else that could end or alter a destination is percent-encoded already.
        link.AppendLiteral(uri.AbsoluteUri.Replace("&", "\\&", StringComparison.Ordinal));
        link.AppendLiteral(">)");
        return link;
    }

    /// <summary>Several pieces with a separator between them.</summary>
    public static Markup Join(string separator, IEnumerable<Markup> parts)
    {
        var all = new Markup(0, 0);
        all.AppendLiteral(string.Join(separator, parts));
        return all;
    }

    private static bool IsDirection(char c) => c is >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069';

    private void AppendText(string whole)
    {
        // White space before it would hide that it begins a line; within one it parts words.
        var text = whole.TrimStart(Blanks);
        if (text.Length < whole.Length && markdown.Length > 0 && markdown[^1] != ' ')
            markdown.Append(' ');
        var start = markdown.Length;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (Blanks.Contains(c))
            {
                if (markdown[^1] != ' ')
                    markdown.Append(' ');
            }
            else if (IsDirection(c))
            {
                // It could turn around the words of the report that stand beside it.
                markdown.Append($"\\[U+{(int)c:X4}\\]");
            }
            else
            {
                if (IsMarkup(text, i) || markdown.Length == start && c is '#' or '+' or '-' or '=' or '>')
                    markdown.Append('\\');
                markdown.Append(c);
            }
        }
    }

    private static bool IsMarkup(string text, int i) => text[i] switch
    {
        '\\' or '`' or '*' or '[' or ']' or '<' or '|' or '~' or '$' => true,
        '&' => i + 1 == text.Length || char.IsAsciiLetterOrDigit(text[i + 1]) || text[i + 1] == '#',
        '_' => !(IsWord(text, i - 1) && IsWord(text, i + 1)),
        // Some renderers make links of bare addresses.
        ':' => text.AsSpan(i + 1).StartsWith("//") || EndsWithAny(text.AsSpan(0, i), "mailto", "tel", "xmpp"),
        '.' => IsListNumber(text.AsSpan(0, i)) || EndsWithAny(text.AsSpan(0, i), "www"),
        ')' => IsListNumber(text.AsSpan(0, i)),
        _ => false,
    };

    private static bool IsListNumber(ReadOnlySpan<char> before) => before.Length is >= 1 and <= 9 && !before.ContainsAnyExceptInRange('0', '9');

    private static bool EndsWithAny(ReadOnlySpan<char> text, params ReadOnlySpan<string> ends)
    {
        foreach (var end in ends)
        {
            if (text.EndsWith(end, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsWord(string text, int i) => i >= 0 && i < text.Length && char.IsAsciiLetterOrDigit(text[i]);
}
