using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Exports.Windows;

/// <summary>A policy of AppLocker, for Set-AppLockerPolicy and group policies: programs only, all of which may run but those denied.</summary>
/// <remarks>A whole collection of rules is enforced or watched, no single rule: what is HighRisk can't be said.</remarks>
public sealed class AppLockerTarget : IExportTarget
{
    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("applocker", "AppLocker policy", "application/xml", "applocker.xml")
    {
        Identifiers = [.. WindowsRules.Kinds.Select(k => k.Name())],
        Versions = AppLockerRules.Versions,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => AppLockerRules.Express(rule, []);

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var xml = XmlFile.To(output);
        xml.WriteStartElement("AppLockerPolicy");
        xml.WriteAttributeString("Version", "1");
        AppLockerRules.WriteCollection(xml, export);
        xml.WriteEndElement();
    }
}

/// <summary>The one collection of rules that AppLocker's configuration service provider takes at <c>EXE/Policy</c>, for device management.</summary>
public sealed class AppLockerCspTarget : IExportTarget
{
    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("applocker-csp", "AppLocker rules for device management (CSP)", "application/xml", "applocker-exe.xml")
    {
        Identifiers = [.. WindowsRules.Kinds.Select(k => k.Name())],
        Versions = AppLockerRules.Versions,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => AppLockerRules.Express(rule, []);

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var xml = XmlFile.To(output, omitDeclaration: true);
        AppLockerRules.WriteCollection(xml, export);
    }
}
