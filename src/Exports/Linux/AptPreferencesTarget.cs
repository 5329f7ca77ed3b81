using System.Buffers;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Domain.Versions.Targets;

namespace ToolRegistry.Exports.Linux;

/// <summary>Preferences of apt (apt_preferences(5)): apt never chooses what is banned, for any architecture.</summary>
public sealed class AptPreferencesTarget : IExportTarget
{
    private const string Type = "deb";

    // Every version.
    private static readonly IReadOnlyList<string> All = ["*"];

    private static readonly SearchValues<char> InNames = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789+-.");

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("apt-preferences", "apt preferences", "text/plain; charset=utf-8", "toolregistry.pref")
    {
        Identifiers = [$"pkg:{Type}"],
        Versions = "the releases on record",
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule)
    {
        if (rule.IsAudit)
            return Finding.NotExpressible("A pin can't watch without holding back.");
        if (!rule.Packages(Type).Any(i => IsPackage(new PurlText(i.Identifier.Value).Name)))
            return Finding.NotExpressible($"{rule.Tool.Name} has no package URL of the type deb on record.", $"Add the package URL of {rule.Tool.Name}, as pkg:deb/debian/name.");

        var finding = rule.InChannel.And(Finding.Narrower("A pin keeps apt from choosing a version, not from installing one that is asked for as package=version.", "Take the package out of the repositories that the machines use."));
        foreach (var identifier in rule.Packages(Type))
        {
            if (PinsOf(rule, identifier) is not { } package)
                continue;
            if (package.Pins != All)
                finding = finding.And(Finding.Narrower("apt knows no ranges: the releases on record are held back, and no others.", $"Add each release of {rule.Tool.Name} as it comes out."));
            else if (!rule.HoldsAllOf(identifier))
                finding = finding.And(Versionless.AllVersions(rule) with { Mend = "Give the decision's ranges an end, in versions of deb, and add the releases inside." });
        }

        return finding;
    }

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var preferences = TextFile.To(output);
        preferences.WriteLine($"# What is decided for {export.Channel}.");
        var written = new HashSet<(string, string)>();
        foreach (var rule in export.Restrictions)
        {
            if (rule.IsAudit)
                continue;
            // Several distributions have a package of the same name.
            written.Clear();
            foreach (var identifier in rule.Packages(Type))
            {
                if (PinsOf(rule, identifier) is not var (package, pins))
                    continue;
                foreach (var pin in pins)
                {
                    if (written.Add((package, pin)))
                        Write(preferences, rule, package, pin);
                }
            }
        }
    }

    private static void Write(StreamWriter preferences, ExportRule rule, string package, string pin)
    {
        preferences.WriteLine();
        preferences.Write("Explanation: ");
        preferences.WriteLine(rule.Message);
        preferences.Write("Package: ");
        preferences.Write(package);
        // Without :any a package of another architecture gets through.
        preferences.WriteLine(":any");
        preferences.Write("Pin: version ");
        preferences.WriteLine(pin);
        preferences.WriteLine("Pin-Priority: -1");
    }

    /// <summary>The package that an identifier names, and its versions that are held back; null where nothing is said of it.</summary>
    private static (string Package, IReadOnlyList<string> Pins)? PinsOf(ExportRule rule, ToolIdentifier identifier)
    {
        var package = new PurlText(identifier.Identifier.Value).Name;
        if (!IsPackage(package))
            return null;
        return (package, !rule.HoldsAllOf(identifier) && Listed(rule, rule.RangesOn(identifier)) is { Count: > 0 } listed ? listed : All);
    }

    /// <summary>The releases inside, where ranges of Debian's own versions have an end; else none.</summary>
    private static IReadOnlyList<string> Listed(ExportRule rule, IReadOnlyList<VersionRange> ranges)
    {
        var scheme = VersionScheme.ForPurlType(Type);
        return ranges.All(r => r.Scheme == scheme && r.Versions.HasEnd) ? KnownReleases.Of(VersionSet.UnionOf(scheme, ranges), rule.Tool.Releases).Inside : [];
    }

    // Other characters would make the name a pattern of names.
    private static bool IsPackage(string name) => name.Length > 1 && !name.AsSpan().ContainsAnyExcept(InNames);
}
