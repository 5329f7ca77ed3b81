using System.Diagnostics.CodeAnalysis;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Domain.Versions;

/// <summary>A VERS as it is written: scheme and constraints, decoded but not understood (clauses 5.1 to 5.3 of the VERS specification).</summary>
/// <param name="Scheme">The scheme's name, whether there is such a scheme or not.</param>
/// <param name="Constraints">Comparators and versions in the order in which they stand; none for <c>*</c>.</param>
internal sealed record RangeNotation(string Scheme, IReadOnlyList<(Comparator Comparator, string Version)> Constraints)
{
    private const string Prefix = "vers:";

    internal bool IsStar => Constraints.Count == 0;

    internal static bool TryRead(string? text, [NotNullWhen(true)] out RangeNotation? notation, [NotNullWhen(false)] out string? problem)
    {
        notation = null;
        problem = FindProblem(text);
        if (problem is not null)
            return false;

        var slash = text!.IndexOf('/', StringComparison.Ordinal);
        var (scheme, written) = (text[Prefix.Length..slash], text[(slash + 1)..]);
        var constraints = new List<(Comparator, string)>();
        if (written != "*")
            problem = ReadAll(written, constraints);
        if (problem is null)
            notation = new RangeNotation(scheme, constraints);
        return notation is not null;
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

    private static string? ReadAll(string written, List<(Comparator, string)> constraints)
    {
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
            if (encoded.Length == 0)
                return $"The constraint {part} has no version. Write the version after the comparator.";
            if (encoded.AsSpan().ContainsAny("<>=!"))
                return $"The constraint {part} has more than one comparator. Use one of != < <= > >=, or none, and percent-encode these characters in a version.";
            if (encoded.Contains('*', StringComparison.Ordinal))
                return "A * stands alone, without comparator, version or other constraints. Write it alone for every version, or leave it out.";
            if (!PercentEncoding.TryDecode(encoded, out var version))
                return $"The constraint {part} is not correctly percent-encoded. After each % write the two hexadecimal digits of a byte of UTF-8; a percent sign itself is %25.";
            constraints.Add((comparator, version));
        }

        return null;
    }
}
