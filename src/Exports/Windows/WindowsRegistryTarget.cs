using ToolRegistry.Domain.Identity;
using ToolRegistry.Exports.Browsers;
using ToolRegistry.Exports.Editors;

namespace ToolRegistry.Exports.Windows;

/// <summary>
/// The policies of Chrome, Edge and VS Code as a .reg file. It replaces what an earlier one set, so that an import of the file of
/// another day puts that day's policies in place.
/// </summary>
public sealed class WindowsRegistryTarget : IExportTarget
{
    private const string Policies = @"HKEY_LOCAL_MACHINE\SOFTWARE\Policies";
    private static readonly string[] Browsers = [@"Google\Chrome", @"Microsoft\Edge"];
    private static readonly ChromiumPolicyTarget Browser = ChromiumPolicyTarget.Chrome;
    private static readonly VsCodeTarget Editor = VsCodeTarget.Policy;

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("windows-registry", "Registry file for Chrome, Edge and VS Code on Windows", "text/x-ms-regedit", "tool-register.reg")
    {
        Identifiers = [.. Browser.Info.Identifiers, .. Editor.Info.Identifiers],
        Versions = "a lowest version of a browser's extension; the allowed releases of one of VS Code; none of a domain",
        CanDenyUnknown = true,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule)
    {
        var isOfBrowser = rule.Packages(ChromiumPolicyTarget.Rules.PurlType).Any() || rule.Of(IdentifierKind.Domain).Any();
        var isOfEditor = rule.Packages(VsCodeTarget.PurlType).Any();
        return isOfBrowser && !isOfEditor ? Browser.Judge(export, rule)
            : isOfEditor && !isOfBrowser ? Editor.Judge(export, rule)
            : Browser.Judge(export, rule).And(Editor.Judge(export, rule));
    }

    /// <inheritdoc/>
    /// <exception cref="Domain.DomainException"><c>export.too-large</c>: more domains than browsers read.</exception>
    public void Write(Export export, Stream output)
    {
        var policy = new BrowserPolicy(export, ChromiumPolicyTarget.Rules);
        using var extensions = new RegistryValue(json => ChromiumPolicyTarget.WriteExtensions(json, export, policy));
        using var allowed = new RegistryValue(json => VsCodeTarget.WriteAllowed(json, export));
        using var file = new RegistryFile(output);
        foreach (var browser in Browsers)
        {
            file.Key($@"{Policies}\{browser}");
            file.Set("ExtensionSettings", extensions);
            file.List($@"{Policies}\{browser}\URLBlocklist", policy.Domains);
        }

        file.Key($@"{Policies}\Microsoft\VSCode");
        file.Set("AllowedExtensions", allowed);
    }
}
