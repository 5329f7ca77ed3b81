using System.Xml;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Exports.Apple;

/// <summary>
/// A configuration profile for Santa (https://northpole.dev/deployment/profile-configuration) with its rules as <c>StaticRules</c>:
/// they hold without a sync server, and before what one says.
/// </summary>
public sealed class SantaProfileTarget : IExportTarget
{
    private const int Monitor = 1, Lockdown = 2;

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("santa-profile", "Santa configuration profile", "application/x-apple-aspen-config", "santa.mobileconfig")
    {
        Identifiers = [IdentifierKind.MacosSigningId.Name(), IdentifierKind.MacosTeamId.Name(), IdentifierKind.Sha256.Name()],
        Versions = "none, but for files by their hashes",
        CanDenyUnknown = true,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => SantaRules.Express(export, rule).Finding;

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        var identifier = $"toolregistry.{export.Channel}.santa";
        using var profile = Plist.Begin(output);
        profile.WriteStartElement("dict");
        profile.Payload("Configuration", identifier, $"Santa: {export.Channel}");
        profile.String("PayloadDescription", $"What may run, as decided for {export.Channel}.");
        profile.String("PayloadScope", "System");
        profile.True("PayloadRemovalDisallowed");
        profile.Key("PayloadContent");
        profile.WriteStartElement("array");
        profile.WriteStartElement("dict");
        profile.Payload("com.northpolesec.santa", $"{identifier}.rules", "Santa");
        profile.Integer("ClientMode", export.Terms.DeniesUnknown ? Lockdown : Monitor);
        profile.Key("StaticRules");
        profile.WriteStartElement("array");
        foreach (var rule in SantaRules.Of(export))
            Write(profile, rule);
        profile.WriteEndDocument();
    }

    private static void Write(XmlWriter profile, SantaRule rule)
    {
        profile.WriteStartElement("dict");
        profile.String("identifier", rule.Identifier);
        profile.String("rule_type", rule.RuleType);
        profile.String("policy", rule.Policy);
        if (rule.CustomMsg is not null)
            profile.String("custom_msg", rule.CustomMsg);
        if (rule.CustomUrl is not null)
            profile.String("custom_url", rule.CustomUrl);
        profile.WriteEndElement();
    }
}
