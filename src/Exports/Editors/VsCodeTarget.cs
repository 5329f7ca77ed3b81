using System.Text.Json;
using System.Text.RegularExpressions;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Exports.Editors;

/// <summary>
/// The extensions that Visual Studio Code lets through: <c>publisher.name</c> with true, false, or the list of the versions that
/// are, and <c>*</c> for all others. Source: Visual Studio Code's documentation for enterprises (setting
/// <c>extensions.allowed</c>, policy <c>AllowedExtensions</c>) and its <c>allowedExtensionsService</c>.
/// </summary>
/// <remarks>
/// It fails open where a text stands in place of a list or of the whole, and closes everything where <c>*</c> is missing. There is
/// no range, so that versions are let through one by one, as far as they are on record.
/// </remarks>
public sealed partial class VsCodeTarget : IExportTarget
{
    private const string PurlType = "vscode-extension";

    private readonly string key;

    private VsCodeTarget(string name, string title, string fileName, string key)
    {
        this.key = key;
        Info = new(name, title, "application/json", fileName)
        {
            Identifiers = [$"pkg:{PurlType}"],
            Versions = "the releases on record that are let through",
            CanDenyUnknown = true,
        };
    }

    /// <summary>The policy of a machine, as in <c>/etc/vscode/policy.json</c>.</summary>
    public static VsCodeTarget Policy { get; } = new("vscode-policy", "Visual Studio Code policy", "policy.json", "AllowedExtensions");

    /// <summary>The same as settings of a user or of a server, for what reads no policy, such as code-server.</summary>
    public static VsCodeTarget Settings { get; } = new("vscode-settings", "Visual Studio Code settings", "settings.json", "extensions.allowed");

    /// <inheritdoc/>
    public TargetInfo Info { get; }

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => Express(export, rule).Finding;

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new() { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteStartObject(key);
        json.WriteBoolean("*", !export.Terms.DeniesUnknown);
        foreach (var (id, allowed) in Allowed(export))
        {
            if (allowed.Releases.Count == 0)
                json.WriteBoolean(id, allowed.IsAll);
            else
                json.WriteTexts(id, allowed.Releases);
            json.FlushIfLarge();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>What is let through of each extension, in the order in which rules name them first.</summary>
    private static IEnumerable<(string Id, AllowedReleases Allowed)> Allowed(Export export)
    {
        var restricted = new OrderedDictionary<string, AllowedReleases>(StringComparer.Ordinal);
        var permitted = new OrderedDictionary<string, AllowedReleases>(StringComparer.Ordinal);
        foreach (var (id, allowed) in export.Restrictions.Where(r => !r.IsAudit).SelectMany(r => Express(export, r).Items))
            restricted[id] = restricted.TryGetValue(id, out var other) ? other.And(allowed) : allowed;
        foreach (var (id, allowed) in export.Permissions.SelectMany(r => Express(export, r).Items))
            permitted[id] = permitted.TryGetValue(id, out var other) ? other.Or(allowed) : allowed;

        // Where what is unknown is denied, what is not restricted is not yet permitted.
        foreach (var (id, allowed) in restricted)
            yield return (id, !export.Terms.DeniesUnknown ? allowed : permitted.TryGetValue(id, out var by) ? allowed.And(by) : AllowedReleases.None);
        foreach (var (id, allowed) in permitted.Where(p => !restricted.ContainsKey(p.Key)))
            yield return (id, allowed);
    }

    private static Expression<(string Id, AllowedReleases Allowed)> Express(Export export, ExportRule rule)
    {
        var unwatched = rule.IsAudit && rule.Restricts ? Finding.NotExpressible("Visual Studio Code can't watch without blocking.") : Finding.Exact;
        if (unwatched != Finding.Exact && !(export.Terms.DeniesUnknown && rule.Permits))
            return new([], unwatched);
        var extensions = rule.Purls(PurlType).ToArray();
        if (extensions.Length == 0)
            return new([], Finding.NotExpressible($"{rule.Tool.Name} has no extension of Visual Studio Code on record.", $"Add pkg:{PurlType}/publisher/name of {rule.Tool.Name}.").And(unwatched));

        var (items, finding) = (new List<(string, AllowedReleases)>(), rule.InChannel.And(unwatched));
        foreach (var (purl, identifier) in extensions.Where(e => rule.RangesOn(e.Identifier).Count > 0))
        {
            if (!Name().IsMatch($"{purl.Namespace}.{purl.Name}"))
            {
                finding = finding.And(Finding.Narrower($"{purl} is no name that an extension can have.", "Mend the identifier."));
                continue;
            }

            var (allowed, ofVersions) = AllowedBy(rule, identifier);
            finding = finding.And(ofVersions);
            items.Add(($"{purl.Namespace}.{purl.Name}", allowed));
        }

        return new(items, finding);
    }

    private static (AllowedReleases Allowed, Finding Finding) AllowedBy(ExportRule rule, ToolIdentifier identifier)
    {
        var isPermission = !rule.Restricts || rule.IsAudit;
        if (rule.HoldsAllOf(identifier))
            return (isPermission ? AllowedReleases.All : AllowedReleases.None, Finding.Exact);
        var ranges = rule.RangesOn(identifier);
        var releases = rule.Tool.Releases.Where(r => Version().IsMatch(r) && rule.Holds(ranges, r) == isPermission).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var allowed = releases.Length == 0 ? AllowedReleases.None : new AllowedReleases(IsAll: false, releases);
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

    // What Visual Studio Code reads as publisher.name; * and a publisher alone would mean more than one extension.
    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]*\.[a-z0-9][a-z0-9._-]*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Name();

    // It compares whole texts, and takes what follows an @ for a platform.
    [GeneratedRegex(@"^[0-9]+\.[0-9]+\.[0-9]+(-[^@]*)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Version();
}
