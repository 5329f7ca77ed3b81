using System.Diagnostics.CodeAnalysis;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Domain.Versions;

/// <summary>Reads the VERS notation (clause 5) and turns its constraints into intervals.</summary>
internal static class VersionRangeParser
{
    private const string Prefix = "vers:";

    internal static bool TryParse(string? text, [NotNullWhen(true)] out VersionRange? range, [NotNullWhen(false)] out DomainException? error)
    {
        range = null;
        var problem = FindProblem(text);
        if (problem is not null)
        {
            error = Invalid(problem);
            return false;
        }

        var slash = text!.IndexOf('/', StringComparison.Ordinal);
        if (!VersionScheme.TryGet(text[Prefix.Length..slash], out var scheme))
        {
            error = VersionScheme.Unknown();
            return false;
        }

        var written = text[(slash + 1)..];
        if (written == "*")
        {
            error = null;
            range = new VersionRange(scheme, isStar: true, IntervalSet.Of(scheme, [Interval.Everything]), text);
            return true;
        }

        problem = Read(scheme, written, out var constraints) ?? Arrange(scheme, constraints);
        if (problem is null)
        {
            var versions = ToIntervals(scheme, constraints);
            if (!versions.IsEmpty)
            {
                error = null;
                range = new VersionRange(scheme, isStar: false, versions, $"{Prefix}{scheme.Name}/{string.Join('|', constraints)}");
                return true;
            }

            problem = "The range contains no version. Write the versions that it is to contain.";
        }

        error = Invalid(problem);
        return false;
    }

    private static string? FindProblem(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "A range is missing. Write one such as vers:npm/>=1.0.0|<2.0.0, or vers:npm/* for every version.";
        if (text.Length > VersionRange.MaxLength)
            return $"The range is longer than {VersionRange.MaxLength} characters. Use several ranges.";
        if (text.AsSpan().ContainsAnyExceptInRange('!', '~'))
            return "A range is written in printable ASCII without white space. Remove white space, and percent-encode other characters of a version.";
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || !text.Contains('/', StringComparison.Ordinal))
            return "A range starts with vers: (lower case), a version scheme and a slash, as in vers:npm/>=1.0.0|<2.0.0.";
        return null;
    }

    private static string? Read(VersionScheme scheme, string written, out List<Constraint> constraints)
    {
        constraints = [];
        var parts = written.Split('|');
        if (parts.Length > VersionRange.MaxConstraints)
            return $"The range has more than {VersionRange.MaxConstraints} constraints. Use several ranges.";

        foreach (var part in parts)
        {
            if (part.Length == 0)
                return "A constraint is empty. Put exactly one | between two constraints, and none before the first or after the last.";
            if (part[0] == '=')
                return $"The constraint {part} starts with =. Write the version alone to mean that version.";

            var comparator = Constraint.Split(part, out var encoded);
            if (encoded.AsSpan().ContainsAny("<>=!"))
                return $"The constraint {part} has more than one comparator. Use one of != < <= > >=, or none, and percent-encode these characters in a version.";
            if (encoded.Contains('*', StringComparison.Ordinal))
                return "A * stands alone, without comparator, version or other constraints. Write it alone for every version, or leave it out.";
            if (!PercentEncoding.TryDecode(encoded, out var version))
                return $"The constraint {part} is not correctly percent-encoded. After each % write the two hexadecimal digits of a byte of UTF-8; a percent sign itself is %25.";
            if (!scheme.TryParse(version, out var parsed))
                return $"The constraint {part} has no version that the scheme {scheme.Name} can read. Correct the version or use another scheme.";

            constraints.Add(new Constraint(comparator, parsed));
        }

        return null;
    }

    /// <summary>Sorts the constraints and holds them against clause 5.4.</summary>
    private static string? Arrange(VersionScheme scheme, List<Constraint> constraints)
    {
        // A person who writes >5|<3 means nothing or two rays; the standard wants an error rather than a guess.
        var bounds = constraints.Where(constraint => !constraint.IsPoint).ToList();
        for (var i = 1; i < bounds.Count; i++)
        {
            if (scheme.Compare(bounds[i - 1].Version, bounds[i].Version) > 0)
                return $"The bound {bounds[i]} stands after {bounds[i - 1]}, which is higher. Write bounds in ascending order: >=a|<b is what lies between, <a|>=b what lies outside.";
        }

        constraints.Sort((a, b) => scheme.Compare(a.Version, b.Version));
        for (var i = 1; i < constraints.Count; i++)
        {
            if (scheme.Compare(constraints[i - 1].Version, constraints[i].Version) == 0)
                return $"The constraints {constraints[i - 1]} and {constraints[i]} name the same version. Name each version once.";
        }

        for (var i = 1; i < bounds.Count; i++)
        {
            if (bounds[i - 1].IsLower == bounds[i].IsLower)
                return $"The bounds {bounds[i - 1]} and {bounds[i]} follow each other. Let greater-than and less-than take turns: one of the two says nothing.";
        }

        var positive = constraints.Where(constraint => constraint.Comparator != Comparator.NotEqual).ToList();
        for (var i = 1; i < positive.Count; i++)
        {
            if (positive[i - 1].Comparator == Comparator.Equal && positive[i].IsUpper)
                return $"The version {positive[i - 1]} lies below {positive[i]} and is contained already. Leave it out.";
        }

        return null;
    }

    private static IntervalSet ToIntervals(VersionScheme scheme, List<Constraint> constraints)
    {
        var intervals = new List<Interval>();
        Interval? open = null;
        foreach (var constraint in constraints)
        {
            if (constraint.IsLower)
            {
                open = new Interval(constraint.Version, constraint.IsInclusive, Upper: null, UpperInclusive: false);
            }
            else if (constraint.IsUpper)
            {
                intervals.Add((open ?? Interval.Everything) with { Upper = constraint.Version, UpperInclusive = constraint.IsInclusive });
                open = null;
            }
        }

        if (open is { } last)
            intervals.Add(last);
        intervals.AddRange(constraints.Where(constraint => constraint.Comparator == Comparator.Equal).Select(constraint => Interval.Only(constraint.Version)));
        if (constraints.TrueForAll(constraint => constraint.Comparator == Comparator.NotEqual))
            intervals.Add(Interval.Everything);

        return IntervalSet.Of(scheme, intervals)
            .Without(constraints.Where(constraint => constraint.Comparator == Comparator.NotEqual).Select(constraint => constraint.Version));
    }

    private static DomainException Invalid(string problem) => DomainException.Invalid("range.invalid", problem);
}
