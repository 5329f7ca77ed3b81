using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Exports.Windows;

/// <summary>
/// A device configuration for Microsoft Graph (<c>POST /deviceManagement/deviceConfigurations</c>), by which Intune hands
/// AppLocker's rules for programs to Windows.
/// </summary>
public sealed class IntuneWindowsTarget : IExportTarget
{
    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("intune-windows", "Intune configuration for Windows (Graph)", "application/json", "intune-windows.json")
    {
        Identifiers = [.. WindowsRules.Kinds.Select(k => k.Name())],
        Versions = AppLockerRules.Versions,
        // Intune takes that much in a custom setting.
        MaxBytes = 350_000,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => AppLockerRules.Express(rule, []);

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var json = JsonFile.To(output);
        json.WriteStartObject();
        json.WriteString("@odata.type", "#microsoft.graph.windows10CustomConfiguration");
        json.WriteString("displayName", $"Tool register: {export.Channel}");
        json.WriteString("description", "What may not run, as decided in the tool register. Replaced as a whole: changes made here are lost.");
        json.WriteStartArray("omaSettings");
        json.WriteStartObject();
        json.WriteString("@odata.type", "#microsoft.graph.omaSettingStringXml");
        json.WriteString("displayName", "AppLocker: programs");
        json.WriteString("description", "AppLocker's rules for programs.");
        // Two enrolments with the same group would undo each other's rules, so it is the channel's own.
        json.WriteString("omaUri", $"./Vendor/MSFT/AppLocker/ApplicationLaunchRestrictions/{DerivedGuid.Of($"intune-windows/{export.Channel}")}/EXE/Policy");
        json.WriteString("fileName", "applocker-exe.xml");
        using (var rules = new Base64Value(json, "value"))
        using (var xml = XmlFile.To(rules, omitDeclaration: true))
            AppLockerRules.WriteCollection(xml, export);

        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
