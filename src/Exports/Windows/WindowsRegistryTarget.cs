using System.Text.Json;
using System.Text.RegularExpressions;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Exports.Windows;

/// <summary>
/// The policies of Chrome, Edge and VS Code as a .reg file. It replaces what an earlier one set, so that an import of the file of
/// another day puts that day's policies in place.
/// </summary>
public sealed partial class WindowsRegistryTarget : IExportTarget
{
    private const string Policies = @"HKEY_LOCAL_MACHINE\SOFTWARE\Policies";
    private const string BrowserExtension = "chrome-extension", CodeExtension = "vscode-extension";

    // Of Chrome and Edge: what a message may hold, and how many addresses are read of a list; the rest is passed over in silence.
    private const int MaxMessage = 1_000, MaxAddresses = 1_000;

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("windows-registry", "Registry file for Chrome, Edge and VS Code on Windows", "text/x-ms-regedit", "tool-register.reg")
    {
        Identifiers = [$"pkg:{BrowserExtension}", $"pkg:{CodeExtension}", IdentifierKind.Domain.Name()],
        Versions = "a lowest version of a browser's extension; the allowed releases of one of VS Code; none of a domain",
        MaxRules = MaxAddresses,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => Express(export, rule).Finding;

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var file = new RegistryFile(output);
        foreach (var browser in new[] { @"Google\Chrome", @"Microsoft\Edge" })
        {
            file.Key($@"{Policies}\{browser}");
            file.Json("ExtensionSettings", Items<Extension>(export).Select(e => (Action<Utf8JsonWriter>)e.Item.Write));
            file.List($@"{Policies}\{browser}\URLBlocklist", Items<Site>(export).Select(s => s.Item.Domain));
        }

        file.Key($@"{Policies}\Microsoft\VSCode");
        // Without "*" VS Code blocks all that the list does not name.
        file.Json("AllowedExtensions", Items<Plugin>(export).SelectMany((p, i) => i == 0 ? new Action<Utf8JsonWriter>[] { json => json.WriteBoolean("*", value: true), p.Item.Write } : [p.Item.Write]));
    }

