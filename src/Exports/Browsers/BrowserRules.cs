using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Exports.Browsers;

/// <summary>What the policies of browsers have in common: extensions by id, of which the unknown may be denied, and blocked domains.</summary>
/// <param name="PurlType">The type of the extensions' package URLs.</param>
/// <param name="What">What an extension is, in words, with an article.</param>
internal sealed record BrowserRules(string PurlType, string What)
{
    /// <summary>The extension's id by which the browser knows it; null where it can have none.</summary>
    public required Func<PurlText, string?> IdOf { get; init; }

    /// <summary>Whether a minimum version can be asked of extensions.</summary>
    public bool KnowsMinimum { get; init; }

    /// <summary>Whether a rule blocks what it governs; if not, it may permit it.</summary>
    public static bool IsRestriction(ExportRule rule) => rule.Restricts && !rule.IsAudit;

    /// <summary>How faithfully a rule is said.</summary>
    public Finding Judge(Export export, ExportRule rule)
    {
        if (IsRestriction(rule))
            return Restriction(rule);
        if (!rule.Restricts)
            return Permission(rule);
        var unwatched = Finding.NotExpressible("A browser can't watch without blocking.");
        return export.Terms.DeniesUnknown && rule.Permits ? Permission(rule).And(unwatched) : unwatched;
    }

    /// <summary>What a rule says of an extension that it governs; null: it has no id that the browser knows.</summary>
    public ExtensionItem? ItemOf(ExportRule rule, ToolIdentifier identifier) =>
        IdOf(new PurlText(identifier.Identifier.Value)) is { } id ? new ExtensionItem(rule, id, MinimumOf(rule, identifier)) : null;

    private string? MinimumOf(ExportRule rule, ToolIdentifier identifier) =>
        !KnowsMinimum || rule.HoldsAllOf(identifier) ? null
        : IsRestriction(rule) ? ExtensionVersions.LowestAllowed(rule.Tool, rule.RangesOn(identifier))
        : ExtensionVersions.LowestPermitted(rule.Tool, rule.RangesOn(identifier));

    private Finding Restriction(ExportRule rule)
    {
        var finding = OfExtensions(rule);
        if (!rule.Of(IdentifierKind.Domain).Any() && !rule.Packages(PurlType).Any())
            return finding.And(Unusable(rule));
        if (rule.HasUnnamed(IdentifierKind.Domain))
            finding = finding.And(Finding.Narrower($"{rule.Number} does not name a domain of {rule.Tool.Name}, which it may share with other software, so that none is blocked.", $"Revise {rule.Number} to name the domain among its identifiers."));
        foreach (var domain in rule.Of(IdentifierKind.Domain))
        {
            if (!rule.HoldsAllOf(domain))
                finding = finding.And(Versionless.AllVersions(rule));
        }

        return finding;
    }

    /// <summary>Domains are open unless they are banned, so that a permission has nothing to say of them.</summary>
    private Finding Permission(ExportRule rule) =>
        rule.Packages(PurlType).Any() || rule.Of(IdentifierKind.Domain).Any() ? OfExtensions(rule) : OfExtensions(rule).And(Unusable(rule));

    private Finding OfExtensions(ExportRule rule)
    {
        var finding = rule.InChannel;
        foreach (var identifier in rule.Packages(PurlType))
        {
            if (ItemOf(rule, identifier) is not { } item)
                finding = finding.And(Finding.Narrower($"{identifier.Identifier.Value} is no id that {What} can have.", "Mend the identifier."));
            else if (item.Minimum is null && !rule.HoldsAllOf(identifier))
                finding = finding.And(KnowsMinimum ? AllButMinimum(rule) : Versionless.AllVersions(rule));
        }

        return finding;
    }

    private static Finding AllButMinimum(ExportRule rule) =>
        IsRestriction(rule)
            ? Finding.Broader("A browser can ask for a minimum version of an extension, and no more: all versions are blocked.", "If all versions below a bound may be blocked, leave the lower bound out of the ranges.")
            : Finding.Narrower("A browser can ask for a minimum version of an extension, and no more: all versions are let through.");

    private Finding Unusable(ExportRule rule) =>
        rule.HasUnnamed(IdentifierKind.Domain)
            ? Versionless.Unusable(rule, IdentifierKind.Domain, "a domain")
            : Finding.NotExpressible($"{rule.Tool.Name} has neither {What} nor a domain on record.", $"Add pkg:{PurlType}/… or a domain of {rule.Tool.Name}.");
}
