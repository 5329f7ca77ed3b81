using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Exports;

/// <summary>What is let through of something, where a target has no ranges and lets versions through one by one.</summary>
/// <param name="IsAll">Whether all versions are.</param>
/// <param name="Releases">Those that are, where not all are.</param>
internal sealed record AllowedReleases(bool IsAll, IReadOnlyList<string> Releases)
{
    public static readonly AllowedReleases All = new(IsAll: true, []);

    public static readonly AllowedReleases None = new(IsAll: false, []);

    /// <summary>What a rule lets through of an identifier, as far as releases are on record, and how faithfully that says it.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="identifier">The identifier.</param>
    /// <param name="isSayable">Whether the target can write a version.</param>
    public static (AllowedReleases Allowed, Finding Finding) Of(ExportRule rule, ToolIdentifier identifier, Func<string, bool> isSayable)
    {
        var isPermission = !rule.Restricts || rule.IsAudit;
        if (rule.HoldsAllOf(identifier))
            return (isPermission ? All : None, Finding.Exact);
        var ranges = rule.RangesOn(identifier);
        var releases = rule.Tool.Releases.Where(r => isSayable(r) && rule.Holds(ranges, r) == isPermission).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var allowed = releases.Length == 0 ? None : new AllowedReleases(IsAll: false, releases);
        // Where no later version can be let through, those on record are all that will ever be.
        return (allowed, releases.Length > 0 && HasEnd(ranges, isPermission) ? Finding.Exact : Unlisted(rule, releases.Length));
    }

    /// <summary>What an export lets through of each name, in the order in which rules name them first.</summary>
    /// <param name="export">The export.</param>
    /// <param name="express">What one of its rules lets through, by name.</param>
    public static IEnumerable<(string Name, AllowedReleases Allowed)> ByName(Export export, Func<ExportRule, IEnumerable<(string Name, AllowedReleases Allowed)>> express)
    {
        var restrictions = export.Restrictions.Where(r => !r.IsAudit).SelectMany(express);
        var permissions = export.Permissions.SelectMany(express);
        var repeats = new Repeats(restrictions.Concat(permissions).Select(s => s.Name));
        var restricted = new Dictionary<string, AllowedReleases>(StringComparer.Ordinal);
        var permitted = new Dictionary<string, AllowedReleases>(StringComparer.Ordinal);
        foreach (var (name, allowed) in restrictions.Where(s => repeats.MayHave(s.Name)))
            restricted[name] = restricted.TryGetValue(name, out var other) ? other.And(allowed) : allowed;
        foreach (var (name, allowed) in permissions.Where(s => repeats.MayHave(s.Name)))
            permitted[name] = permitted.TryGetValue(name, out var other) ? other.Or(allowed) : allowed;

        foreach (var (name, allowed) in restrictions)
        {
            if (!repeats.MayHave(name))
                yield return (name, Restricted(allowed, by: null));
            else if (restricted.Remove(name, out var all))
                yield return (name, Restricted(all, permitted.Remove(name, out var by) ? by : null));
        }

        foreach (var (name, allowed) in permissions)
        {
            if (!repeats.MayHave(name))
                yield return (name, allowed);
            else if (permitted.Remove(name, out var all))
                yield return (name, all);
        }

        // Where what is unknown is denied, what is not restricted is not yet permitted.
        AllowedReleases Restricted(AllowedReleases allowed, AllowedReleases? by) =>
            !export.Terms.DeniesUnknown ? allowed : by is null ? None : allowed.And(by);
    }

    /// <summary>What both let through.</summary>
    public AllowedReleases And(AllowedReleases other) =>
        IsAll ? other : other.IsAll ? this : new(IsAll: false, [.. Releases.Intersect(other.Releases, StringComparer.Ordinal)]);

    /// <summary>What either lets through.</summary>
    public AllowedReleases Or(AllowedReleases other) =>
        IsAll || other.IsAll ? All : new(IsAll: false, [.. Releases.Union(other.Releases, StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    private static Finding Unlisted(ExportRule rule, int count) => Finding.Broader(
        count == 0
            ? "Versions are let through one by one, and none on record may be: all are blocked."
            : "Versions are let through one by one: those that are not on record are blocked too.",
        $"Keep the releases of {rule.Tool.Name} on record; each that may be used is let through by the next export.");

    /// <summary>Whether what is let through, the inside of the ranges or their outside, ends at some version.</summary>
    private static bool HasEnd(IReadOnlyList<VersionRange> ranges, bool isInside)
    {
        var scheme = ranges[0].Scheme;
        if (ranges.Any(r => r.IsStar || r.Scheme != scheme))
            return false;
        var set = VersionSet.UnionOf(scheme, ranges);
        return isInside ? set.HasEnd : set.Complement().HasEnd;
    }
}
