using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>
/// Semantic Versioning 2.0.0, for <c>semver</c> and <c>npm</c>: three numeric parts without leading zeros, then an optional
/// prerelease (§9, ordered by §11) and optional build metadata (§10, no part of the order).
/// </summary>
/// <remarks>
/// As npm does, surrounding white space and a leading <c>=</c> or <c>v</c> are passed over. Unlike npm, a number may be of any
/// length: a version must not leave a ban by counting past 2^53.
/// </remarks>
internal sealed class SemanticScheme : VersionScheme
{
    internal SemanticScheme(string name)
        : base(name) => Lowest = Read("0.0.0-0");

    internal override ParsedVersion? Lowest { get; }

    private protected override ParsedVersion? Read(string text)
    {
        var rest = text.AsSpan().Trim();
        rest = rest.StartsWith('=') ? rest[1..].TrimStart() : rest;
        rest = rest.StartsWith('v') ? rest[1..] : rest;

        if (rest.IndexOf('+') is >= 0 and var plus)
        {
            if (!AreIdentifiers(rest[(plus + 1)..], numbersMayStartWithZero: true))
                return null;
            rest = rest[..plus];
        }

        string[] prerelease = [];
        if (rest.IndexOf('-') is >= 0 and var hyphen)
        {
            var identifiers = rest[(hyphen + 1)..];
            if (!AreIdentifiers(identifiers, numbersMayStartWithZero: false))
                return null;
            prerelease = identifiers.ToString().Split('.');
            rest = rest[..hyphen];
        }

        var numbers = rest.ToString().Split('.');
        return numbers.Length == 3 && Array.TrueForAll(numbers, number => IsNumber(number))
            ? new Version(this, text, numbers, prerelease)
            : null;
    }

    private protected override int Order(ParsedVersion a, ParsedVersion b)
    {
        var (left, right) = ((Version)a, (Version)b);
        for (var i = 0; i < 3; i++)
        {
            if (Digits.Compare(left.Numbers[i], right.Numbers[i]) is not 0 and var byNumber)
                return byNumber;
        }

        if (left.Prerelease.Length == 0 || right.Prerelease.Length == 0)
            return right.Prerelease.Length.CompareTo(left.Prerelease.Length);

        for (var i = 0; i < Math.Min(left.Prerelease.Length, right.Prerelease.Length); i++)
        {
            if (OrderIdentifiers(left.Prerelease[i], right.Prerelease[i]) is not 0 and var byIdentifier)
                return byIdentifier;
        }

        return left.Prerelease.Length.CompareTo(right.Prerelease.Length);
    }

    private static int OrderIdentifiers(string a, string b) => (Digits.Are(a), Digits.Are(b)) switch
    {
        (true, true) => Digits.Compare(a, b),
        (true, false) => -1,
        (false, true) => 1,
        (false, false) => string.CompareOrdinal(a, b),
    };

    private static bool AreIdentifiers(ReadOnlySpan<char> text, bool numbersMayStartWithZero)
    {
        foreach (var part in text.Split('.'))
        {
            var identifier = text[part];
            if (identifier.IsEmpty || identifier.ContainsAnyExcept(PlainText.AsciiLettersDigitsHyphen))
                return false;
            if (!numbersMayStartWithZero && Digits.Are(identifier) && !IsNumber(identifier))
                return false;
        }

        return true;
    }

    private static bool IsNumber(ReadOnlySpan<char> text) => Digits.Are(text) && (text.Length == 1 || text[0] != '0');

    private sealed class Version(VersionScheme scheme, string text, string[] numbers, string[] prerelease) : ParsedVersion(scheme, text)
    {
        internal string[] Numbers { get; } = numbers;

        internal string[] Prerelease { get; } = prerelease;
    }
}
