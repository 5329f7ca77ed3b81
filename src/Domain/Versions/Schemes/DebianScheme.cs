using System.Buffers;

namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>
/// Debian's versions, <c>[epoch:]upstream[-revision]</c>, ordered as Debian Policy 5.6.12 and dpkg do: by epoch, upstream
/// version and revision, each in turns of a part without digits (letters before all else, <c>~</c> before even the end) and a number.
/// </summary>
/// <remarks>
/// The upstream version starts with a digit, as the policy asks. A missing epoch is 0, and a missing revision equals 0. As dpkg
/// does, surrounding spaces are passed over. Unlike dpkg, an epoch may be of any length.
/// </remarks>
internal sealed class DebianScheme() : VersionScheme("deb")
{
    private const string LettersAndDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly SearchValues<char> InUpstream = SearchValues.Create(LettersAndDigits + ".+~-:");
    private static readonly SearchValues<char> InRevision = SearchValues.Create(LettersAndDigits + ".+~");

    private protected override ParsedVersion? Read(string text)
    {
        var trimmed = text.Trim(' ');
        var colon = trimmed.IndexOf(':', StringComparison.Ordinal);
        var upstream = trimmed.AsSpan(colon + 1);
        if (colon >= 0 && !Digits.Are(trimmed.AsSpan(0, colon)))
            return null;

        var hyphen = upstream.LastIndexOf('-');
        if (hyphen >= 0)
        {
            var revision = upstream[(hyphen + 1)..];
            upstream = upstream[..hyphen];
            if (revision.IsEmpty || revision.ContainsAnyExcept(InRevision))
                return null;
        }

        return !upstream.IsEmpty && char.IsAsciiDigit(upstream[0]) && !upstream.ContainsAnyExcept(InUpstream)
            ? new Version(this, text, trimmed, colon, upstream.Length)
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
            while (true)
            {
                int left = WeightAt(a, i), right = WeightAt(b, j);
                if (left != right)
                    return left - right;
                if (left == 0)
                    break;
                i++;
                j++;
            }

            if (OrderNumbers(a, ref i, b, ref j) is not 0 and var byNumber)
                return byNumber;
        }

        return 0;
    }

    private static int OrderNumbers(ReadOnlySpan<char> a, ref int i, ReadOnlySpan<char> b, ref int j)
    {
        var (left, right) = (Digits.RunAt(a, i), Digits.RunAt(b, j));
        var order = Digits.Compare(a.Slice(i, left), b.Slice(j, right));
        i += left;
        j += right;
        return order;
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

    /// <summary>What was read without surrounding spaces, where its first colon stands (-1 for none), and how long the upstream version is.</summary>
    private sealed class Version(VersionScheme scheme, string text, string trimmed, int colon, int upstream) : ParsedVersion(scheme, text)
    {
        internal ReadOnlySpan<char> Epoch => trimmed.AsSpan(0, Math.Max(colon, 0));

        internal ReadOnlySpan<char> Upstream => trimmed.AsSpan(colon + 1, upstream);

        internal ReadOnlySpan<char> Revision => trimmed.AsSpan(Math.Min(colon + upstream + 2, trimmed.Length));
    }
}
