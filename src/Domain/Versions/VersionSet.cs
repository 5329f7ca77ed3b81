namespace ToolRegistry.Domain.Versions;

/// <summary>
/// A set of versions of one scheme, apart from how a range is written: union, intersection and complement as of mathematics.
/// Immutable; equal when they contain the same versions. Whether a version is contained is told without allocation, in time
/// logarithmic in the number of bounds.
/// </summary>
/// <remarks>
/// It knows of the versions that the scheme can read. Two sets are told apart by their bounds; where a scheme can't say that no
/// version lies between two bounds, a set that holds none in fact is not called empty, and two sets that are equal in fact are
/// not called equal: what is certain is said, never more.
/// </remarks>
public sealed class VersionSet : IEquatable<VersionSet>
{
    // Going up, one leaves or enters the set at each cut.
    private readonly Cut[] cuts;
    private readonly bool startsInside;

    private VersionSet(VersionScheme scheme, bool startsInside, Cut[] cuts)
    {
        Scheme = scheme;
        this.startsInside = startsInside;
        this.cuts = cuts;
    }

    /// <summary>All versions of a scheme.</summary>
    public static VersionSet Everything(VersionScheme scheme) => new(scheme, startsInside: true, []);

    /// <summary>The scheme whose versions it holds.</summary>
    public VersionScheme Scheme { get; }

    /// <summary>Whether it surely holds no version.</summary>
    public bool IsEmpty => !startsInside && cuts.Length == 0;

    /// <summary>Whether it surely holds every version that the scheme can read.</summary>
    public bool IsEverything => startsInside && cuts.Length == 0;

    /// <summary>Whether some version of the scheme lies above all that are inside, so that what comes out later is not.</summary>
    public bool HasEnd => startsInside == (cuts.Length % 2 == 1);

    /// <summary>Its intervals, ascending, none empty and no two touching.</summary>
    internal IEnumerable<Interval> Intervals
    {
        get
        {
            if (startsInside)
                yield return new Interval(From: null, cuts.Length == 0 ? null : cuts[0]);
            for (var i = startsInside ? 1 : 0; i < cuts.Length; i += 2)
                yield return new Interval(cuts[i], i + 1 < cuts.Length ? cuts[i + 1] : null);
        }
    }

    /// <summary>The set that holds what any of the ranges holds.</summary>
    /// <param name="scheme">The scheme of the ranges.</param>
    /// <param name="ranges">Ranges of the scheme; none make the empty set.</param>
    /// <exception cref="ArgumentException">A range is of another scheme.</exception>
    public static VersionSet UnionOf(VersionScheme scheme, IEnumerable<VersionRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(ranges);
        return Of(scheme, ranges.SelectMany(range => SameScheme(scheme, range.Versions).Intervals));
    }

    /// <summary>Whether the version is inside.</summary>
    /// <exception cref="ArgumentException">The version is of another scheme.</exception>
    public bool Contains(ParsedVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        if (version.Scheme != Scheme)
            throw new ArgumentException($"The version is of the scheme {version.Scheme.Name}, the set of {Scheme.Name}.", nameof(version));

        int low = 0, high = cuts.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (cuts[middle].IsBelow(version))
                low = middle + 1;
            else
                high = middle;
        }

