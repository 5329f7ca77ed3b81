using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Exports;

/// <summary>What a target says of one decision, in words rather than in its format.</summary>
/// <param name="Rule">The decision as the channel delivers it.</param>
/// <param name="Finding">How faithfully the target says it.</param>
/// <param name="Identifiers">By what the target knows the tool: the identifiers of kinds that it can use, as <c>kind:value</c>.</param>
public sealed record RuleSaying(ExportRule Rule, Finding Finding, IReadOnlyList<string> Identifiers)
{
    /// <summary>Whether the other saying comes to the same: the same disposition of the same versions, by the same identifiers, as faithfully, with the same words for users.</summary>
    public bool SaysTheSameAs(RuleSaying other) =>
        Rule.Disposition == other.Rule.Disposition
        && Finding == other.Finding
        && Rule.Message == other.Rule.Message
        && Rule.Decision.Ranges.SequenceEqual(other.Rule.Decision.Ranges)
        && Rule.Decision.Schedule.Phases.SequenceEqual(other.Rule.Decision.Schedule.Phases)
        && Identifiers.SequenceEqual(other.Identifiers, StringComparer.Ordinal);
}

/// <summary>A decision that one export says otherwise than another.</summary>
/// <param name="Before">What the first says; null: nothing.</param>
/// <param name="After">What the second says; null: nothing.</param>
public sealed record RuleChange(RuleSaying? Before, RuleSaying? After);

/// <summary>What differs between two exports to one target: by decision, not by line.</summary>
public static class ExportDiff
{
    /// <summary>The decisions that come out otherwise, by number.</summary>
    /// <param name="target">The target.</param>
    /// <param name="before">The one export.</param>
    /// <param name="after">The other.</param>
    public static IEnumerable<RuleChange> Between(IExportTarget target, Export before, Export after)
    {
        var (left, right) = (SayingsOf(target, before), SayingsOf(target, after));
        foreach (var number in left.Keys.Union(right.Keys).Order())
        {
            var (was, becomes) = (left.GetValueOrDefault(number), right.GetValueOrDefault(number));
            if (was is null || becomes is null || !was.SaysTheSameAs(becomes))
                yield return new RuleChange(was, becomes);
        }
    }

    private static Dictionary<int, RuleSaying> SayingsOf(IExportTarget target, Export export) =>
        ExportAcceptance.Judge(target, export).ToDictionary(j => j.Rule.Decision.Number, j => new RuleSaying(j.Rule, j.Finding, [.. IdentifiersOf(target, j.Rule)]));

    private static IEnumerable<string> IdentifiersOf(IExportTarget target, ExportRule rule) =>
        rule.Identifiers.Select(i => i.Identifier)
            .Where(target.Info.Uses)
            .Select(i => i.ToString())
            .Concat(target.Info.Identifiers.Contains(IdentifierKind.Sha256.Name()) ? rule.HeldArtifacts.Select(a => $"sha256:{a.Sha256}") : [])
            .Distinct(StringComparer.Ordinal);
}
