namespace ToolRegistry.Exports.Apple;

/// <summary>
/// The rules of Santa as its sync protocol has them (<c>santa.sync.v1.RuleDownloadResponse</c>), all at once. Machines that sync
/// get what changed of it; a sync server of another make may take it whole.
/// </summary>
public sealed class SantaSyncTarget : IExportTarget
{
    private static readonly SantaProfileTarget Profile = new();

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("santa-sync", "Santa sync server", "application/json", "santa-rules.json")
    {
        Identifiers = Profile.Info.Identifiers,
        Versions = Profile.Info.Versions,
        CanDenyUnknown = Profile.Info.CanDenyUnknown,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => SantaRules.Express(export, rule).Finding;

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var json = JsonFile.To(output);
        json.WriteStartObject();
        json.WriteStartArray("rules");
        foreach (var rule in SantaRules.Of(export))
        {
            json.WriteStartObject();
            json.WriteString("identifier"u8, rule.Identifier);
            json.WriteString("rule_type"u8, rule.RuleType);
            json.WriteString("policy"u8, rule.Policy);
            if (rule.CustomMsg is not null)
                json.WriteString("custom_msg"u8, rule.CustomMsg);
            if (rule.CustomUrl is not null)
                json.WriteString("custom_url"u8, rule.CustomUrl);
            json.WriteEndObject();
            json.FlushIfLarge();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
