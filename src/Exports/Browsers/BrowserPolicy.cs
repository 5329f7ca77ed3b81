namespace ToolRegistry.Exports.Browsers;

/// <summary>What all rules of an export say to a browser. Each is looked at twice, and what one says of an extension is kept only where another may speak of it too.</summary>
internal sealed class BrowserPolicy
{
    private readonly Export export;
    private readonly BrowserRules rules;
    private readonly BlockedDomains domains = new();
    private readonly Repeats repeats = new();

    // By id: all that is said but for the first. Null once it is handed out.
    private readonly Dictionary<string, List<ExtensionItem>?> further = new(StringComparer.Ordinal);

    /// <summary>Looks at all rules.</summary>
    /// <exception cref="Domain.DomainException"><c>export.too-large</c>: more domains than browsers read.</exception>
    public BrowserPolicy(Export export, BrowserRules rules)
    {
        (this.export, this.rules) = (export, rules);
        foreach (var rule in Rules)
        {
            LookAtExtensions(rule);
            if (BrowserRules.IsRestriction(rule))
                domains.Add(rule);
        }
    }

    /// <summary>The domains that are blocked, each once.</summary>
    public IReadOnlyCollection<string> Domains => domains.All;

    /// <summary>What is said of each extension, in the order in which rules name them first.</summary>
    public IEnumerable<(string Id, ExtensionSetting Setting)> Extensions
    {
        get
        {
            foreach (var rule in Rules)
            {
                foreach (var identifier in rule.Packages(rules.PurlType))
                {
                    if (rules.ItemOf(rule, identifier) is { } item && SettingOf(item) is { } setting)
                        yield return (item.Id, setting);
                }
            }
        }
    }

    private IEnumerable<ExportRule> Rules => export.Restrictions.Where(BrowserRules.IsRestriction).Concat(export.Permissions);

    private void LookAtExtensions(ExportRule rule)
    {
        foreach (var identifier in rule.Packages(rules.PurlType))
        {
            if (!repeats.Add(new PurlText(identifier.Identifier.Value).EncodedName) || rules.ItemOf(rule, identifier) is not { } item)
                continue;
            if (!further.TryGetValue(item.Id, out var items))
                further.Add(item.Id, items = []);
            items!.Add(item);
        }
    }

    /// <summary>What all rules say of an extension, of which this is said first; null where something was said before.</summary>
    private ExtensionSetting? SettingOf(ExtensionItem first)
    {
        var setting = default(ExtensionSetting).With(first);
        if (!further.TryGetValue(first.Id, out var items))
            return setting;
        if (items is null)
            return null;
        further[first.Id] = null;
        // Where names share a place the first is among them once more.
        foreach (var item in items)
            setting = setting.With(item);
        return setting;
    }
}
