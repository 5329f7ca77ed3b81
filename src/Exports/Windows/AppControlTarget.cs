using System.Globalization;
using System.Xml;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions.Targets;

namespace ToolRegistry.Exports.Windows;

/// <summary>
/// A base policy of App Control for Business (WDAC, <c>urn:schemas-microsoft-com:sipolicy</c>) that allows all but what it denies
/// in user mode. A signer is known by the hash of its root certificate, which is not on record: a publisher's files are denied by
/// their names, whoever signed them.
/// </summary>
/// <remarks>
/// Without its <c>Allow *</c> it would deny Windows itself, so it never denies what is unknown. On <c>Deny</c> a lone
/// MinimumFileVersion means "up to" and a lone maximum "from": both are always written.
/// </remarks>
public sealed class AppControlTarget : IExportTarget
{
    private const string Namespace = "urn:schemas-microsoft-com:sipolicy";
    private const string AllowDrivers = "ID_ALLOW_A_1", AllowPrograms = "ID_ALLOW_A_2";
    private const string Hash = "Hash", FilePath = "FilePath";
    private const int MaxName = 200;

    // What every policy for Windows names.
    private const string Platform = "{2E07F7E4-194C-4D20-B7C9-6F44A6C5A234}";

    private static readonly Finding AnySignerOfFile = AnySigner("file name"), AnySignerOfProduct = AnySigner("product name");