        return startsInside == (low % 2 == 0);
    }

    /// <summary>Whether every version of the other set is surely inside.</summary>
    /// <exception cref="ArgumentException">The other set is of another scheme.</exception>
    public bool Contains(VersionSet other) => Complement().Intersect(other).IsEmpty;

    /// <summary>What this set does not hold.</summary>
    public VersionSet Complement() => new(Scheme, !startsInside, cuts);

    /// <summary>What this set holds, or the other.</summary>
    /// <exception cref="ArgumentException">The other set is of another scheme.</exception>
    public VersionSet Union(VersionSet other) => Of(Scheme, Intervals.Concat(SameScheme(Scheme, other).Intervals));

    /// <summary>What both sets hold.</summary>
    /// <exception cref="ArgumentException">The other set is of another scheme.</exception>
    public VersionSet Intersect(VersionSet other) => Complement().Union(SameScheme(Scheme, other).Complement()).Complement();

    /// <summary>The set in the fewest constraints; <c>*</c> for every version.</summary>
    /// <exception cref="DomainException"><c>range.invalid</c>: the set is empty, or longer than a range may be.</exception>
    public VersionRange ToRange()
    {
        if (IsEmpty)
            throw DomainException.Invalid("range.invalid", VersionRangeParser.NoVersion);
        return VersionRange.Parse($"vers:{Scheme.Name}/{string.Join('|', Constraints())}");
    }

    /// <inheritdoc/>
    public bool Equals(VersionSet? other) =>
        other is not null
        && Scheme == other.Scheme
        && startsInside == other.startsInside
        && cuts.AsSpan().SequenceEqual(other.cuts, SamePlace.Instance);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VersionSet);

    /// <summary>A weak hash: equal versions may be written differently.</summary>
    public override int GetHashCode() => HashCode.Combine(Scheme, startsInside, cuts.Length);

    /// <summary>The fewest constraints, as in the notation of ranges; <c>∅</c> for the empty set.</summary>
    public override string ToString() => IsEmpty ? "∅" : string.Join('|', Constraints());

    /// <summary>The union of any intervals of the scheme, in any order.</summary>
    internal static VersionSet Of(VersionScheme scheme, IEnumerable<Interval> intervals)
    {
        var sorted = intervals.Where(interval => !interval.IsEmpty && !EndsAtLowest(scheme, interval)).Select(interval => OpenAtLowest(scheme, interval)).ToList();
        sorted.Sort(Interval.CompareFrom);

        var merged = new List<Interval>(sorted.Count);
        foreach (var interval in sorted)
        {
            if (merged.Count == 0 || !interval.Continues(merged[^1]))
                merged.Add(interval);
            else if (interval.EndsAfter(merged[^1]))
                merged[^1] = merged[^1] with { To = interval.To };
        }

        var bounds = new List<Cut>(merged.Count * 2);
        foreach (var (from, to) in merged)
        {
            if (from is { } first)
                bounds.Add(first);
            if (to is { } last)
                bounds.Add(last);
        }

        return new VersionSet(scheme, merged is [{ From: null }, ..], [.. bounds]);
    }

    private IEnumerable<string> Constraints()
    {
        if (cuts.Length == 0)
            yield return "*";
        var inside = startsInside;
        for (var i = 0; i < cuts.Length; i++, inside = !inside)
        {
            var cut = cuts[i];
            if (!cut.IsAfter && i + 1 < cuts.Length && cuts[i + 1].IsAfter && Scheme.Compare(cut.Version, cuts[i + 1].Version) == 0)
            {
                // Two cuts around one version: it alone is inside, or it alone is not.
                yield return new Constraint(inside ? Comparator.NotEqual : Comparator.Equal, cut.Version).ToString();
                i++;
                inside = !inside;
                continue;
            }

            yield return new Constraint(
                (inside, cut.IsAfter) switch
                {
                    (true, true) => Comparator.LessOrEqual,
                    (true, false) => Comparator.Less,
                    (false, true) => Comparator.Greater,
                    (false, false) => Comparator.GreaterOrEqual,
                },
                cut.Version).ToString();
        }
    }

    private static bool EndsAtLowest(VersionScheme scheme, Interval interval) =>
        scheme.Lowest is { } lowest && interval.To is { } to && Cut.Compare(to, Cut.Before(lowest)) <= 0;

    private static Interval OpenAtLowest(VersionScheme scheme, Interval interval) =>
        scheme.Lowest is { } lowest && interval.From is { } from && Cut.Compare(from, Cut.Before(lowest)) <= 0
            ? interval with { From = null }
            : interval;

    private static VersionSet SameScheme(VersionScheme scheme, VersionSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Scheme == scheme
            ? other
            : throw new ArgumentException($"The set is of the scheme {other.Scheme.Name}, not {scheme.Name}.", nameof(other));
    }

    private sealed class SamePlace : IEqualityComparer<Cut>
    {
        internal static readonly SamePlace Instance = new();

        public bool Equals(Cut x, Cut y) => Cut.Compare(x, y) == 0;

        public int GetHashCode(Cut obj) => 0;
    }
}
