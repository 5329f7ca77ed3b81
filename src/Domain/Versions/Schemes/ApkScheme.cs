using System.Buffers;

namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>
/// Alpine Linux's versions, <c>digits{.digits}[letter]{_suffix[digits]}[~hash][-r#]</c>, read and ordered as apk-tools 3 does
/// (<c>src/version.c</c>).
/// </summary>
/// <remarks>
/// <para>At one place stand, lowest first: <c>_alpha</c>, <c>_beta</c>, <c>_pre</c>, <c>_rc</c>, the end, the revision, the
/// hash of a commit, the number of a suffix, <c>_cvs</c>, <c>_svn</c>, <c>_git</c>, <c>_hg</c>, <c>_p</c>, a letter, a further
/// component. So <c>1.0_rc1 &lt; 1.0 &lt; 1.0-r0 &lt; 1.0_p1 &lt; 1.0a &lt; 1.0.0</c>.</para>
/// <para>Numbers are compared by value, at any length (apk-tools counts up to 2^64). Where one of two components after the first
/// starts with a zero, both are compared as text: <c>1.0015 &lt; 1.002 &lt; 1.1</c>. What apk-tools calls invalid is not read.</para>
/// </remarks>
internal sealed class ApkScheme() : PartwiseScheme("apk")
{
    private const int RankOfEnd = 4;
    private const int RankOfRevision = 5;
    private const int RankOfHash = 6;
    private const int RankOfSuffixNumber = 7;
    private const int RankOfLetter = 13;
    private const int RankOfFraction = 14;
    private const int RankOfNumber = 15;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private protected override List<Part>? Split(string text)
    {
        var scanner = new Scanner(text);
        var parts = new List<Part>();
        if (!TryReadNumbers(ref scanner, parts) || !TryReadSuffixes(ref scanner, parts))
            return null;

        if (scanner.Skip("~"))
        {
            if (!HexDigits.Contains(scanner.Next))
                return null;
            parts.Add(Part.Word(RankOfHash, scanner.Take(HexDigits)));
        }

        if (scanner.Skip("-r"))
        {
            if (!char.IsAsciiDigit(scanner.Next))
                return null;
            parts.Add(Part.Number(RankOfRevision, scanner.Take(Scanner.Digits)));
        }

        parts.Add(Part.Word(RankOfEnd));
        return scanner.IsAtEnd ? parts : null;
    }

    private static bool TryReadNumbers(ref Scanner scanner, List<Part> parts)
    {
        do
        {
            var digits = scanner.Take(Scanner.Digits);
            if (digits.Length == 0)
                return false;
            parts.Add(parts.Count > 0 && digits[0] == '0' ? Part.Word(RankOfFraction, digits) : Part.Number(RankOfNumber, digits));
        }
        while (scanner.Skip("."));

        var letters = scanner.Take(Scanner.LowerLetters);
        if (letters.Length == 1)
            parts.Add(Part.Word(RankOfLetter, letters));
        return letters.Length <= 1;
    }

    private static bool TryReadSuffixes(ref Scanner scanner, List<Part> parts)
    {
        while (scanner.Skip("_"))
        {
            if (RankOf(scanner.Take(Scanner.LowerLetters)) is not { } rank)
                return false;
            parts.Add(Part.Word(rank));
            if (char.IsAsciiDigit(scanner.Next))
                parts.Add(Part.Number(RankOfSuffixNumber, scanner.Take(Scanner.Digits)));
        }

        return true;
    }

    private static int? RankOf(string suffix) => suffix switch
    {
        "alpha" => 0,
        "beta" => 1,
        "pre" => 2,
        "rc" => 3,
        "cvs" => 8,
        "svn" => 9,
        "git" => 10,
        "hg" => 11,
        "p" => 12,
        _ => null,
    };
}
