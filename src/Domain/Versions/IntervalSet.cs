namespace ToolRegistry.Domain.Versions;

/// <summary>A set of versions of one scheme as sorted, disjoint intervals that do not touch. Immutable.</summary>
internal sealed class IntervalSet
{
    private readonly VersionScheme ordering;
    private readonly List<Interval> members;

    private IntervalSet(VersionScheme scheme, List<Interval> intervals)
    {
        ordering = scheme;
        members = intervals;
    }

    internal bool IsEmpty => members.Count == 0;

    internal bool IsEverything => members is [{ IsEverything: true }];

    /// <summary>The union of any intervals of the scheme, in any order.</summary>
    internal static IntervalSet Of(VersionScheme scheme, IEnumerable<Interval> intervals)
    {
        var sorted = intervals.Where(interval => !EndsBeforeLowest(scheme, interval)).Select(interval => OpenAtLowest(scheme, interval)).ToList();
        sorted.Sort((a, b) => Interval.CompareLower(scheme, a, b));

        var merged = new List<Interval>(sorted.Count);
        foreach (var interval in sorted)
        {
            if (merged.Count == 0 || !Interval.Touch(scheme, merged[^1], interval))
                merged.Add(interval);
            else if (Interval.CompareUpper(scheme, merged[^1], interval) < 0)
                merged[^1] = merged[^1] with { Upper = interval.Upper, UpperInclusive = interval.UpperInclusive };
        }

        return new IntervalSet(scheme, merged);
    }

    internal static IntervalSet Union(VersionScheme scheme, IEnumerable<IntervalSet> sets) => Of(scheme, sets.SelectMany(set => set.members));

    /// <summary>This set without some versions.</summary>
    internal IntervalSet Without(IEnumerable<ParsedVersion> versions)
    {
        var left = new List<Interval>(members);
        foreach (var version in versions)
        {
            var index = Find(left, version);
            if (index < 0)
                continue;

            var hit = left[index];
            left.RemoveAt(index);
            if (!hit.UpperInclusive || ordering.Compare(version, hit.Upper!) != 0)
                left.Insert(index, hit with { Lower = version, LowerInclusive = false });
            if (!hit.LowerInclusive || ordering.Compare(version, hit.Lower!) != 0)
                left.Insert(index, hit with { Upper = version, UpperInclusive = false });
        }

        return Of(ordering, left);
    }

    internal bool Contains(ParsedVersion version) => Find(members, version) >= 0;

    /// <summary>Whether every interval of <paramref name="inner"/> lies in one of this set; a false answer may be wrong only where no version lies between two intervals of this set.</summary>
    internal bool Contains(IntervalSet inner) =>
        inner.members.TrueForAll(interval =>
        {
            var index = interval.Lower is null ? 0 : LastThatBeginsAtOrBefore(interval);
            return index >= 0 && index < members.Count && members[index].Contains(ordering, interval);
        });

    private int LastThatBeginsAtOrBefore(Interval interval)
    {
        int low = 0, high = members.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (Interval.CompareLower(ordering, members[middle], interval) <= 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return high;
    }

    private int Find(List<Interval> intervals, ParsedVersion version)
    {
        int low = 0, high = intervals.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            switch (intervals[middle].Locate(ordering, version))
            {
                case 0:
                    return middle;
                case < 0:
                    high = middle - 1;
                    break;
                default:
                    low = middle + 1;
                    break;
            }
        }

        return -1;
    }

    private static bool EndsBeforeLowest(VersionScheme scheme, Interval interval) =>
        scheme.Lowest is { } lowest
        && interval is { Upper: { } upper, UpperInclusive: false }
        && scheme.Compare(upper, lowest) <= 0;

    private static Interval OpenAtLowest(VersionScheme scheme, Interval interval) =>
        scheme.Lowest is { } lowest
        && interval is { Lower: { } lower, LowerInclusive: true }
        && scheme.Compare(lower, lowest) <= 0
            ? interval with { Lower = null, LowerInclusive = false }
            : interval;
}
