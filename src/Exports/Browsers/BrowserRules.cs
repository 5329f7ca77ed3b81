using ToolRegistry.Domain;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Exports.Browsers;

/// <summary>What the policies of browsers have in common: extensions by id, of which the unknown may be denied, and blocked domains.</summary>
/// <param name="PurlType">The type of the extensions' package URLs.</param>
/// <param name="What">What an extension is, in words, with an article.</param>
internal sealed record BrowserRules(string PurlType, string What)
{
    // Beyond it browsers pass over the rest of the list, and say nothing.
    private const int MaxDomains = 1_000;

    /// <summary>The extension's id by which the browser knows it; null where it can have none.</summary>
    public required Func<PackageUrl, string?> IdOf { get; init; }

    /// <summary>Whether a minimum version can be asked of extensions.</summary>
    public bool KnowsMinimum { get; init; }

    /// <summary>What is said of a rule.</summary>
    public Expression<BrowserItem> Express(Export export, ExportRule rule)
    {
        if (!rule.IsAudit || !rule.Restricts)
            return rule.Restricts ? Restriction(rule) : Permission(rule);
        var unwatched = Finding.NotExpressible("A browser can't watch without blocking.");
        if (!export.Terms.DeniesUnknown || !rule.Permits)
            return new([], unwatched);
        var permission = Permission(rule);
        return permission with { Finding = permission.Finding.And(unwatched) };
    }

    /// <summary>What is said of each extension, in the order in which rules name them first.</summary>
    public IEnumerable<(string Id, ExtensionSetting Setting)> Extensions(Export export)
    {
        var repeats = new Repeats(Said(export).Select(s => s.Id));
        var gathered = new Dictionary<string, ExtensionSetting>(StringComparer.Ordinal);
        foreach (var (id, restricting, minimum) in Said(export).Where(s => repeats.MayHave(s.Id)))
            gathered[id] = gathered.GetValueOrDefault(id, ExtensionSetting.None).With(restricting, minimum);

        foreach (var (id, restricting, minimum) in Said(export))
        {
            if (!repeats.MayHave(id))
                yield return (id, ExtensionSetting.None.With(restricting, minimum));
            else if (gathered.Remove(id, out var setting))
                yield return (id, setting);
        }
    }

    /// <summary>The domains that are blocked, each once.</summary>
    /// <exception cref="DomainException"><c>export.too-large</c>: more than browsers read.</exception>
    public static IReadOnlyCollection<string> Domains(Export export)
    {
        var domains = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var rule in export.Restrictions.Where(r => !r.IsAudit))
        {
            foreach (var domain in DomainsOf(rule))
                domains.TryAdd(domain.Identifier.Value, true);
            if (domains.Count > MaxDomains)
                throw DomainException.Conflict("export.too-large", $"The file would block more than {MaxDomains} domains, of which browsers read no more: narrow the channel's scope, or block domains by DNS (rpz).");
        }

        return domains.Keys;
    }

    private Expression<BrowserItem> Restriction(ExportRule rule)
    {
        var (items, finding) = ExtensionItems(rule, ExtensionVersions.LowestAllowed);
        if (!rule.Of(IdentifierKind.Domain).Any() && !rule.Purls(PurlType).Any())
            return new([], finding.And(Unusable(rule)));
        if (rule.HasUnnamed(IdentifierKind.Domain))
            finding = finding.And(Finding.Narrower($"{rule.Number} does not name a domain of {rule.Tool.Name}, which it may share with other software, so that none is blocked.", $"Revise {rule.Number} to name the domain among its identifiers."));
        foreach (var domain in DomainsOf(rule))
        {
            items.Add(new BrowserItem(Extension: null, domain.Identifier.Value, Minimum: null));
            if (!rule.HoldsAllOf(domain))
                finding = finding.And(Versionless.AllVersions(rule));
        }

        return new(items, finding);
    }

    private static IEnumerable<ToolIdentifier> DomainsOf(ExportRule rule) => rule.Of(IdentifierKind.Domain).Where(rule.Governs);

    /// <summary>What rules say of extensions, one after the other: the decision that restricts one, or null, and the lowest version that is let through.</summary>
    private IEnumerable<(string Id, DecisionFact? Restricting, string? Minimum)> Said(Export export)
    {
        foreach (var rule in export.Restrictions.Where(r => !r.IsAudit))
        {
            foreach (var item in ExtensionItems(rule, ExtensionVersions.LowestAllowed).Items)
                yield return (item.Extension!, rule.Decision, item.Minimum);
        }

        foreach (var rule in export.Permissions)
        {
            foreach (var item in Express(export, rule).Items)
                yield return (item.Extension!, null, item.Minimum);
        }
    }

    /// <summary>Domains are open unless they are banned, so that a permission has nothing to say of them.</summary>
    private Expression<BrowserItem> Permission(ExportRule rule)
    {
        var (items, finding) = ExtensionItems(rule, ExtensionVersions.LowestPermitted);
        return rule.Purls(PurlType).Any() || rule.Of(IdentifierKind.Domain).Any() ? new(items, finding) : new([], finding.And(Unusable(rule)));
    }

    private (List<BrowserItem> Items, Finding Finding) ExtensionItems(ExportRule rule, Func<ToolFact, IReadOnlyList<VersionRange>, string?> minimumOf)
    {
        var (items, finding) = (new List<BrowserItem>(), rule.InChannel);
        foreach (var (purl, identifier) in rule.Purls(PurlType).Where(p => rule.Governs(p.Identifier)))
        {
            if (IdOf(purl) is not { } id)
            {
                finding = finding.And(Finding.Narrower($"{purl} is no id that {What} can have.", "Mend the identifier."));
                continue;
            }

            var minimum = KnowsMinimum && !rule.HoldsAllOf(identifier) ? minimumOf(rule.Tool, rule.RangesOn(identifier)) : null;
            if (minimum is null && !rule.HoldsAllOf(identifier))
                finding = finding.And(KnowsMinimum ? AllButMinimum(rule) : Versionless.AllVersions(rule));
            items.Add(new BrowserItem(id, Domain: null, minimum));
        }

        return (items, finding);
    }

    private static Finding AllButMinimum(ExportRule rule) =>
        rule.Restricts && !rule.IsAudit
            ? Finding.Broader("A browser can ask for a minimum version of an extension, and no more: all versions are blocked.", "If all versions below a bound may be blocked, leave the lower bound out of the ranges.")
            : Finding.Narrower("A browser can ask for a minimum version of an extension, and no more: all versions are let through.");

    private Finding Unusable(ExportRule rule) =>
        rule.HasUnnamed(IdentifierKind.Domain)
            ? Versionless.Unusable(rule, IdentifierKind.Domain, "a domain")
            : Finding.NotExpressible($"{rule.Tool.Name} has neither {What} nor a domain on record.", $"Add pkg:{PurlType}/… or a domain of {rule.Tool.Name}.");
}
