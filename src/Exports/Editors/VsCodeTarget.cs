using System.Text.Json;
using System.Text.RegularExpressions;
using ToolRegistry.Domain.Tools;

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
    internal const string PurlType = "vscode-extension";

    private static readonly Func<string, bool> IsVersion = Version().IsMatch;

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
    public Finding Judge(Export export, ExportRule rule)
    {
        var unwatched = rule.IsAudit && rule.Restricts ? Finding.NotExpressible("Visual Studio Code can't watch without blocking.") : Finding.Exact;
        if (unwatched != Finding.Exact && !(export.Terms.DeniesUnknown && rule.Permits))
            return unwatched;
        if (!Extensions(rule).Any())
            return Finding.NotExpressible($"{rule.Tool.Name} has no extension of Visual Studio Code on record.", $"Add pkg:{PurlType}/publisher/name of {rule.Tool.Name}.").And(unwatched);

        var finding = rule.InChannel.And(unwatched);
        foreach (var (name, identifier) in Extensions(rule))
            finding = finding.And(name is null ? Finding.Narrower($"{identifier.Identifier.Value} is no name that an extension can have.", "Mend the identifier.") : AllowedReleases.Of(rule, identifier, IsVersion).Finding);
        return finding;
    }

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var json = JsonFile.To(output);
        json.WriteStartObject();
        json.WriteStartObject(key);
        WriteAllowed(json, export);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes the members of the policy.</summary>
    /// <returns>Whether they say anything: else all is let through.</returns>
    internal static bool WriteAllowed(Utf8JsonWriter json, Export export)
    {
        var saysAnything = export.Terms.DeniesUnknown;
        json.WriteBoolean("*", !saysAnything);
        foreach (var (id, allowed) in AllowedReleases.ByName(export, Extensions, IsVersion))
        {
            saysAnything = true;
            if (allowed.Releases.Count == 0)
                json.WriteBoolean(id, allowed.IsAll);
            else
                json.WriteTexts(id, allowed.Releases);
            json.FlushIfLarge();
        }

        return saysAnything;
    }

    /// <summary>The extensions of a rule's tool, by name; null where none can have it.</summary>
    private static IEnumerable<(string? Name, ToolIdentifier Identifier)> Extensions(ExportRule rule)
    {
        foreach (var identifier in rule.Packages(PurlType))
            yield return (new PurlText(identifier.Identifier.Value).NameWithNamespace(".") is var name && Name().IsMatch(name) ? name : null, identifier);
    }

    // What Visual Studio Code reads as publisher.name; * and a publisher alone would mean more than one extension.
    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]*\.[a-z0-9][a-z0-9._-]*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Name();

    // It compares whole texts, and takes what follows an @ for a platform.
    [GeneratedRegex(@"^[0-9]+\.[0-9]+\.[0-9]+(-[^@]*)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Version();
}
