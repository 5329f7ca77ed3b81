using System.Text.Json;
using ToolRegistry.Domain;

namespace ToolRegistry.Exports.Browsers;

/// <summary>How the policies of browsers are written.</summary>
internal static class PolicyJson
{
    // Chromium cuts off what is longer; Firefox names no limit.
    private const int MaxMessageLength = 1_000;

    /// <summary>Whether an extension may be installed.</summary>
    public static readonly JsonEncodedText InstallationMode = JsonEncodedText.Encode("installation_mode");

    private static readonly JsonEncodedText BlockedInstallMessage = JsonEncodedText.Encode("blocked_install_message");

    /// <summary>What holds of extensions that no rule names, in a channel that denies them.</summary>
    public static void WriteDefault(Utf8JsonWriter json, Export export)
    {
        json.WriteStartObject("*");
        json.WriteString(InstallationMode, "blocked");
        json.WriteString(BlockedInstallMessage, $"No decision permits it. {export.Terms.Contact}".Trim());
        json.WriteEndObject();
    }

    /// <summary>What users are told of an extension that is restricted.</summary>
    public static void WriteMessage(Utf8JsonWriter json, ExtensionSetting setting)
    {
        if (setting.Restricted is { } rule)
            WriteMessage(json, rule);
    }

    /// <summary>What users are told of an extension that a rule restricts.</summary>
    public static void WriteMessage(Utf8JsonWriter json, ExportRule rule) => json.WriteString(BlockedInstallMessage, Texts.Shortened(rule.Message, MaxMessageLength));
}