    /// <summary>What is written of one kind, each thing once.</summary>
    private static IEnumerable<(ExportRule Rule, T Item)> Items<T>(Export export)
        where T : Setting
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in export.Restrictions)
        {
            foreach (var item in Express(export, rule).Items.OfType<T>().Where(i => written.Add(i.Key)))
                yield return (rule, item);
        }
    }

    private static Expression<Setting> Express(Export export, ExportRule rule)
    {
        if (rule.IsAudit)
            return new([], Finding.NotExpressible("Browsers and VS Code block or allow: they can't watch."));
        var (items, finding, isUsable) = (new List<Setting>(), rule.InChannel, false);
        void Say(ToolIdentifier identifier, Func<ExportRule[], (Setting, Finding)> say)
        {
            isUsable = true;
            if (!rule.Governs(identifier))
                return;
            var (item, said) = say([.. export.RestrictionsOn(rule.Tool).Where(r => !r.IsAudit && r.Governs(identifier))]);
            items.Add(item);
            finding = finding.And(said);
        }

        foreach (var (purl, identifier) in rule.Purls(BrowserExtension))
            Say(identifier, all => OfExtension(purl.Name, rule, identifier, all));
        foreach (var (purl, identifier) in rule.Purls(CodeExtension))
            Say(identifier, all => OfPlugin($"{purl.Namespace}.{purl.Name}", rule, identifier, all));
        foreach (var domain in rule.Of(IdentifierKind.Domain))
            Say(domain, _ => (new Site(domain.Identifier.Value), rule.HoldsAllOf(domain) ? Finding.Exact : Versionless.AllVersions(rule)));

        return isUsable ? new(items, finding) : new([], rule.HasUnnamed(IdentifierKind.Domain)
            ? Versionless.Unusable(rule, IdentifierKind.Domain, "a domain")
            : Finding.NotExpressible($"{rule.Tool.Name} has no extension of Chrome or VS Code and no domain on record.", $"Add the package URL of an extension of {rule.Tool.Name}, or its domain."));
    }

    /// <summary>An extension of a browser as all decisions on it have it: gone, or from the highest of their ends on.</summary>
    private static (Setting, Finding) OfExtension(string id, ExportRule rule, ToolIdentifier identifier, ExportRule[] all)
    {
        var lowest = all.Select(r => LowestAllowed(r, identifier)).ToArray();
        var finding = rule.HoldsAllOf(identifier) || LowestAllowed(rule, identifier) is not null ? Finding.Exact
            : Finding.Broader("Browsers know a lowest version of an extension and nothing else of versions: all are blocked.", "Let the range begin at the first version and end before one that is allowed.");
        // A rule that can't be said by a lowest version removes the extension, whoever else says what.
        return Array.TrueForAll(lowest, v => v is not null)
            ? (new Extension(id, rule.Message, lowest.MaxBy(v => Padded(v!))), finding)
            : (new Extension(id, rule.Message, LowestVersion: null), finding);
    }

    /// <summary>The version before which a rule holds all, or null where that is not what it says.</summary>
    private static string? LowestAllowed(ExportRule rule, ToolIdentifier identifier)
    {
        var schemes = rule.RangesOn(identifier).GroupBy(r => r.Scheme).ToArray();
        return schemes is [var ofScheme] && !ofScheme.Any(r => r.IsStar) && BeforeOne().Match(VersionSet.UnionOf(ofScheme.Key, ofScheme).ToString()) is { Success: true } match && Padded(match.Groups["end"].Value) is not null
            ? match.Groups["end"].Value
            : null;
    }

    /// <summary>A version of Chrome's as four numbers, or null where it is none.</summary>
    private static Version? Padded(string version) =>
        Version.TryParse($"{version}{string.Concat(Enumerable.Repeat(".0", 3 - version.Count(c => c == '.')))}", out var four) && Math.Max(Math.Max(four.Major, four.Minor), Math.Max(four.Build, four.Revision)) <= ushort.MaxValue ? four : null;

    /// <summary>An extension of VS Code as all decisions on it have it: blocked, or only in the releases on record that none of them holds.</summary>
    private static (Setting, Finding) OfPlugin(string name, ExportRule rule, ToolIdentifier identifier, ExportRule[] all)
    {
        string[] allowed = Array.Exists(all, r => r.HoldsAllOf(identifier)) ? []
            : [.. rule.Tool.Releases.Where(v => !Array.Exists(all, r => r.Holds(r.RangesOn(identifier), v))).Order(StringComparer.Ordinal)];
        return (new Plugin(name, allowed), rule.HoldsAllOf(identifier) ? Finding.Exact
            : Finding.Broader("VS Code takes a list of allowed releases: one that is not on record is blocked.", $"Add to {rule.Tool.Name} the releases that are allowed."));
    }

    // ASCII digits alone: of 1 to 4 numbers.
    [GeneratedRegex("^<(?<end>[0-9]{1,5}(\\.[0-9]{1,5}){0,3})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex BeforeOne();

    /// <summary>One thing that is set.</summary>
    /// <param name="Key">What it is about: it is set once.</param>
    private abstract record Setting(string Key);

    private sealed record Extension(string Id, string Message, string? LowestVersion) : Setting(Id)
    {
        public void Write(Utf8JsonWriter json)
        {
            json.WriteStartObject(Id);
            if (LowestVersion is not null)
            {
                json.WriteString("minimum_version_required", LowestVersion);
            }
            else
            {
                json.WriteString("installation_mode", "removed");
                json.WriteString("blocked_install_message", Texts.Shortened(Message, MaxMessage));
            }

            json.WriteEndObject();
        }
    }

    private sealed record Site(string Domain) : Setting(Domain);

    private sealed record Plugin(string Name, IReadOnlyList<string> Allowed) : Setting(Name)
    {
        public void Write(Utf8JsonWriter json)
        {
            // A single release stands in a list too: a bare text there would let all through.
            if (Allowed.Count == 0)
                json.WriteBoolean(Name, value: false);
            else
                json.WriteTexts(Name, Allowed);
        }
    }
}
