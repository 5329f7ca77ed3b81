namespace ToolRegistry.Domain.Versions;

/// <summary>All versions between two cuts; a cut that is null leaves that side open.</summary>
internal readonly record struct Interval(Cut? From, Cut? To)
{
    internal static Interval Everything => default;

    internal static Interval Only(ParsedVersion version) => new(Cut.Before(version), Cut.After(version));

    /// <summary>Whether it is one version, and those that equal it.</summary>
    internal bool IsPoint => From is { IsAfter: false } from && To is { IsAfter: true } to && from.Version.Scheme.Compare(from.Version, to.Version) == 0;

    internal bool IsEmpty => From is { } from && To is { } to && Cut.Compare(from, to) >= 0;

    /// <summary>Orders by where the intervals begin.</summary>
    internal static int CompareFrom(Interval a, Interval b) => (a.From, b.From) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        ({ } from, { } other) => Cut.Compare(from, other),
    };

    /// <summary>Whether this one, which begins no earlier than the other, begins where the other still lasts or just ends.</summary>
    internal bool Continues(Interval other) => From is not { } from || other.To is not { } to || Cut.Compare(from, to) <= 0;

    internal bool EndsAfter(Interval other) => other.To is { } to && (To is not { } end || Cut.Compare(end, to) > 0);
}
