using System.Globalization;
using System.Text;

namespace ToolRegistry.Domain.Identity;

/// <summary>Texts without case, width and what can't be seen.</summary>
/// <remarks>All but ASCII follows the Unicode tables of the platform; what Unicode has once assigned keeps its normal form and case.</remarks>
internal static class TextFold
{
    // Default_Ignorable_Code_Point of the Unicode character database: joiners, directions, selectors, fillers, tags.
    private static readonly (int First, int Last)[] Ignorable =
    [
        (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F),
        (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0),
        (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
    ];

    /// <summary>
    /// Lower case as ECMA-427 has it in 5.5: the full mapping of the Unicode Standard, section 3.13.2, without regard to a language.
    /// Two capitals have more than their simple mapping: U+0130 becomes two characters, and a sigma that ends a word the final one.
    /// </summary>
    internal static string Lower(string text)
    {
        if (!text.AsSpan().ContainsAny('\u0130', '\u03A3'))
            return text.ToLowerInvariant();

        var lower = new StringBuilder(text.Length + 1);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\u03A3')
                lower.Append(EndsWord(text, i) ? '\u03C2' : '\u03C3');
            else
                lower.Append(text[i]);
        }

        return lower.Replace("\u0130", "i\u0307").ToString().ToLowerInvariant();
    }

    /// <summary>
    /// What a reader, or a platform that folds, takes for the same text: compatibility characters as their plain ones (NFKC), nothing
    /// of what can't be seen, and, unless case is kept, none. Dotted and dotless i are one then: upper-casing makes them so on some
    /// platforms. A text of nothing but the unseen keeps it.
    /// </summary>
    internal static string Wide(string text, bool keepCase = false)
    {
        if (Ascii.IsValid(text))
            return keepCase ? text : text.ToLowerInvariant();

        var wide = Seen(text).Normalize(NormalizationForm.FormKC);
        if (!keepCase)
            wide = FoldCase(wide);
        return wide.Normalize(NormalizationForm.FormKC);
    }

    // Up and down again, since several small letters share a capital.
    private static string FoldCase(string text) => text.ToUpperInvariant().ToLowerInvariant()
        .Replace("\u0130", "i\u0307", StringComparison.Ordinal)
        .Replace("i\u0307", "i", StringComparison.Ordinal)
        .Replace('\u0131', 'i');

    private static string Seen(string text)
    {
        var seen = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Array.Exists(Ignorable, range => rune.Value >= range.First && rune.Value <= range.Last))
                seen.Append(rune);
        }

        return seen.Length == 0 ? text : seen.ToString();
    }

    // Final_Sigma of the Unicode Standard, table 3-17: a cased letter somewhere before it in the word, none after.
    private static bool EndsWord(string text, int sigma)
    {
        var before = sigma - 1;
        while (before >= 0 && IsPassedOver(text[before]))
            before--;
        var after = sigma + 1;
        while (after < text.Length && IsPassedOver(text[after]))
            after++;
        return before >= 0 && IsCased(text[before]) && (after == text.Length || !IsCased(text[after]));
    }

    private static bool IsCased(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;

    private static bool IsPassedOver(char c) =>
        c is '\'' or '.' or ':' or '\u00B7' or '\u2018' or '\u2019' or '\u2024' or '\u2027' or '\uFE13' or '\uFE52' or '\uFE55' or '\uFF07' or '\uFF0E' or '\uFF1A'
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
}
