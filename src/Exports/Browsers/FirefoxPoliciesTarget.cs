using System.Text.RegularExpressions;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Exports.Browsers;

/// <summary>
/// Firefox's <c>policies.json</c>: <c>ExtensionSettings</c> and <c>WebsiteFilter</c>. Sources: Mozilla's policy templates, and
/// MDN's page on match patterns, by which <c>*.example.com</c> stands for example.com too.
/// </summary>
/// <remarks>A pattern with a port matches nothing and says nothing, so that none is written.</remarks>
public sealed partial class FirefoxPoliciesTarget : IExportTarget
{
    private static readonly BrowserRules Rules = new("firefox-extension", "a Firefox extension") { IdOf = IdOf };

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("firefox-policies", "Firefox policies", "application/json", "policies.json")
    {
        Identifiers = [$"pkg:{Rules.PurlType}", IdentifierKind.Domain.Name()],
        Versions = "none",
        CanDenyUnknown = true,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => Rules.Judge(export, rule);

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        var policy = new BrowserPolicy(export, Rules);
        using var json = JsonFile.To(output);
        json.WriteStartObject();
        json.WriteStartObject("policies");
        json.WriteStartObject("ExtensionSettings");
        if (export.Terms.DeniesUnknown)
            PolicyJson.WriteDefault(json, export);
        foreach (var (id, setting) in policy.Extensions)
        {
            json.WriteStartObject(id);
            json.WriteString(PolicyJson.InstallationMode, setting.IsBanned ? "blocked" : "allowed");
            PolicyJson.WriteMessage(json, setting);
            json.WriteEndObject();
            json.FlushIfLarge();
        }

        json.WriteEndObject();
        json.WriteStartObject("WebsiteFilter");
        json.WriteTexts("Block", policy.Domains.Select(d => $"*://*.{d}/*"));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string? IdOf(PurlText purl) => !purl.HasNamespace && purl.Name is var id && Id().IsMatch(id) ? id : null;

    // What Firefox takes as an id; * is the place of all others.
    [GeneratedRegex(@"^(\{[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}\}|[a-z0-9._-]*@[a-z0-9._-]+)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Id();
}
