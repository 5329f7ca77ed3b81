using ToolRegistry.Domain.Versions;
using ToolRegistry.Domain.Versions.Targets;

namespace ToolRegistry.Exports.Feeds;

/// <summary>What a rule holds, in the forms that feeds know.</summary>
internal static class Sayable
{
    /// <summary>What becomes of a ban that watches only, where a feed can't tell it from one that blocks.</summary>
    public static readonly Finding NoWarning = Finding.NotExpressible("The format can't tell what is warned about from what is banned.");

    /// <summary>What becomes of a range where versions can't be said.</summary>
    public static readonly Finding AllVersions = Finding.Broader("Versions can't be told apart: all are named.");

    /// <summary>What becomes of a range where versions can only be listed, and the record has not all of them.</summary>
    public static readonly Finding UnlistedVersions = AllVersions with { Mend = "Give the decision's ranges an end, and put each release inside on record." };

    /// <summary>The versions that ranges hold, one set for each of their schemes; for those that hold every version, all of <paramref name="scheme"/>.</summary>
    public static IReadOnlyList<VersionSet> Sets(IReadOnlyList<VersionRange> ranges, VersionScheme scheme) =>
        VersionRange.CoverEverything(ranges)
            ? [VersionSet.Everything(scheme)]
            : [.. ranges.GroupBy(r => r.Scheme).Select(ofScheme => VersionSet.UnionOf(ofScheme.Key, ofScheme))];

    /// <summary>
    /// The releases on record that a set holds, where they say as much as the set does, as far as the record goes: the set has an end,
    /// and some release lies inside. Else null.
    /// </summary>
    public static IReadOnlyList<string>? Releases(ExportRule rule, VersionSet set)
    {
        if (!set.HasEnd)
            return null;
        var known = KnownReleases.Of(set, rule.Tool.Releases);
        return known.Inside.Count > 0 ? [.. known.Inside, .. known.Unreadable] : null;
    }
}
