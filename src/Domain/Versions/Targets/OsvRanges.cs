namespace ToolRegistry.Domain.Versions.Targets;

/// <summary>A set of versions as the ranges of an OSV record.</summary>
/// <remarks>
/// <para>The rules are those of the OSV schema, <c>affected[].ranges[]</c>, and of its evaluation algorithm. A range holds events
/// <c>fixed</c> or <c>last_affected</c>, never both: a set that needs both becomes two ranges, as a version that is in one of
/// them is affected.</para>
/// <para>OSV has no exclusive lower bound. It is said by the version right above where the scheme has one (above <c>1.0.0</c>
/// comes <c>1.0.1-0</c>); else the bound itself is taken in. <c>introduced: "0"</c> is below every version, also for a scheme
/// that has versions below <c>0</c>.</para>
/// </remarks>
public static class OsvRanges
{
    private const string Lowest = "0";
    private const string Semantic = "SEMVER", Other = "ECOSYSTEM";

    // What is said of most tools, made once.
    private static readonly Conversion<IReadOnlyList<OsvRange>> EverySemantic = Every(Semantic), EveryOther = Every(Other);

    /// <summary>Converts a set of any scheme. Empty for the empty set: a range without events is none.</summary>
    public static Conversion<IReadOnlyList<OsvRange>> Of(VersionSet versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        if (versions.IsEverything)
            return CanonicalText.IsSemantic(versions.Scheme) ? EverySemantic : EveryOther;
        var sayable = VersionSet.Of(versions.Scheme, versions.Intervals.Select(interval => interval with { From = Sayable(interval.From) }));
        OsvRange[] ranges =
        [
            .. RangeOf(versions.Scheme, sayable.Intervals.Where(interval => interval.To is not { IsAfter: true })),
            .. RangeOf(versions.Scheme, sayable.Intervals.Where(interval => interval.To is { IsAfter: true })),
        ];
        return sayable.Equals(versions)
            ? Conversion<IReadOnlyList<OsvRange>>.Exact(ranges)
            : Conversion<IReadOnlyList<OsvRange>>.Broader(ranges, "OSV can't leave out the version at which a range begins.");
    }

    /// <summary>How OSV compares the versions of a scheme: <c>SEMVER</c> for semantic versions, else <c>ECOSYSTEM</c>.</summary>
    public static string TypeOf(VersionScheme scheme)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        return CanonicalText.IsSemantic(scheme) ? Semantic : Other;
    }

    private static Conversion<IReadOnlyList<OsvRange>> Every(string type) =>
        Conversion<IReadOnlyList<OsvRange>>.Exact([new OsvRange(type, [new OsvEvent("introduced", Lowest)])]);

    private static Cut? Sayable(Cut? from)
    {
        if (from is not { } cut || CanonicalText.Of(cut.Version) == Lowest)
            return null;
        return cut.IsAfter ? Cut.Before(CanonicalText.Next(cut.Version) ?? cut.Version) : cut;
    }

    private static IEnumerable<OsvRange> RangeOf(VersionScheme scheme, IEnumerable<Interval> intervals)
    {
        var events = new List<OsvEvent>();
        foreach (var (from, to) in intervals)
        {
            events.Add(new OsvEvent("introduced", from is { } low ? CanonicalText.Of(low.Version) : Lowest));
            if (to is { } high)
                events.Add(new OsvEvent(high.IsAfter ? "last_affected" : "fixed", CanonicalText.Of(high.Version)));
        }

        if (events.Count > 0)
            yield return new OsvRange(TypeOf(scheme), events);
    }
}
