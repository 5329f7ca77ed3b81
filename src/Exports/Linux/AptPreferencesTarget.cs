using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Domain.Versions.Targets;

namespace ToolRegistry.Exports.Linux;

/// <summary>Preferences of apt (apt_preferences(5)): apt never chooses what is banned, for any architecture.</summary>
public sealed class AptPreferencesTarget : IExportTarget
{
    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("apt-preferences", "apt preferences", "text/plain; charset=utf-8", "toolregistry.pref")
    {
        Identifiers = ["pkg:deb"],
        Versions = "the releases on record",
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => Express(rule).Finding;

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var preferences = TextFile.To(output);
        preferences.WriteLine($"# What is decided for {export.Channel}.");
        foreach (var rule in export.Restrictions)
        {
            foreach (var (package, pin) in Express(rule).Items)
            {
                preferences.WriteLine();
                preferences.WriteLine($"Explanation: {rule.Message}");
                // Without :any a package of another architecture gets through.
                preferences.WriteLine($"Package: {package}:any");
                preferences.WriteLine($"Pin: version {pin}");
                preferences.WriteLine("Pin-Priority: -1");
            }
        }
    }

    private static Expression<(string Package, string Pin)> Express(ExportRule rule)
    {
        if (rule.IsAudit)
            return new([], Finding.NotExpressible("A pin can't watch without holding back."));
        (PackageUrl Purl, Domain.Tools.ToolIdentifier Identifier)[] packages = [.. rule.Purls("deb").Where(p => IsPackage(p.Purl.Name))];
        if (packages.Length == 0)
            return new([], Finding.NotExpressible($"{rule.Tool.Name} has no package URL of the type deb on record.", $"Add the package URL of {rule.Tool.Name}, as pkg:deb/debian/name."));

        var finding = rule.InChannel.And(Finding.Narrower("A pin keeps apt from choosing a version, not from installing one that is asked for as package=version.", "Take the package out of the repositories that the machines use."));
        var items = new List<(string, string)>();
        foreach (var (purl, identifier) in packages.Where(p => rule.Governs(p.Identifier)))
        {
            var listed = rule.HoldsAllOf(identifier) ? [] : Listed(rule, rule.RangesOn(identifier));
            if (listed.Count > 0)
                finding = finding.And(Finding.Narrower("apt knows no ranges: the releases on record are held back, and no others.", $"Add each release of {rule.Tool.Name} as it comes out."));
            else if (!rule.HoldsAllOf(identifier))
                finding = finding.And(Versionless.AllVersions(rule) with { Mend = "Give the decision's ranges an end, in versions of deb, and add the releases inside." });
            items.AddRange((listed.Count > 0 ? listed : ["*"]).Select(pin => (purl.Name, pin)));
        }

        return new([.. items.Distinct()], finding);
    }

    /// <summary>The releases inside, where ranges of Debian's own versions have an end; else none.</summary>
    private static IReadOnlyList<string> Listed(ExportRule rule, IReadOnlyList<VersionRange> ranges)
    {
        var scheme = VersionScheme.ForPurlType("deb");
        return ranges.All(r => r.Scheme == scheme && r.Versions.HasEnd) ? KnownReleases.Of(VersionSet.UnionOf(scheme, ranges), rule.Tool.Releases).Inside : [];
    }

    // Other characters would make the name a pattern of names.
    private static bool IsPackage(string name) => name.Length > 1 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '+' or '-' or '.');
}
