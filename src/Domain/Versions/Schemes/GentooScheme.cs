namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>
/// Gentoo's versions, <c>digits{.digits}[letter]{_suffix[digits]}[-r#]</c>, ordered as chapter 3 of the Package Manager
/// Specification says: by components, letter, suffixes and revision.
/// </summary>
/// <remarks>
/// <para>More components are higher, a letter is higher than none, and at the place of a suffix stand, lowest first:
/// <c>_alpha</c>, <c>_beta</c>, <c>_pre</c>, <c>_rc</c>, none, <c>_p</c>. A missing number of a suffix and a missing revision
/// are 0. So <c>1.0_rc1 &lt; 1.0 = 1.0-r0 &lt; 1.0-r1 &lt; 1.0_p &lt; 1.0a &lt; 1.0.0</c>.</para>
/// <para>Numbers are compared by value, at any length. Where one of two components after the first starts with a zero, both are
/// compared as text without their trailing zeros: <c>1.010 = 1.01 &lt; 1.02 &lt; 1.1</c>.</para>
/// </remarks>
internal sealed class GentooScheme() : PartwiseScheme("gentoo")
{
    private const int RankOfRevision = 4;
    private const int RankOfLetter = 6;
    private const int RankOfFraction = 7;
    private const int RankOfNumber = 8;

    private protected override List<Part>? Split(string text)
    {
        var scanner = new Scanner(text);
        var parts = new List<Part>();
        if (!TryReadNumbers(ref scanner, parts))
            return null;

        while (scanner.Skip("_"))
        {
            if (RankOf(scanner.Take(Scanner.LowerLetters)) is not { } rank)
                return null;
            parts.Add(Part.Word(rank));
            parts.Add(Part.Number(RankOfNumber, char.IsAsciiDigit(scanner.Next) ? scanner.Take(Scanner.Digits) : "0"));
        }

        var revision = scanner.Skip("-r") ? scanner.Take(Scanner.Digits) : "0";
        if (revision.Length == 0)
            return null;
        parts.Add(Part.Number(RankOfRevision, revision));
        return scanner.IsAtEnd ? parts : null;
    }

    private static bool TryReadNumbers(ref Scanner scanner, List<Part> parts)
    {
        do
        {
            var digits = scanner.Take(Scanner.Digits);
            if (digits.Length == 0)
                return false;
            parts.Add(parts.Count > 0 && digits[0] == '0' ? Part.Word(RankOfFraction, digits.TrimEnd('0')) : Part.Number(RankOfNumber, digits));
        }
        while (scanner.Skip("."));

        var letters = scanner.Take(Scanner.LowerLetters);
        if (letters.Length == 1)
            parts.Add(Part.Word(RankOfLetter, letters));
        return letters.Length <= 1;
    }

    private static int? RankOf(string suffix) => suffix switch
    {
        "alpha" => 0,
        "beta" => 1,
        "pre" => 2,
        "rc" => 3,
        "p" => 5,
        _ => null,
    };
}
