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
    public static (AllowedReleases Allowed, Finding Finding) Of(ExportRule rule, ToolIdentifier identifier, Func<string, bool> isSayable) =>
        rule.HoldsAllOf(identifier) ? (IsPermission(rule) ? All : None, Finding.Exact) : OfSome(rule, identifier, isSayable);

    /// <summary>What an export lets through of each name, in the order in which rules name them first.</summary>
    /// <param name="export">The export.</param>
    /// <param name="namesOf">What the target can name of a rule's tool; null where it has no name for it.</param>
    /// <param name="isSayable">Whether the target can write a version.</param>
    public static IEnumerable<(string Name, AllowedReleases Allowed)> ByName(Export export, Func<ExportRule, IEnumerable<(string? Name, ToolIdentifier Identifier)>> namesOf, Func<string, bool> isSayable)
    {
        var repeats = new Repeats();
        // All that is said of a name but for the first. Null once it is handed out.
        var further = new Dictionary<string, Said?>(StringComparer.Ordinal);
        foreach (var (name, rule, identifier) in Named(export, namesOf))
        {
            if (repeats.Add(name))
                further[name] = (further.GetValueOrDefault(name) ?? default).With(rule, Of(rule, identifier, isSayable).Allowed);
        }

        foreach (var (name, rule, identifier) in Named(export, namesOf))
        {
            var said = default(Said).With(rule, Of(rule, identifier, isSayable).Allowed);
            if (further.TryGetValue(name, out var others))
            {
                if (others is null)
                    continue;
                further[name] = null;
                said = said.With(others.Value);
            }

            yield return (name, said.In(export));
        }
    }

    /// <summary>What both let through.</summary>
    public AllowedReleases And(AllowedReleases other) =>
        IsAll ? other : other.IsAll ? this : new(IsAll: false, [.. Releases.Intersect(other.Releases, StringComparer.Ordinal)]);

    /// <summary>What either lets through.</summary>
    public AllowedReleases Or(AllowedReleases other) =>
        IsAll || other.IsAll ? All : new(IsAll: false, [.. Releases.Union(other.Releases, StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    private static IEnumerable<(string Name, ExportRule Rule, ToolIdentifier Identifier)> Named(Export export, Func<ExportRule, IEnumerable<(string? Name, ToolIdentifier Identifier)>> namesOf)
    {
        foreach (var rule in export.Restrictions.Where(static r => !r.IsAudit).Concat(export.Permissions))
        {
            foreach (var (name, identifier) in namesOf(rule))
            {
                if (name is not null)
                    yield return (name, rule, identifier);
            }
        }
    }

    private static bool IsPermission(ExportRule rule) => !rule.Restricts || rule.IsAudit;

    private static (AllowedReleases Allowed, Finding Finding) OfSome(ExportRule rule, ToolIdentifier identifier, Func<string, bool> isSayable)
    {
        var isPermission = IsPermission(rule);
        var ranges = rule.RangesOn(identifier);
        var releases = rule.Tool.Releases.Where(r => isSayable(r) && rule.Holds(ranges, r) == isPermission).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var allowed = releases.Length == 0 ? None : new AllowedReleases(IsAll: false, releases);
        // Where no later version can be let through, those on record are all that will ever be.
        return (allowed, releases.Length > 0 && HasEnd(ranges, isPermission) ? Finding.Exact : Unlisted(rule, releases.Length));
    }

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

    /// <summary>What rules say of one name. To say it again changes nothing.</summary>
    /// <param name="Restricted">What all restrictions let through, or null where there is none.</param>
    /// <param name="Permitted">What the permissions let through, or null where there is none.</param>
    private readonly record struct Said(AllowedReleases? Restricted, AllowedReleases? Permitted)
    {
        /// <summary>With what a rule lets through.</summary>
        public Said With(ExportRule rule, AllowedReleases allowed) => With(IsPermission(rule) ? new Said(Restricted: null, allowed) : new Said(allowed, Permitted: null));

        /// <summary>With what others say.</summary>
        public Said With(Said other) => new(
            Restricted is null ? other.Restricted : other.Restricted is null ? Restricted : Restricted.And(other.Restricted),
            Permitted is null ? other.Permitted : other.Permitted is null ? Permitted : Permitted.Or(other.Permitted));

        /// <summary>What is let through after all. Where what is unknown is denied, what is not restricted is not yet permitted.</summary>
        public AllowedReleases In(Export export) =>
            Restricted is null ? Permitted!
            : !export.Terms.DeniesUnknown ? Restricted
            : Permitted is null ? None
            : Restricted.And(Permitted);
    }
}
