using System.Buffers;
using System.Text;

namespace ToolRegistry.Domain.Identity;

/// <summary>What every text of the register has in common.</summary>
internal static class PlainText
{
    internal static readonly SearchValues<char> AsciiLettersDigitsHyphen =
        SearchValues.Create("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>
    /// Whether the text has no control characters (C0, DEL, C1), no lone surrogates and neither of the noncharacters U+FFFE and
    /// U+FFFF. Only such text can be normalized, and written as UTF-8.
    /// </summary>
    internal static bool IsClean(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsClean(text[i]))
                return false;
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                return false;
            i++;
        }

        return true;
    }

    /// <inheritdoc cref="IsClean(ReadOnlySpan{char})"/>
    internal static bool IsClean(Rune character) => !character.IsBmp || IsClean((char)character.Value);

    private static bool IsClean(char c) => !char.IsControl(c) && c < '\uFFFE';
}
