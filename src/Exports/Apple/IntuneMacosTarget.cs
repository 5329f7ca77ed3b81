namespace ToolRegistry.Exports.Apple;

/// <summary>
/// The profile of <see cref="SantaProfileTarget"/> as Intune takes it: the body of <c>POST /deviceManagement/deviceConfigurations</c> of
/// Microsoft Graph (learn.microsoft.com, macOSCustomConfiguration).
/// </summary>
public sealed class IntuneMacosTarget : IExportTarget
{
    private static readonly SantaProfileTarget Profile = new();

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("intune-macos", "Intune custom configuration for macOS, with Santa's profile", "application/json", "intune-macos.json")
    {
        Identifiers = Profile.Info.Identifiers,
        Versions = Profile.Info.Versions,
        CanDenyUnknown = Profile.Info.CanDenyUnknown,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => Profile.Judge(export, rule);

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var json = JsonFile.To(output);
        json.WriteStartObject();
        json.WriteString("@odata.type", "#microsoft.graph.macOSCustomConfiguration");
        json.WriteString("displayName", $"ToolRegistry: {export.Channel}");
        json.WriteString("description", $"What may run, as decided for {export.Channel}.");
        json.WriteString("payloadName", $"Santa: {export.Channel}");
        json.WriteString("payloadFileName", Profile.Info.FileName);
        using (var profile = new Base64Value(json, "payload"))
            Profile.Write(export, profile);
        json.WriteEndObject();
    }
}
