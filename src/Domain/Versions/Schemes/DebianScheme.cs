namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>
/// Debian's versions, <c>[epoch:]upstream[-revision]</c>, ordered as Debian Policy 5.6.12 and dpkg do: by epoch, upstream
/// version and revision, each in turns of a part without digits (letters before all else, <c>~</c> before even the end) and a number.
/// </summary>
/// <remarks>
/// The upstream version starts with a digit, as the policy asks. A missing epoch is 0, and a missing revision equals 0.
/// </remarks>
internal sealed class DebianScheme() : VersionScheme("deb")
{
    private protected override ParsedVersion? Read(string text)
    {
        var epoch = "";
        var upstream = text;
        if (text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon)
        {
            epoch = text[..colon];
            upstream = text[(colon + 1)..];
            if (!Digits.Are(epoch))
                return null;
        }

        var revision = "";
        if (upstream.LastIndexOf('-') is >= 0 and var hyphen)
        {
            revision = upstream[(hyphen + 1)..];
            upstream = upstream[..hyphen];
            if (revision.Length == 0 || !revision.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '+' or '~'))
                return null;
        }

        return upstream.Length > 0
            && char.IsAsciiDigit(upstream[0])
            && upstream.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '+' or '~' or '-' or ':')
            ? new Version(this, text, epoch, upstream, revision)
            : null;
    }

    private protected override int Order(ParsedVersion a, ParsedVersion b)
    {
        var (left, right) = ((Version)a, (Version)b);
        if (Digits.Compare(left.Epoch, right.Epoch) is not 0 and var byEpoch)
            return byEpoch;
        return OrderPart(left.Upstream, right.Upstream) is not 0 and var byUpstream ? byUpstream : OrderPart(left.Revision, right.Revision);
    }

    private static int OrderPart(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        int i = 0, j = 0;
        while (i < a.Length || j < b.Length)
        {
            while (WeightAt(a, i) != 0 || WeightAt(b, j) != 0)
            {
                var byCharacter = WeightAt(a, i) - WeightAt(b, j);
                if (byCharacter != 0)
                    return byCharacter;
                i++;
                j++;
            }

            var (left, right) = (Digits.RunAt(a, i), Digits.RunAt(b, j));
            if (Digits.Compare(a.Slice(i, left), b.Slice(j, right)) is not 0 and var byNumber)
                return byNumber;
            i += left;
            j += right;
        }

        return 0;
    }

    // A digit weighs as much as the end: both close the part without digits.
    private static int WeightAt(ReadOnlySpan<char> text, int index)
    {
        if (index >= text.Length || char.IsAsciiDigit(text[index]))
            return 0;
        if (text[index] == '~')
            return -1;
        return char.IsAsciiLetter(text[index]) ? text[index] : text[index] + 256;
    }

    private sealed class Version(VersionScheme scheme, string text, string epoch, string upstream, string revision) : ParsedVersion(scheme, text)
    {
        internal string Epoch { get; } = epoch;

        internal string Upstream { get; } = upstream;

        internal string Revision { get; } = revision;
    }
}
