using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Risk;

/// <summary>
/// Which of a tool's assessments count. They never change, so a later one takes the place of an earlier one for the versions
/// that both contain; of two made at the same instant the higher number is the later.
/// </summary>
public static class RiskAssessments
{
    /// <summary>
    /// The assessment that counts for a version of a tool that is named by its slug, so that each range is read in its own
    /// scheme: the latest whose range contains the version.
    /// </summary>
    /// <remarks>
    /// A version that a range's scheme can't read may be anywhere in it, or nowhere. It is taken to be where the level is
    /// highest, so that an odd version never hides a risk: of the assessments that may be the latest to contain it, the one of
    /// the highest level is given, and of several the latest. <c>*</c> contains every version, readable or not.
    /// </remarks>
    /// <param name="assessments">The assessments of one tool, in any order.</param>
    /// <param name="version">A version as someone wrote it.</param>
    /// <returns>The assessment, or null when none speaks of the version.</returns>
    public static RiskAssessment? Current(IEnumerable<RiskAssessment> assessments, string version)
    {
        RiskAssessment? current = null;
        foreach (var assessment in Standing(assessments))
        {
            var contains = Contains(assessment.Range, version);
            if (contains != false && (current is null || assessment.Level > current.Level))
                current = assessment;
            if (contains == true)
                break;
        }

        return current;
    }

    /// <summary>
    /// The assessment that counts for a version of one of a tool's identifiers. Ranges that a check does not compare with the
    /// identifier's versions, because they stand in another scheme or the identifier has its own line, say nothing of it.
    /// </summary>
    /// <inheritdoc cref="Current(IEnumerable{RiskAssessment}, string)"/>
    /// <param name="assessments">The assessments of the tool, in any order.</param>
    /// <param name="version">A version as someone wrote it.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="identifier">One of its identifiers.</param>
    public static RiskAssessment? Current(IEnumerable<RiskAssessment> assessments, string version, Tool tool, ToolIdentifier identifier)
    {
        var match = ToolMatch.ByIdentifier(new ToolPolicy(ToolFact.Of(tool), []), identifier);
        return Current(assessments.Where(a => match.Compares(a.Range)), version);
    }

    /// <summary>
    /// The assessments that may count for some version, the latest first: those whose range is not surely within those of
    /// the later ones together. The others are history, and need no review.
    /// </summary>
    /// <param name="assessments">The assessments of one tool, in any order.</param>
    public static IReadOnlyList<RiskAssessment> Standing(IEnumerable<RiskAssessment> assessments)
    {
        var (standing, ranges) = (new List<RiskAssessment>(), new List<VersionRange>());
        foreach (var assessment in assessments.OrderByDescending(a => a.AssessedAt).ThenByDescending(a => a.Number))
        {
            if (VersionRange.IsSubset([assessment.Range], ranges))
                continue;
            standing.Add(assessment);
            ranges.Add(assessment.Range);
        }

        return standing;
    }

    /// <summary>Whether the range contains the version; null when it can't be told.</summary>
    private static bool? Contains(VersionRange range, string version) =>
        range.IsStar ? true
        : range.Scheme.TryParse(version, out var parsed) ? range.Contains(parsed)
        : null;
}
