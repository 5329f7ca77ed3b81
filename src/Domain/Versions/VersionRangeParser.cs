using System.Diagnostics.CodeAnalysis;

namespace ToolRegistry.Domain.Versions;

/// <summary>Understands a VERS in its scheme: reads the versions, sorts the constraints and tells which versions they hold.</summary>
internal static class VersionRangeParser
{
    internal const string NoVersion = "The range contains no version. Write the versions that it is to contain.";

    internal static bool TryParse(string? text, [NotNullWhen(true)] out VersionRange? range, [NotNullWhen(false)] out DomainException? error)
    {
        range = null;
        if (!RangeNotation.TryRead(text, out var notation, out var problem))
        {
            error = Invalid(problem);
            return false;
        }

        if (!VersionScheme.TryGet(notation.Scheme, out var scheme))
        {
            error = VersionScheme.Unknown();
            return false;
        }

        problem = Read(scheme, notation, out var constraints) ?? Sort(scheme, constraints);
        if (problem is null)
        {
            var versions = ToSet(scheme, constraints);
            range = versions.IsEmpty ? null : new VersionRange(versions, constraints);
        }

        error = range is null ? Invalid(problem ?? NoVersion) : null;
        return range is not null;
    }

    private static string? Read(VersionScheme scheme, RangeNotation notation, out List<Constraint> constraints)
    {
        constraints = new List<Constraint>(notation.Constraints.Count);
        foreach (var (comparator, version) in notation.Constraints)
        {
            if (!scheme.TryParse(version, out var parsed))
                return $"The scheme {scheme.Name} cannot read the version {version}. Correct the version or use another scheme.";
            constraints.Add(new Constraint(comparator, parsed));
        }

        return null;
    }

    /// <summary>Holds the constraints against clause 5.4: versions are unique, bounds ascend. Single versions may stand anywhere.</summary>
    private static string? Sort(VersionScheme scheme, List<Constraint> constraints)
    {
        // A person who writes >5|<3 means nothing or two rays; the standard wants an error rather than a guess.
        Constraint? last = null;
        foreach (var bound in constraints.Where(constraint => !constraint.IsPoint))
        {
            if (last is { } before && scheme.Compare(before.Version, bound.Version) > 0)
                return $"The bound {bound} stands after {before}, which is higher. Write bounds in ascending order: >=a|<b is what lies between, <a|>=b what lies outside.";
            last = bound;
        }

        constraints.Sort((a, b) => scheme.Compare(a.Version, b.Version));
        for (var i = 1; i < constraints.Count; i++)
        {
            if (scheme.Compare(constraints[i - 1].Version, constraints[i].Version) == 0)
                return $"The constraints {constraints[i - 1]} and {constraints[i]} name the same version. Name each version once.";
        }

        return null;
    }

    /// <summary>
    /// What the sorted constraints hold. Where two follow each other of which one says nothing (<c>&gt;1|&gt;2</c>, <c>&lt;1|&lt;2</c>,
    /// <c>1|&lt;2</c>), the wider one counts, as the specification's procedure to simplify has it.
    /// </summary>
    private static VersionSet ToSet(VersionScheme scheme, List<Constraint> constraints)
    {
        var excluded = VersionSet.Of(scheme, constraints.Where(constraint => constraint.Comparator == Comparator.NotEqual).Select(constraint => Interval.Only(constraint.Version)));
        var others = constraints.Where(constraint => constraint.Comparator != Comparator.NotEqual).ToList();
        var included = others.Count == 0 ? [Interval.Everything] : ToIntervals(others);
        return VersionSet.Of(scheme, included).Intersect(excluded.Complement());
    }

    private static List<Interval> ToIntervals(List<Constraint> constraints)
    {
        var intervals = new List<Interval>();
        Cut? opening = null;
        foreach (var constraint in constraints)
        {
            if (constraint.IsLower)
            {
                opening ??= new Cut(constraint.Version, IsAfter: !constraint.IsInclusive);
            }
            else if (constraint.IsUpper)
            {
                intervals.Add(new Interval(opening ?? TakeLastOpening(intervals), new Cut(constraint.Version, IsAfter: constraint.IsInclusive)));
                opening = null;
            }
            else if (opening is null)
            {
                intervals.Add(Interval.Only(constraint.Version));
            }
        }

        if (opening is not null)
            intervals.Add(new Interval(opening, To: null));
        return intervals;
    }

    // An upper bound that no lower one opens reaches down past single versions and upper bounds below it, which say nothing then.
    private static Cut? TakeLastOpening(List<Interval> intervals)
    {
        while (intervals.Count > 0)
        {
            var last = intervals[^1];
            intervals.RemoveAt(intervals.Count - 1);
            if (!last.IsPoint)
                return last.From;
        }

        return null;
    }

    private static DomainException Invalid(string problem) => DomainException.Invalid("range.invalid", problem);
}
