using System.Buffers;
using System.Globalization;
using System.Text;

namespace ToolRegistry.Domain.Identity;

/// <summary>What every text of the register has in common.</summary>
internal static class PlainText
{
    internal static readonly SearchValues<char> AsciiLettersDigitsHyphen =
        SearchValues.Create("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // The bound of the Stream-Safe Text Format, UAX #15 section 13. Beyond it a normal form takes time that grows with the square.
    private const int MostMarks = 30;

    /// <summary>
    /// Whether the text has no control characters (C0, DEL, C1), no lone surrogates, neither of the noncharacters U+FFFE and U+FFFF,
    /// and no more than 30 combining marks in a row. Only such text can be normalized in linear time, and written as UTF-8.
    /// </summary>
    internal static bool IsClean(ReadOnlySpan<char> text)
    {
        var marks = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsClean(text[i]))
                return false;
            if (!char.IsSurrogate(text[i]))
            {
                marks = text[i] >= '\u0300' && IsMark(CharUnicodeInfo.GetUnicodeCategory(text[i])) ? marks + 1 : 0;
                if (marks > MostMarks)
                    return false;
                continue;
            }

            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                return false;
            marks = IsMark(CharUnicodeInfo.GetUnicodeCategory(char.ConvertToUtf32(text[i], text[i + 1]))) ? marks + 1 : 0;
            if (marks > MostMarks)
                return false;
            i++;
        }

        return true;
    }

    /// <inheritdoc cref="IsClean(ReadOnlySpan{char})"/>
    internal static bool IsClean(Rune character) => !character.IsBmp || IsClean((char)character.Value);

    private static bool IsMark(UnicodeCategory category) =>
        category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsClean(char c) => !char.IsControl(c) && c < '\uFFFE';
}
