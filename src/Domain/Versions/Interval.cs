namespace ToolRegistry.Domain.Versions;

/// <summary>All versions between two bounds; a bound that is null leaves that side open.</summary>
internal readonly record struct Interval(ParsedVersion? Lower, bool LowerInclusive, ParsedVersion? Upper, bool UpperInclusive)
{
    internal static Interval Everything => default;

    internal bool IsEverything => Lower is null && Upper is null;

    internal static Interval Only(ParsedVersion version) => new(version, LowerInclusive: true, version, UpperInclusive: true);

    /// <summary>-1 when the version lies below the interval, 1 when above, 0 when inside.</summary>
    internal int Locate(VersionScheme scheme, ParsedVersion version)
    {
        if (Lower is not null && scheme.Compare(version, Lower) is var fromLower && (fromLower < 0 || (fromLower == 0 && !LowerInclusive)))
            return -1;
        if (Upper is not null && scheme.Compare(version, Upper) is var fromUpper && (fromUpper > 0 || (fromUpper == 0 && !UpperInclusive)))
            return 1;
        return 0;
    }

    internal bool Contains(VersionScheme scheme, Interval inner) =>
        CompareLower(scheme, this, inner) <= 0 && CompareUpper(scheme, this, inner) >= 0;

    /// <summary>Orders by where the intervals begin.</summary>
    internal static int CompareLower(VersionScheme scheme, Interval a, Interval b)
    {
        if (a.Lower is null || b.Lower is null)
            return (a.Lower is null ? 0 : 1) - (b.Lower is null ? 0 : 1);
        var order = scheme.Compare(a.Lower, b.Lower);
        return order != 0 ? order : b.LowerInclusive.CompareTo(a.LowerInclusive);
    }

    /// <summary>Orders by where the intervals end.</summary>
    internal static int CompareUpper(VersionScheme scheme, Interval a, Interval b)
    {
        if (a.Upper is null || b.Upper is null)
            return (a.Upper is null ? 1 : 0) - (b.Upper is null ? 1 : 0);
        var order = scheme.Compare(a.Upper, b.Upper);
        return order != 0 ? order : a.UpperInclusive.CompareTo(b.UpperInclusive);
    }

    /// <summary>Whether no version lies between the end of <paramref name="a"/> and the beginning of <paramref name="b"/>, which begins no earlier.</summary>
    internal static bool Touch(VersionScheme scheme, Interval a, Interval b)
    {
        if (a.Upper is null || b.Lower is null)
            return true;
        var order = scheme.Compare(b.Lower, a.Upper);
        return order < 0 || (order == 0 && (a.UpperInclusive || b.LowerInclusive));
    }
}
