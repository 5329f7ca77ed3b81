using System.Runtime.InteropServices;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>
/// Semantic Versioning 2.0.0, for <c>semver</c>, <c>npm</c> and the schemes that derive from it: three numeric parts without
/// leading zeros, then an optional prerelease (§9, ordered by §11) and optional build metadata (§10, no part of the order).
/// </summary>
/// <remarks>
/// As npm does, surrounding white space and a leading <c>=</c> or <c>v</c> are passed over. Unlike npm, a number may be of any
/// length: a version must not leave a ban by counting past 2^53.
/// </remarks>
internal class SemanticScheme : VersionScheme
{
    // The longest run of digits whose value is surely below ulong.MaxValue, which stands for all longer ones.
    private const int MaxExactDigits = 19;
    private const ulong Huge = ulong.MaxValue;

    // Together 63. The last number is often a date, or that of a build.
    private const int MajorBits = 19;
    private const int MinorBits = 19;
    private const int PatchBits = 25;

    internal SemanticScheme(string name)
        : base(name) => Lowest = ReadSemantic("0.0.0-0");

    internal override ParsedVersion? Lowest { get; }

    private protected override ParsedVersion? Read(string text) => ReadSemantic(text);

    private protected override int Order(ParsedVersion a, ParsedVersion b)
    {
        var (left, right) = ((Version)a, (Version)b);
        return CompareNumbers(left, right) is not 0 and var byNumber ? byNumber : ComparePrereleases(left, right);
    }

    /// <summary>Right above a release comes the first prerelease of the next patch, right above a prerelease the same with a further <c>0</c>.</summary>
    internal override bool AreNeighbours(ParsedVersion low, ParsedVersion high)
    {
        var (below, above) = ((Version)low, (Version)high);
        if (above.Prerelease is not [.. var shared, { Number: 0 }] || shared.Length != below.Prerelease.Length)
            return false;
        return below.Prerelease.Length > 0
            ? CompareNumbers(below, above) == 0 && ComparePrefix(below, above, shared.Length) == 0
            : !below.HasHugeNumber && (below.Major, below.Minor, below.Patch + 1) == (above.Major, above.Minor, above.Patch);
    }

    private Version? ReadSemantic(string text)
    {
        var start = SkipPrefix(text, out var end);
        var rest = text.AsSpan(0, end);
        var at = start;
        if (!ReadNumber(rest, ref at, out var major)
            || !ReadDot(rest, ref at)
            || !ReadNumber(rest, ref at, out var minor)
            || !ReadDot(rest, ref at)
            || !ReadNumber(rest, ref at, out var patch))
            return null;

        Identifier[] prerelease = [];
        if (at < end && rest[at] == '-')
        {
            var length = rest[at..].IndexOf('+');
            var part = length < 0 ? rest : rest[..(at + length)];
            if (!ReadPrerelease(part, at + 1, out prerelease))
                return null;
            at = part.Length;
        }

        return at == end || (rest[at] == '+' && IsBuild(rest[(at + 1)..]))
            ? new Version(this, text, start, major, minor, patch, prerelease)
            : null;
    }

    /// <summary>Where the version starts, behind white space, <c>=</c> and <c>v</c>, and where it ends.</summary>
    private static int SkipPrefix(string text, out int end)
    {
        end = text.Length;
        while (end > 0 && IsWhiteSpace(text[end - 1]))
            end--;
        var start = SkipWhiteSpace(text, 0, end);
        if (start < end && text[start] == '=')
            start = SkipWhiteSpace(text, start + 1, end);
        return start < end && text[start] == 'v' ? start + 1 : start;
    }

