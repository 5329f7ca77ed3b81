using System.Text.Json;
using System.Text.RegularExpressions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Exports.Browsers;

namespace ToolRegistry.Exports.Windows;

/// <summary>
/// The policies of Chrome, Edge and VS Code as a .reg file. It replaces what an earlier one set, so that an import of the file of
/// another day puts that day's policies in place.
/// </summary>
public sealed partial class WindowsRegistryTarget : IExportTarget
{
    private const string Policies = @"HKEY_LOCAL_MACHINE\SOFTWARE\Policies";
    private const string BrowserExtension = "chrome-extension", CodeExtension = "vscode-extension";
    private static readonly string[] Browsers = [@"Google\Chrome", @"Microsoft\Edge"];

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("windows-registry", "Registry file for Chrome, Edge and VS Code on Windows", "text/x-ms-regedit", "tool-register.reg")
    {
        Identifiers = [$"pkg:{BrowserExtension}", $"pkg:{CodeExtension}", IdentifierKind.Domain.Name()],
        Versions = "a lowest version of a browser's extension; the allowed releases of one of VS Code; none of a domain",
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule)
    {
        if (rule.IsAudit)
            return Finding.NotExpressible("Browsers and VS Code block or allow: they can't watch.");
        var (finding, isUsable) = (rule.InChannel, false);
        void Take(IEnumerable<ToolIdentifier> identifiers, Func<ExportRule, ToolIdentifier, Finding> judge)
        {
            foreach (var identifier in identifiers)
            {
                isUsable = true;
                finding = finding.And(judge(rule, identifier));
            }
        }

        Take(rule.Packages(BrowserExtension), OfExtension);
        Take(rule.Packages(CodeExtension), OfPlugin);
        Take(rule.Of(IdentifierKind.Domain), OfSite);
        return isUsable ? finding
            : rule.HasUnnamed(IdentifierKind.Domain) ? Versionless.Unusable(rule, IdentifierKind.Domain, "a domain")
            : Finding.NotExpressible($"{rule.Tool.Name} has no extension of Chrome or VS Code and no domain on record.", $"Add the package URL of an extension of {rule.Tool.Name}, or its domain.");
    }

    /// <inheritdoc/>
    /// <exception cref="Domain.DomainException"><c>export.too-large</c>: more domains than browsers read.</exception>
    public void Write(Export export, Stream output)
    {
        var extensions = new Names(BrowserExtension, static purl => purl.Name);
        var plugins = new Names(CodeExtension, static purl => purl.NameWithNamespace("."));
        var sites = new BlockedDomains();
        foreach (var rule in Blocked(export))
        {
            extensions.LookAt(rule);
            plugins.LookAt(rule);
            sites.Add(rule);
        }

        using var file = new RegistryFile(output);
        foreach (var browser in Browsers)
        {
            file.Key($@"{Policies}\{browser}");
            file.Json("ExtensionSettings", extensions.Of(export), (json, extension) => WriteExtension(json, export, extension));
            file.List($@"{Policies}\{browser}\URLBlocklist", sites.All);
        }

        file.Key($@"{Policies}\Microsoft\VSCode");
        var isFirst = true;
        file.Json("AllowedExtensions", plugins.Of(export), (json, plugin) =>
        {
            // Without "*" VS Code blocks all that the list does not name.
            if (isFirst)
                json.WriteBoolean("*", value: true);
            isFirst = false;
            WritePlugin(json, export, plugin);
        });
    }

    private static IEnumerable<ExportRule> Blocked(Export export) => export.Restrictions.Where(BrowserRules.IsRestriction);

    /// <summary>All restrictions on what a rule governs, by number.</summary>
    private static IEnumerable<ExportRule> RestrictionsOn(Export export, Item item) =>
        item.Rule.IsAlone ? [item.Rule] : export.RestrictionsOn(item.Rule.Tool).Where(r => !r.IsAudit && r.Governs(item.Identifier));