    private static readonly string[] Options =
    [
        "Enabled:UMCI", "Enabled:Unsigned System Integrity Policy", "Enabled:Advanced Boot Options Menu", "Enabled:Update Policy No Reboot",
        // Else a denied path would hold only where nobody but administrators may write.
        "Disabled:Runtime FilePath Rule Protection",
    ];

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("app-control", "App Control for Business policy", "application/xml", "app-control.xml")
    {
        Identifiers = [.. WindowsRules.Kinds.Select(k => k.Name())],
        Versions = "from a lowest to a highest file version of four numbers",
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => Express(rule, []);

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var xml = XmlFile.To(output);
        xml.WriteStartElement("SiPolicy", Namespace);
        xml.WriteAttributeString("PolicyType", "Base Policy");
        xml.WriteElementString("VersionEx", VersionOf(export.Serial));
        xml.WriteElementString("PlatformID", Platform);
        var id = DerivedGuid.Of($"app-control/{export.Channel}").ToString("B").ToUpperInvariant();
        xml.WriteElementString("PolicyID", id);
        xml.WriteElementString("BasePolicyID", id);
        xml.WriteStartElement("Rules");
        foreach (var option in Options)
        {
            xml.WriteStartElement("Rule");
            xml.WriteElementString("Option", option);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        Empty(xml, "EKUs");
        var denials = WriteFileRules(xml, export);
        Empty(xml, "Signers");
        xml.WriteStartElement("SigningScenarios");
        WriteScenario(xml, 131, "DRIVERS", AllowDrivers, []);
        WriteScenario(xml, 12, "WINDOWS", AllowPrograms, denials);
        xml.WriteEndElement();
        Empty(xml, "UpdatePolicySigners");
        Empty(xml, "CiSigners");
        xml.WriteElementString("HvciOptions", "0");
        WriteSettings(xml, ("Name", $"Tool register, channel {export.Channel}"), ("Id", export.AsOf.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
        xml.WriteEndElement();
    }

    private static Finding Express(ExportRule rule, List<Denial> denials) => WindowsRules.Express(rule, denials, static (rule, identifier, denials) => identifier.Identifier.Kind switch
    {
        IdentifierKind.AuthenticodeSha256 => OfHash(rule, identifier, denials),
        IdentifierKind.FileName => OfFile(rule, identifier, denials),
        _ => OfPublisher(rule, identifier, denials),
    });

    private static Finding OfHash(ExportRule rule, ToolIdentifier identifier, List<Denial> denials)
    {
        denials.AddOnce(new Denial(Hash, identifier.Identifier.Value, Versions: null));
        return WindowsRules.OfHash(rule, identifier);
    }

    private static Finding OfFile(ExportRule rule, ToolIdentifier identifier, List<Denial> denials)
    {
        if (WindowsNames.OfFile(identifier.Identifier.Value) is not { } name)
            return WindowsRules.NoFile(identifier);
        var (versions, holdsAll) = (FileVersions.Of(rule, identifier), false);
        for (var i = 0; i < versions.Items.Count; i++)
        {
            denials.AddOnce(new Denial("FileName", name, versions.Items[i]));
            holdsAll |= versions.Items[i] == FileVersions.All;
        }

        // FileName is what the file calls itself. One that is named so on disk and doesn't say what it is has no version to compare;
        // with % a path would begin a macro.
        if (holdsAll && !name.Contains('%', StringComparison.Ordinal))
            denials.AddOnce(new Denial(FilePath, name, Versions: null));
        return versions.Finding;
    }

    private static Finding OfPublisher(ExportRule rule, ToolIdentifier identifier, List<Denial> denials)
    {
        var publisher = WindowsPublisher.Of(identifier);
        var named = publisher.File is "*" ? null : publisher.File;
        var file = named is null ? null : WindowsNames.OfFile(named);
        var (attribute, value) = file is not null ? ("FileName", file) : ("ProductName", publisher.Product);
        if (value is null || value.Contains('*', StringComparison.Ordinal) || named is not null && file is null)
        {
            return Finding.NotExpressible(
                "App Control knows a signer by the hash of its root certificate, which is not on record.",
                $"Record {rule.Tool.Name} by subject|product|file, or add its file names.");
        }

        var versions = FileVersions.Of(rule, identifier);
        for (var i = 0; i < versions.Items.Count; i++)
            denials.AddOnce(new Denial(attribute, value, versions.Items[i]));
        return versions.Finding.And(file is null ? AnySignerOfProduct : AnySignerOfFile);
    }

    private static Finding AnySigner(string attribute) => Finding.Broader(
        $"App Control knows a signer by the hash of its root certificate, which is not on record: what has the same {attribute} is blocked whoever signed it.");

    /// <summary>Writes what is allowed and denied, and tells how much of it is by which decision: it is referred to below, and to express it again would take as long.</summary>
    private static List<(int Decision, int Count)> WriteFileRules(XmlWriter xml, Export export)
    {
        var written = new List<(int, int)>();
        xml.WriteStartElement("FileRules");
        foreach (var allow in new[] { AllowDrivers, AllowPrograms })
        {
            xml.WriteStartElement("Allow");
            xml.WriteAttributeString("ID", allow);
            WriteRule(xml, "Allow all", new Denial("FileName", "*", Versions: null));
        }

        var (denials, ids) = (new List<Denial>(), new DenialIds(xml));
        foreach (var rule in export.Restrictions)
        {
            denials.Clear();
            Express(rule, denials);
            var name = PolicyXml.Text($"{rule.Number}: {rule.Tool.Name}", MaxName);
            ids.Begin(rule.Decision.Number);
            for (var i = 0; i < denials.Count; i++)
            {
                xml.WriteStartElement("Deny");
                ids.Write("ID", i + 1);
                WriteRule(xml, name, denials[i]);
            }

            written.Add((rule.Decision.Number, denials.Count));
        }

        xml.WriteEndElement();
        return written;
    }

    private static void WriteRule(XmlWriter xml, string name, in Denial denial)
    {
        xml.WriteAttributeString("FriendlyName", name);
        xml.WriteStartAttribute(denial.Attribute);
        if (denial.Attribute == FilePath)
            xml.WriteString(@"*\");
        if (denial.Attribute == Hash)
            xml.WriteUpper(denial.Value);
        else
            xml.WriteString(denial.Value);
        xml.WriteEndAttribute();
        if (denial.Versions is { } versions)
        {
            xml.WriteAttributeString("MinimumFileVersion", FileVersions.Text(versions.Minimum));
            xml.WriteAttributeString("MaximumFileVersion", FileVersions.Text(versions.Maximum));
        }

        xml.WriteEndElement();
    }

    private static void WriteScenario(XmlWriter xml, int value, string name, string allowed, List<(int Decision, int Count)> denials)
    {
        xml.WriteStartElement("SigningScenario");
        xml.WriteAttributeString("Value", value.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("ID", $"ID_SIGNINGSCENARIO_{name}");
        xml.WriteStartElement("ProductSigners");
        xml.WriteStartElement("FileRulesRef");
        xml.WriteStartElement("FileRuleRef");
        xml.WriteAttributeString("RuleID", allowed);
        xml.WriteEndElement();
        var ids = new DenialIds(xml);
        foreach (var (decision, count) in denials)
        {
            ids.Begin(decision);
            for (var ordinal = 1; ordinal <= count; ordinal++)
            {
                xml.WriteStartElement("FileRuleRef");
                ids.Write("RuleID", ordinal);
                xml.WriteEndElement();
            }
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>What the event log calls the policy by.</summary>
    private static void WriteSettings(XmlWriter xml, params (string Name, string Value)[] settings)
    {
        xml.WriteStartElement("Settings");
        foreach (var (name, value) in settings)
        {
            xml.WriteStartElement("Setting");
            xml.WriteAttributeString("Provider", "PolicyInfo");
            xml.WriteAttributeString("Key", "Information");
            xml.WriteAttributeString("ValueName", name);
            xml.WriteStartElement("Value");
            xml.WriteElementString("String", value);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Empty(XmlWriter xml, string element)
    {
        xml.WriteStartElement(element);
        xml.WriteEndElement();
    }

    // It grows with every change of the content, by a ban date too: a signed policy is never replaced by a lower version.
    private static string VersionOf(long serial) =>
        string.Create(CultureInfo.InvariantCulture, $"10.{serial >> 32 & 0xFFFF}.{serial >> 16 & 0xFFFF}.{serial & 0xFFFF}");

    /// <summary>What one rule denies.</summary>
    /// <param name="Attribute">By what it knows a file.</param>
    /// <param name="Value">Which one.</param>
    /// <param name="Versions">Which versions; null where the attribute has none.</param>
    private readonly record struct Denial(string Attribute, string Value, WindowsVersionRange? Versions);

    /// <summary>The ids by which the policy refers to what decisions deny.</summary>
    private sealed class DenialIds(XmlWriter xml)
    {
        private const int MaxLength = 64;

        private readonly char[] id = new char[MaxLength];
        private int length;

        /// <summary>From now on they are of a decision.</summary>
        public void Begin(int decision) => id.AsSpan().TryWrite(CultureInfo.InvariantCulture, $"ID_DENY_{Numbers.Decision}_{decision}_", out length);

        /// <summary>Writes one as an attribute.</summary>
        public void Write(string attribute, int ordinal)
        {
            ordinal.TryFormat(id.AsSpan(length), out var further, provider: CultureInfo.InvariantCulture);
            xml.WriteStartAttribute(attribute);
            xml.WriteChars(id, 0, length + further);
            xml.WriteEndAttribute();
        }
    }
}