    private static int SkipWhiteSpace(string text, int at, int end)
    {
        while (at < end && IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    // White space of ECMAScript, which has one character more than that of .NET.
    private static bool IsWhiteSpace(char c) => char.IsWhiteSpace(c) || c == '\uFEFF';

    private static bool ReadDot(ReadOnlySpan<char> text, ref int at) => at < text.Length && text[at++] == '.';

    private static bool ReadNumber(ReadOnlySpan<char> text, ref int at, out ulong number)
    {
        var start = at;
        number = 0;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            number = (number * 10) + (uint)(text[at] - '0');
            at++;
        }

        var length = at - start;
        if (length > MaxExactDigits)
            number = Huge;
        return length == 1 || (length > 1 && text[start] != '0');
    }

    private static bool ReadPrerelease(ReadOnlySpan<char> text, int start, out Identifier[] identifiers)
    {
        identifiers = new Identifier[text[start..].Count('.') + 1];
        for (var i = 0; i < identifiers.Length; i++)
        {
            var at = start;
            var isExact = ReadNumber(text, ref at, out var number);
            var isNumber = at > start && (at == text.Length || text[at] == '.');
            if (isNumber && !isExact)
                return false;
            while (at < text.Length && text[at] != '.')
            {
                if (!char.IsAsciiLetterOrDigit(text[at]) && text[at] != '-')
                    return false;
                at++;
            }

            if (at == start)
                return false;
            identifiers[i] = new Identifier(start, at - start, isNumber ? number : null);
            start = at + 1;
        }

        return true;
    }

    private static bool IsBuild(ReadOnlySpan<char> text)
    {
        foreach (var part in text.Split('.'))
        {
            if (text[part].IsEmpty || text[part].ContainsAnyExcept(PlainText.AsciiLettersDigitsHyphen))
                return false;
        }

        return true;
    }

    // One number that orders as the three do, where they are small enough for that.
    private static long ToKey(ulong major, ulong minor, ulong patch) =>
        major < 1UL << MajorBits && minor < 1UL << MinorBits && patch < 1UL << PatchBits
            ? (long)((((major << MinorBits) | minor) << PatchBits) | patch)
            : ParsedVersion.NoKey;

    // Huge stands for many numbers, so that two of them say nothing; but it is above every other.
    private static int CompareNumbers(Version a, Version b)
    {
        if (a.Major != b.Major)
            return a.Major < b.Major ? -1 : 1;
        if (a.HasHugeNumber && b.HasHugeNumber)
            return CompareHugeNumbers(a, b);
        if (a.Minor != b.Minor)
            return a.Minor < b.Minor ? -1 : 1;
        return a.Patch.CompareTo(b.Patch);
    }

    private static int CompareHugeNumbers(Version a, Version b)
    {
        int i = a.Start, j = b.Start;
        for (var part = 0; part < 3; part++)
        {
            int left = Digits.RunAt(a.Text, i), right = Digits.RunAt(b.Text, j);
            if (Digits.Compare(a.Text.AsSpan(i, left), b.Text.AsSpan(j, right)) is not 0 and var byNumber)
                return byNumber;
            i = Math.Min(i + left + 1, a.Text.Length);
            j = Math.Min(j + right + 1, b.Text.Length);
        }

        return 0;
    }

    private static int ComparePrereleases(Version a, Version b)
    {
        var (left, right) = (a.Prerelease.Length, b.Prerelease.Length);
        if (left == 0 || right == 0)
            return right.CompareTo(left);
        return ComparePrefix(a, b, Math.Min(left, right)) is not 0 and var byIdentifier ? byIdentifier : left.CompareTo(right);
    }

    private static int ComparePrefix(Version a, Version b, int length)
    {
        for (var i = 0; i < length; i++)
        {
            if (CompareIdentifiers(in a.Prerelease[i], a.Text, in b.Prerelease[i], b.Text) is not 0 and var byIdentifier)
                return byIdentifier;
        }

        return 0;
    }

    private static int CompareIdentifiers(in Identifier a, string aText, in Identifier b, string bText)
    {
        if (a.Number is not { } left)
            return b.Number is null ? a.In(aText).CompareTo(b.In(bText), StringComparison.Ordinal) : 1;
        if (b.Number is not { } right)
            return -1;
        return left == Huge && right == Huge ? Digits.Compare(a.In(aText), b.In(bText)) : left.CompareTo(right);
    }

    /// <summary>Where an identifier stands in the text, and its value when it is a number.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Identifier(int Start, int Length, ulong? Number)
    {
        internal ReadOnlySpan<char> In(string text) => text.AsSpan(Start, Length);
    }

    private sealed class Version(VersionScheme scheme, string text, int start, ulong major, ulong minor, ulong patch, Identifier[] prerelease)
        : ParsedVersion(scheme, text, ToKey(major, minor, patch))
    {
        internal int Start => start;

        internal ulong Major => major;

        internal ulong Minor => minor;

        internal ulong Patch => patch;

        internal bool HasHugeNumber { get; } = major == Huge || minor == Huge || patch == Huge;

        internal Identifier[] Prerelease => prerelease;
    }
}
