using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Exports;

/// <summary>Says rules to targets that know no versions: all of them, or files by their hashes.</summary>
internal static class Versionless
{
    /// <summary>What makes a rule exact that knows no versions and would block all of them.</summary>
    internal const string AddHashes = "Give the decision's ranges an end, and add the SHA-256 of each release inside, so that only these are blocked.";

    /// <summary>A rule by identifiers alone: in all versions, or broader.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="identifiers">The identifiers that the target can use.</param>
    /// <param name="item">What is written for one.</param>
    /// <param name="kind">Their kind.</param>
    /// <param name="what">Their kind in words, with an article.</param>
    public static Expression<T> Express<T>(ExportRule rule, IEnumerable<ToolIdentifier> identifiers, Func<ToolIdentifier, T> item, IdentifierKind kind, string what)
    {
        var (items, isUsable, holdsAll) = (new List<T>(), false, true);
        foreach (var identifier in identifiers)
        {
            isUsable = true;
            holdsAll &= rule.HoldsAllOf(identifier);
            items.Add(item(identifier));
        }

        return !isUsable ? new([], Unusable(rule, kind, what)) : new(items, holdsAll ? rule.InChannel : rule.InChannel.And(AllVersions(rule)));
    }

    /// <summary>Why a target has no identifier that it can use, and what to add.</summary>
    public static Finding Unusable(ExportRule rule, IdentifierKind kind, string what) =>
        rule.HasUnnamed(kind)
            ? Finding.NotExpressible($"{rule.Tool.Name} is known by {what} that it may share with other software, and {rule.Number} does not name it.", $"Revise {rule.Number} to name the {kind.Name()} among its identifiers.")
            : rule.HasUngoverned(kind)
            ? Finding.NotExpressible($"{rule.Number} says nothing of {rule.Tool.Name} as {what}: it has versions of its own there.", "Decide on all versions, or put on record that it has the tool's.")
            : Finding.NotExpressible($"{rule.Tool.Name} has no {kind.Name()} on record.", $"Add {what} of {rule.Tool.Name}.");

    /// <summary>What becomes of a range where only all versions can be said.</summary>
    public static Finding AllVersions(ExportRule rule) => AllVersions(rule, rule.Permits && !rule.Restricts);

    /// <summary>The same where the target may let through what is HighRisk, for it can't watch.</summary>
    public static Finding AllVersions(ExportRule rule, bool letsThrough) =>
        letsThrough ? Finding.Narrower("Versions can't be told apart: all are let through.")
        : rule.IsAudit ? Finding.Broader("Versions can't be told apart: all are watched.")
        : Finding.Broader("Versions can't be told apart: all are blocked.");
}
