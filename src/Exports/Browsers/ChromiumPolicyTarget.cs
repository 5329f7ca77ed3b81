using System.Text.Json;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Exports.Browsers;

/// <summary>
/// A managed policy of Chromium, Chrome and Edge: <c>ExtensionSettings</c> and <c>URLBlocklist</c> in one JSON file, as lists of
/// several files are not merged. Sources: Chromium's policy definitions (Extensions/ExtensionSettings, URLBlocklist) and its
/// URL blocklist filter format, by which a plain host stands for all below it too.
/// </summary>
public sealed class ChromiumPolicyTarget : IExportTarget
{
    internal static readonly BrowserRules Rules = new("chrome-extension", "a Chrome extension") { IdOf = static purl => purl.Name, KnowsMinimum = true };

    private ChromiumPolicyTarget(string name, string title) => Info = new(name, title, "application/json", $"{name}.json")
    {
        Identifiers = [$"pkg:{Rules.PurlType}", IdentifierKind.Domain.Name()],
        Versions = "a minimum version of extensions",
        CanDenyUnknown = true,
    };

    /// <summary>Chromium's, in <c>/etc/chromium/policies/managed</c>.</summary>
    public static ChromiumPolicyTarget Chromium { get; } = new("chromium-policy", "Chromium policy");

    /// <summary>Google Chrome's, in <c>/etc/opt/chrome/policies/managed</c>.</summary>
    public static ChromiumPolicyTarget Chrome { get; } = new("chrome-policy", "Chrome policy");

    /// <summary>Microsoft Edge's, in <c>/etc/opt/edge/policies/managed</c>.</summary>
    public static ChromiumPolicyTarget Edge { get; } = new("edge-policy", "Edge policy");

    /// <inheritdoc/>
    public TargetInfo Info { get; }

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => Rules.Judge(export, rule);

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        var policy = new BrowserPolicy(export, Rules);
        using var json = JsonFile.To(output);
        json.WriteStartObject();
        json.WriteStartObject("ExtensionSettings");
        WriteExtensions(json, export, policy);
        json.WriteEndObject();
        json.WriteTexts("URLBlocklist", policy.Domains);
        json.WriteEndObject();
    }

    /// <summary>Writes the members of <c>ExtensionSettings</c>.</summary>
    /// <returns>Whether there are any.</returns>
    internal static bool WriteExtensions(Utf8JsonWriter json, Export export, BrowserPolicy policy)
    {
        var saysAnything = export.Terms.DeniesUnknown;
        if (saysAnything)
            PolicyJson.WriteDefault(json, export);
        foreach (var (id, setting) in policy.Extensions)
        {
            saysAnything = true;
            json.WriteStartObject(id);
            // Always said outright: whether an entry takes over what * says is written nowhere.
            if (setting.IsBanned)
                json.WriteString(PolicyJson.InstallationMode, "removed");
            else if (export.Terms.DeniesUnknown)
                json.WriteString(PolicyJson.InstallationMode, setting.IsPermitted ? "allowed" : "blocked");
            if (!setting.IsBanned && setting.Minimum is { } minimum)
                json.WriteString("minimum_version_required", minimum);
            PolicyJson.WriteMessage(json, setting);
            json.WriteEndObject();
            json.FlushIfLarge();
        }

        return saysAnything;
    }
}
