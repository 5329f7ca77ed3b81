using System.Globalization;

namespace ToolRegistry.Domain;

/// <summary>What text the register takes: well-formed UTF-16 without control characters, within a length.</summary>
public static class Texts
{
    /// <summary>Whether the text is 1 to <paramref name="max"/> UTF-16 units on one line, without white space around it.</summary>
    public static bool IsLine(string? text, int max) =>
        // Some databases take "1.0" and "1.0 " for the same, others do not.
        IsText(text, max, lineBreaks: false) && !char.IsWhiteSpace(text![0]) && !char.IsWhiteSpace(text[^1]);

    /// <summary>Whether the text is 1 to <paramref name="max"/> UTF-16 units; line breaks and tabs are allowed.</summary>
    public static bool IsParagraphs(string? text, int max) => IsText(text, max, lineBreaks: true);

    /// <summary>The text, if need be cut to <paramref name="max"/> UTF-16 units with an ellipsis at its end; no character is cut in half.</summary>
    public static string Shortened(string text, int max)
    {
        if (text.Length <= max)
            return text;
        var end = max - 1;
        return $"{text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)]}…";
    }

    private static bool IsText(string? text, int max, bool lineBreaks)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > max)
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogate(c))
            {
                if (!char.IsSurrogatePair(text, i))
                    return false;
                i++;
            }
            else if (char.IsControl(c) && !(lineBreaks && c is '\n' or '\r' or '\t'))
            {
                return false;
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator && !lineBreaks)
            {
                return false;
            }
        }

        return true;
    }
}
