namespace ToolRegistry.Domain.Versions.Native;

/// <summary>
/// What a native range, or a part of it, means: a set of versions, or why it has no meaning here. Parts are joined as sets, so a
/// result never depends on how the parts would read side by side.
/// </summary>
/// <remarks>
/// It also knows the constraints that a person would write for it. They are the text of the result when a VERS of them alone holds
/// exactly the same versions; otherwise the set is written in the fewest constraints.
/// </remarks>
internal sealed class Meaning
{
    private static readonly string TooLong = $"The range has more than {VersionRange.MaxConstraints} conditions. Use several ranges.";

    private readonly VersionSet versions;
    private readonly List<Constraint> constraints;
    private readonly List<string> reasons;
    private readonly string? problem;

    private Meaning(VersionSet versions, List<Constraint> constraints, List<string> reasons, string? problem = null)
    {
        this.versions = versions;
        this.constraints = constraints;
        this.reasons = reasons;
        this.problem = constraints.Count > VersionRange.MaxConstraints ? TooLong : problem;
    }

    internal bool IsEmpty => problem is null && versions.IsEmpty;

    internal static Meaning Everything(VersionScheme scheme) => new(VersionSet.Everything(scheme), [], []);

    internal static Meaning Nothing(VersionScheme scheme) => new(VersionSet.Of(scheme, []), [], []);

    /// <summary>No meaning: the problem says which rule the text breaks and what to do.</summary>
    internal static Meaning Refused(VersionScheme scheme, string problem) => new(VersionSet.Of(scheme, []), [], [], problem);

    /// <summary>The versions that one constraint holds; no meaning when the scheme cannot read the version.</summary>
    internal static Meaning Of(VersionScheme scheme, Comparator comparator, string version)
    {
        if (!scheme.TryParse(version, out var parsed))
            return Refused(scheme, $"The scheme {scheme.Name} cannot read the version {version}. Correct the version.");

        var interval = comparator switch
        {
            Comparator.Less => new Interval(From: null, Cut.Before(parsed)),
            Comparator.LessOrEqual => new Interval(From: null, Cut.After(parsed)),
            Comparator.Greater => new Interval(Cut.After(parsed), To: null),
            Comparator.GreaterOrEqual => new Interval(Cut.Before(parsed), To: null),
            _ => Interval.Only(parsed),
        };
        var held = VersionSet.Of(scheme, [interval]);
        return new Meaning(comparator == Comparator.NotEqual ? held.Complement() : held, [new Constraint(comparator, parsed)], []);
    }

    /// <summary>What all parts hold. The first part without meaning decides.</summary>
    internal static Meaning All(VersionScheme scheme, IEnumerable<Meaning> parts) => Join(Everything(scheme), parts, (all, part) => all.Intersect(part));

    /// <summary>What any part holds. The first part without meaning decides.</summary>
    internal static Meaning Any(VersionScheme scheme, IEnumerable<Meaning> parts) => Join(Nothing(scheme), parts, (any, part) => any.Union(part));

    /// <summary>The same, which holds more than the native range does, for a reason.</summary>
    internal Meaning Broader(string reason) => new(versions, constraints, [.. reasons, reason], problem);

    /// <summary>The same when there is a meaning and it holds a version, else no meaning.</summary>
    internal Meaning NotEmpty(string problemOfEmpty) => IsEmpty ? Refused(versions.Scheme, problemOfEmpty) : this;

    /// <summary>The range, or why there is none.</summary>
    internal Conversion<VersionRange>? Convert(out string? whyNot)
    {
        whyNot = problem ?? (versions.IsEmpty ? VersionRangeParser.NoVersion : null);
        if (whyNot is not null)
            return null;

        var range = AsWritten();
        if (range is null && !VersionRange.TryParse($"vers:{versions.Scheme.Name}/{versions}", out range, out var error))
        {
            whyNot = error.Message;
            return null;
        }

        return reasons.Count == 0
            ? Conversion<VersionRange>.Exact(range)
            : Conversion<VersionRange>.Broader(range, string.Join(' ', reasons.Distinct(StringComparer.Ordinal)));
    }

    private static Meaning Join(Meaning start, IEnumerable<Meaning> parts, Func<VersionSet, VersionSet, VersionSet> join)
    {
        var joined = start;
        foreach (var part in parts)
        {
            if (part.problem is not null)
                return part;
            joined = new Meaning(join(joined.versions, part.versions), [.. joined.constraints, .. part.constraints], [.. joined.reasons, .. part.reasons]);
            if (joined.problem is not null)
                return joined;
        }

        return joined;
    }

    /// <summary>The constraints of the parts as one range, when it holds exactly the same versions.</summary>
    private VersionRange? AsWritten()
    {
        var sorted = constraints.Distinct().OrderBy(constraint => constraint.Version, Comparer<ParsedVersion>.Create(versions.Scheme.Compare)).ToList();

        // Of >=1|>=2|3|<4 nobody sees that it is one interval.
        if (sorted.Zip(sorted.Skip(1)).Any(pair => (pair.First.IsLower && !pair.Second.IsUpper && !IsExclusion(pair.Second)) || (IsVersion(pair.First) && pair.Second.IsUpper)))
            return null;

        var text = $"vers:{versions.Scheme.Name}/{(sorted.Count == 0 ? "*" : string.Join('|', sorted))}";
        return VersionRange.TryParse(text, out var range, out _) && range.Versions.Equals(versions) ? range : null;
    }

    private static bool IsVersion(Constraint constraint) => constraint.Comparator == Comparator.Equal;

    private static bool IsExclusion(Constraint constraint) => constraint.Comparator == Comparator.NotEqual;
}
