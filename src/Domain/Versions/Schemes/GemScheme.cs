namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>
/// RubyGems' versions as <c>Gem::Version</c> reads and orders them: numbers and words in turns (<c>1.0.rc2</c>), of which a word
/// makes a prerelease and sorts before every number.
/// </summary>
/// <remarks>
/// <para>A <c>-</c> means <c>.pre.</c>, words are compared with regard to case, and the end counts as zero. Zeros before the first
/// word and at the end don't count: <c>1.0.a</c> is <c>1.a</c>.</para>
/// <para>Surrounding spaces are passed over. A blank text, which <c>Gem::Version</c> takes for 0, is refused: it names no version.
/// No version is the lowest: <c>0.A.A</c> sorts before <c>0.A</c>.</para>
/// </remarks>
internal sealed class GemScheme() : PartwiseScheme("gem", Part.Number(RankOfNumber, "0"))
{
    private const int RankOfWord = 0;
    private const int RankOfNumber = 1;

    private protected override List<Part>? Split(string text)
    {
        var trimmed = text.AsSpan().Trim(' ');
        return IsWellFormed(trimmed) ? SplitWellFormed(trimmed) : null;
    }

    // Digits first; then parts of letters and digits, each after a dot; from the first hyphen on hyphens may stand in the parts too.
    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        var start = Digits.RunAt(text, 0);
        if (start == 0 || (start < text.Length && text[start] is not ('.' or '-')))
            return false;

        var hasHyphen = false;
        var partIsEmpty = false;
        foreach (var c in text[start..])
        {
            var beginsPart = c == '.' || (c == '-' && !hasHyphen);
            if (beginsPart ? partIsEmpty : c != '-' && !char.IsAsciiLetterOrDigit(c))
                return false;
            hasHyphen |= c == '-';
            partIsEmpty = beginsPart;
        }

        return !partIsEmpty;
    }

    private static List<Part> SplitWellFormed(ReadOnlySpan<char> text)
    {
        var parts = new List<Part>();
        var hasWord = false;
        for (var i = 0; i < text.Length;)
        {
            var rest = text[i..];
            if (Digits.RunAt(rest, 0) is > 0 and var digits)
            {
                parts.Add(Part.Number(RankOfNumber, rest[..digits]));
                i += digits;
                continue;
            }

            var letters = LettersAtStart(rest);
            if (letters > 0 || rest[0] == '-')
            {
                if (!hasWord)
                    Part.DropTrailingZeros(parts, keep: 0);
                hasWord = true;
                parts.Add(Part.Word(RankOfWord, letters > 0 ? rest[..letters].ToString() : "pre"));
            }

            i += Math.Max(letters, 1);
        }

        return parts;
    }

    private static int LettersAtStart(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiLetter(text[length]))
            length++;
        return length;
    }
}
