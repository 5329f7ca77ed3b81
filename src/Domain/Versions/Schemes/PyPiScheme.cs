using System.Text;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>
/// Python's versions, <c>[epoch!]release[pre][.post][.dev][+local]</c>, read and ordered as PEP 440 and the reference
/// implementation <c>packaging</c> do: <c>1.dev1 &lt; 1a1.dev1 &lt; 1a1 &lt; 1rc1 &lt; 1 &lt; 1+local &lt; 1.post1 &lt; 1.1</c>.
/// </summary>
/// <remarks>
/// <para>All spellings that the PEP normalizes are read: any case, a leading <c>v</c>, surrounding white space, <c>. - _</c> or
/// nothing between the parts, <c>alpha beta c pre preview rev r</c>, a missing number for 0, and <c>1.0-1</c> for
/// <c>1.0.post1</c>. Trailing zeros of the release don't count. A local version is part of the order.</para>
/// <para>Letters and digits are those of ASCII, as the PEP says; <c>packaging</c>, which ignores case by Unicode's rules, also
/// takes the four characters <c>İ ı ſ K</c> (U+0130, U+0131, U+017F, U+212A) for letters.</para>
/// </remarks>
internal sealed class PyPiScheme : PartwiseScheme
{
    // Above the ranks that may stand where a release ends: of two releases the one that is a beginning of the other is the lower.
    private const int RankOfRelease = 9;

    internal PyPiScheme()
        : base("pypi") => Lowest = Read("0.dev0");

    internal override ParsedVersion? Lowest { get; }

    private protected override List<Part>? Split(string text)
    {
        if (!Ascii.IsValid(text.AsSpan().Trim()))
            return null;
        var rest = text.Trim().ToLowerInvariant().AsSpan();
        SkipWord(ref rest, "v");
        var parts = new List<Part>();
        if (!ReadRelease(ref rest, parts))
            return null;

        var pre = ReadPre(ref rest);
        var post = ReadImplicitPost(ref rest) ?? ReadNumbered(ref rest, 1, "post", "rev", "r");
        var dev = ReadNumbered(ref rest, 0, "dev");

        // A development release of the release itself sorts before its first prerelease; absent otherwise is after the last one.
        parts.Add(pre ?? Part.Word(post is null && dev is not null ? 0 : 4));
        parts.Add(post ?? Part.Word(0));
        parts.Add(dev ?? Part.Word(1));
        return ReadLocal(rest, parts) ? parts : null;
    }

    private static bool ReadRelease(ref ReadOnlySpan<char> rest, List<Part> parts)
    {
        var digits = TakeDigits(ref rest);
        var hasEpoch = !digits.IsEmpty && SkipWord(ref rest, "!");
        parts.Add(Part.Number(RankOfRelease, hasEpoch ? digits : "0"));
        if (hasEpoch)
            digits = TakeDigits(ref rest);
        if (digits.IsEmpty)
            return false;

        parts.Add(Part.Number(RankOfRelease, digits));
        while (rest is ['.', >= '0' and <= '9', ..])
        {
            rest = rest[1..];
            parts.Add(Part.Number(RankOfRelease, TakeDigits(ref rest)));
        }

        Part.DropTrailingZeros(parts, keep: 1);
        return true;
    }

    private static Part? ReadPre(ref ReadOnlySpan<char> rest) =>
        ReadNumbered(ref rest, 1, "alpha", "a") ?? ReadNumbered(ref rest, 2, "beta", "b") ?? ReadNumbered(ref rest, 3, "preview", "pre", "rc", "c");

    private static Part? ReadImplicitPost(ref ReadOnlySpan<char> rest)
    {
        if (rest is not ['-', >= '0' and <= '9', ..])
            return null;
        rest = rest[1..];
        return Part.Number(1, TakeDigits(ref rest));
    }

    // Of words that begin alike the longer one comes first.
    private static Part? ReadNumbered(ref ReadOnlySpan<char> rest, int rank, params ReadOnlySpan<string> words)
    {
        var afterSeparator = SkipSeparator(rest);
        foreach (var word in words)
        {
            if (!SkipWord(ref afterSeparator, word))
                continue;
            rest = SkipSeparator(afterSeparator);
            var digits = TakeDigits(ref rest);
            return Part.Number(rank, digits.IsEmpty ? "0" : digits);
        }

        return null;
    }

    private static bool ReadLocal(ReadOnlySpan<char> rest, List<Part> parts)
    {
        if (rest.IsEmpty)
            return true;
        if (!SkipWord(ref rest, "+"))
            return false;

        foreach (var range in rest.SplitAny('.', '-', '_'))
        {
            var segment = rest[range];
            if (segment.IsEmpty || segment.ContainsAnyExcept(PlainText.AsciiLettersDigitsHyphen))
                return false;
            parts.Add(Digits.Are(segment) ? Part.Number(1, segment) : Part.Word(0, segment.ToString()));
        }

        return true;
    }

    private static ReadOnlySpan<char> TakeDigits(ref ReadOnlySpan<char> rest)
    {
        var digits = rest[..Digits.RunAt(rest, 0)];
        rest = rest[digits.Length..];
        return digits;
    }

    private static bool SkipWord(ref ReadOnlySpan<char> rest, string word)
    {
        if (!rest.StartsWith(word, StringComparison.Ordinal))
            return false;
        rest = rest[word.Length..];
        return true;
    }

    private static ReadOnlySpan<char> SkipSeparator(ReadOnlySpan<char> text) => text is ['.' or '-' or '_', ..] ? text[1..] : text;
}