    /// <summary>An extension of a browser as all decisions on it have it: gone, or from the highest of their ends on.</summary>
    private static void WriteExtension(Utf8JsonWriter json, Export export, Item item)
    {
        json.WriteStartObject(item.Name);
        if (LowestAllowed(export, item) is { } lowest)
        {
            json.WriteString("minimum_version_required", lowest);
        }
        else
        {
            json.WriteString(PolicyJson.InstallationMode, "removed");
            PolicyJson.WriteMessage(json, item.Rule);
        }

        json.WriteEndObject();
    }

    /// <summary>The highest of the versions before which rules hold all. One that can't be said by such a version removes the extension, whoever else says what: null.</summary>
    private static string? LowestAllowed(Export export, Item item)
    {
        if (item.Rule.HoldsAllOf(item.Identifier))
            return null;
        var lowest = RestrictionsOn(export, item).Select(r => LowestAllowed(r, item.Identifier)).ToArray();
        return Array.TrueForAll(lowest, v => v is not null) ? lowest.MaxBy(v => Padded(v!)) : null;
    }

    private static Finding OfExtension(ExportRule rule, ToolIdentifier identifier) =>
        rule.HoldsAllOf(identifier) || LowestAllowed(rule, identifier) is not null ? Finding.Exact
        : Finding.Broader("Browsers know a lowest version of an extension and nothing else of versions: all are blocked.", "Let the range begin at the first version and end before one that is allowed.");

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
    private static void WritePlugin(Utf8JsonWriter json, Export export, Item item)
    {
        var allowed = ReleasesAllowed(export, item);
        // A single release stands in a list too: a bare text there would let all through.
        if (allowed.Length == 0)
            json.WriteBoolean(item.Name, value: false);
        else
            json.WriteTexts(item.Name, allowed);
    }

    private static string[] ReleasesAllowed(Export export, Item item)
    {
        if (item.Rule.HoldsAllOf(item.Identifier))
            return [];
        ExportRule[] all = [.. RestrictionsOn(export, item)];
        return Array.Exists(all, r => r.HoldsAllOf(item.Identifier)) ? []
            : [.. item.Rule.Tool.Releases.Where(v => !Array.Exists(all, r => r.Holds(r.RangesOn(item.Identifier), v))).Order(StringComparer.Ordinal)];
    }

    private static Finding OfPlugin(ExportRule rule, ToolIdentifier identifier) =>
        rule.HoldsAllOf(identifier) ? Finding.Exact
        : Finding.Broader("VS Code takes a list of allowed releases: one that is not on record is blocked.", $"Add to {rule.Tool.Name} the releases that are allowed.");

    private static Finding OfSite(ExportRule rule, ToolIdentifier domain) => rule.HoldsAllOf(domain) ? Finding.Exact : Versionless.AllVersions(rule);

    // ASCII digits alone: of 1 to 4 numbers.
    [GeneratedRegex("^<(?<end>[0-9]{1,5}(\\.[0-9]{1,5}){0,3})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex BeforeOne();

    /// <summary>What package URLs of a type name: each name is set once.</summary>
    private sealed class Names(string packageType, Func<PurlText, string> nameOf)
    {
        private readonly Repeats repeats = new();

        public void LookAt(ExportRule rule)
        {
            foreach (var identifier in rule.Packages(packageType))
                repeats.Add(new PurlText(identifier.Identifier.Value).EncodedName);
        }

        /// <summary>All of them, once they were looked at.</summary>
        public IEnumerable<Item> Of(Export export)
        {
            var written = new HashSet<string>(StringComparer.Ordinal);
            foreach (var rule in Blocked(export))
            {
                foreach (var identifier in rule.Packages(packageType))
                {
                    if (NameToWrite(identifier, written) is { } name)
                        yield return new Item(name, rule, identifier);
                }
            }
        }

        // Few come again: no others need be kept.
        private string? NameToWrite(ToolIdentifier identifier, HashSet<string> written)
        {
            var purl = new PurlText(identifier.Identifier.Value);
            var name = nameOf(purl);
            return !repeats.MayHave(purl.EncodedName) || written.Add(name) ? name : null;
        }
    }

    /// <summary>One thing that is set.</summary>
    /// <param name="Name">What it is about: it is set once.</param>
    /// <param name="Rule">The first rule that governs it.</param>
    /// <param name="Identifier">By what.</param>
    private readonly record struct Item(string Name, ExportRule Rule, ToolIdentifier Identifier);
}
