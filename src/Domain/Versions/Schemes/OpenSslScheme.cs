using System.Buffers;

namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>
/// OpenSSL's versions: before 3.0 three numbers and the letters of a patch release (<c>1.0.2zd</c>), from 3.0 on three numbers
/// as of Semantic Versioning; both may be marked as what comes before the release.
/// </summary>
/// <remarks>
/// <para>After the numbers, letters are compared as text: <c>1.0.2 &lt; 1.0.2a &lt; 1.0.2z &lt; 1.0.2za &lt; 1.0.2zb</c>. Then
/// stand, lowest first: <c>-dev</c>, <c>-alpha#</c>, <c>-beta#</c>, <c>-pre#</c>, the release. A <c>-dev</c> after one of them is
/// the work towards it, and below it. The status nibble of <c>OPENSSL_VERSION_NUMBER</c> orders the same way.</para>
/// <para>The number of a prerelease is compared by value. Semantic Versioning would put <c>3.0.0-alpha10</c> below
/// <c>3.0.0-alpha2</c>, which OpenSSL released eight steps earlier.</para>
/// <para><c>-fips</c> says how a version before 3.0 was built, and build metadata (<c>3.0.7+quic</c>) how one from 3.0 on was;
/// neither is part of the order. Nothing else is read, least of all what a distribution appends.</para>
/// </remarks>
internal sealed class OpenSslScheme : PartwiseScheme
{
    private const int RankOfDevelopment = 0;
    private const int RankOfAlpha = 1;
    private const int RankOfBeta = 2;
    private const int RankOfPre = 3;
    private const int RankOfRelease = 4;

    private static readonly SearchValues<char> OfMetadata = SearchValues.Create("-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    internal OpenSslScheme()
        : base("openssl") => Lowest = Read("0.0.0-dev");

    internal override ParsedVersion? Lowest { get; }

    private protected override List<Part>? Split(string text)
    {
        var scanner = new Scanner(text);
        var parts = new List<Part>();
        do
        {
            var digits = scanner.Take(Scanner.Digits);
            if (digits.Length == 0 || (digits.Length > 1 && digits[0] == '0'))
                return null;
            parts.Add(Part.Number(0, digits));
        }
        while (parts.Count < 3 && scanner.Skip("."));
        if (parts.Count < 3)
            return null;

        var hasLetters = text is ['0' or '1' or '2', '.', ..];
        parts.Add(Part.Word(0, hasLetters ? scanner.Take(Scanner.LowerLetters) : ""));
        var isFips = hasLetters && scanner.Skip("-fips");
        if (!TryReadStatus(ref scanner, parts, mayBeFips: hasLetters && !isFips))
            return null;
        if (!hasLetters && scanner.Skip("+") && scanner.Take(OfMetadata).Length == 0)
            return null;
        return scanner.IsAtEnd ? parts : null;
    }

    private static bool TryReadStatus(ref Scanner scanner, List<Part> parts, bool mayBeFips)
    {
        var rank = scanner.Skip("-alpha") ? RankOfAlpha : scanner.Skip("-beta") ? RankOfBeta : scanner.Skip("-pre") ? RankOfPre : RankOfRelease;
        if (rank != RankOfRelease)
        {
            if (!char.IsAsciiDigit(scanner.Next))
                return false;
            parts.Add(Part.Word(rank));
            parts.Add(Part.Number(0, scanner.Take(Scanner.Digits)));
            if (mayBeFips)
                scanner.Skip("-fips");
        }

        parts.Add(Part.Word(scanner.Skip("-dev") ? RankOfDevelopment : RankOfRelease));
        return true;
    }
}
