using System.Collections.Frozen;
using System.Globalization;
using System.Xml;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions.Targets;

namespace ToolRegistry.Exports.Windows;

/// <summary>AppLocker's rules for programs: all may run but what is denied. A rule that denies goes before any that allows.</summary>
internal static class AppLockerRules
{
    private const string Everyone = "S-1-1-0";
    private const int MaxName = 200, MaxDescription = 1024;

    // Of a certificate's subject AppLocker keeps these alone, and writes a state as S.
    private static readonly string[] KeptParts = ["O", "L", "S", "C"];

    // Other collections hold rules on these: on programs they would do nothing.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> NoPrograms =
        new[] { ".appx", ".bat", ".cmd", ".dll", ".js", ".msi", ".msix", ".msp", ".mst", ".ocx", ".ps1", ".vbs" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What AppLocker can say about versions.</summary>
    public const string Versions = "from a lowest to a highest file version of four numbers, by publisher; none by file name";

    /// <summary>Adds what is written of a rule, and tells how faithfully.</summary>
    public static Finding Express(ExportRule rule, List<Condition> conditions) => WindowsRules.Express(rule, conditions, static (rule, identifier, conditions) => identifier.Identifier.Kind switch
    {
        IdentifierKind.AuthenticodeSha256 => OfHash(rule, identifier, conditions),
        IdentifierKind.FileName => OfFile(rule, identifier, conditions),
        _ => OfPublisher(rule, identifier, conditions),
    });

    /// <summary>Writes the collection of rules for programs.</summary>
    public static void WriteCollection(XmlWriter xml, Export export)
    {
        xml.WriteStartElement("RuleCollection");
        xml.WriteAttributeString("Type", "Exe");
        xml.WriteAttributeString("EnforcementMode", "Enabled");
        // A collection denies all that no rule of it allows.
        var id = DerivedGuid.Of($"applocker/{export.Channel}");
        WriteRule(xml, new PathCondition("*"), "Allow", id, "All that is not denied", "");
        var conditions = new List<Condition>();
        foreach (var rule in export.Restrictions)
        {
            conditions.Clear();
            Express(rule, conditions);
            if (conditions.Count == 0)
                continue;
            var (name, description) = (PolicyXml.Text($"{rule.Number}: {rule.Tool.Name}", MaxName), PolicyXml.Text(rule.Message, MaxDescription));
            for (var i = 0; i < conditions.Count; i++)
                WriteRule(xml, conditions[i], "Deny", DerivedGuid.Of(id, rule.Decision.Number, i + 1), name, description);
        }

        xml.WriteEndElement();
    }

    private static Finding OfHash(ExportRule rule, ToolIdentifier identifier, List<Condition> conditions)
    {
        conditions.AddOnce(new HashCondition(identifier.Identifier.Value));
        return WindowsRules.OfHash(rule, identifier);
    }

    private static Finding OfFile(ExportRule rule, ToolIdentifier identifier, List<Condition> conditions)
    {
        // With % a path would begin a variable.
        if (WindowsNames.OfFile(identifier.Identifier.Value) is not { } name || name.Contains('%', StringComparison.Ordinal))
            return WindowsRules.NoFile(identifier);
        if (IsNoProgram(name))
            return NoProgram(name);
        conditions.AddOnce(new PathCondition($@"*\{name}"));
        return rule.HoldsAllOf(identifier) ? Finding.Exact : Versionless.AllVersions(rule) with
        {
            Mend = $"Record {rule.Tool.Name} by subject|product|file instead of the file's name: with a publisher AppLocker knows versions.",
        };
    }

    private static Finding OfPublisher(ExportRule rule, ToolIdentifier identifier, List<Condition> conditions)
    {
        var publisher = WindowsPublisher.Of(identifier);
        var (subject, product, file) = (publisher.Subject, publisher.Product, publisher.File);
        var (name, isWhole) = NameOf(subject);
        if (name is null)
        {
            return Finding.NotExpressible(
                $"AppLocker knows a signer by its organization, which {subject} does not give.",
                $"Record the publisher of {rule.Tool.Name} with O=, L=, S= and C=, as Get-AppLockerFileInformation shows it.");
        }

        if (file is not null && IsNoProgram(file))
            return NoProgram(file);
        var versions = FileVersions.Of(rule, identifier);
        var finding = versions.Finding;
        if (!isWhole)
            finding = finding.And(Finding.Broader($"AppLocker keeps only O, L, S and C of a signer: what others sign as {name} is blocked too."));
        if (product == "*" || file == "*")
            finding = finding.And(Finding.Broader("AppLocker reads * as any."));
        (product, file) = (Part(product), Part(file));
        foreach (var range in versions.Items)
            conditions.AddOnce(new PublisherCondition(name, product, file, range));
        return finding;
    }

    private static bool IsNoProgram(string file) => file.LastIndexOf('.') is >= 0 and var dot && NoPrograms.Contains(file.AsSpan(dot));

    private static Finding NoProgram(string file) => Finding.NotExpressible($"The rules are for programs, which {file} is not.");

    private static string Part(string? part) => part?.ToUpperInvariant() ?? "*";

    /// <summary>A subject as AppLocker writes it, in capitals; null where it has no organization. And whether nothing was left off.</summary>
    private static (string? Name, bool IsWhole) NameOf(string subject)
    {
        var (name, hasOrganization, isWhole) = ("", false, true);
        for (var rest = subject.AsSpan(); ;)
        {
            var end = EndOfPart(rest);
            var part = rest[..end].Trim();
            var at = part.IndexOf('=');
            var key = at < 0 ? default : part[..at].TrimEnd();
            if (KeptAs(key) is { } kept)
            {
                name = string.Concat(name.Length > 0 ? $"{name}, " : "", kept, "=", part[(at + 1)..].TrimStart().ToString().ToUpperInvariant());
                hasOrganization |= kept == "O";
            }
            else
            {
                isWhole = false;
            }

            if (end == rest.Length)
                return (hasOrganization ? name : null, isWhole);
            rest = rest[(end + 1)..];
        }
    }

    private static string? KeptAs(ReadOnlySpan<char> key)
    {
        foreach (var part in KeptParts)
        {
            if (key.Equals(part, StringComparison.OrdinalIgnoreCase))
                return part;
        }

        return key.Equals("ST", StringComparison.OrdinalIgnoreCase) ? "S" : null;
    }

    /// <summary>Where the first part of a subject ends: at a comma that is neither quoted nor escaped.</summary>
    private static int EndOfPart(ReadOnlySpan<char> subject)
    {
        var isQuoted = false;
        for (var i = 0; i < subject.Length; i++)
        {
            if (subject[i] == ',' && !isQuoted)
                return i;
            if (subject[i] == '\\')
                i++;
            else
                isQuoted ^= subject[i] == '"';
        }

        return subject.Length;
    }

    private static void WriteRule(XmlWriter xml, Condition condition, string action, Guid id, string name, string description)
    {
        xml.WriteStartElement(condition.Rule);
        xml.WriteAttribute("Id", CultureInfo.InvariantCulture, $"{id}");
        xml.WriteAttributeString("Name", name);
        xml.WriteAttributeString("Description", description);
        xml.WriteAttributeString("UserOrGroupSid", Everyone);
        xml.WriteAttributeString("Action", action);
        xml.WriteStartElement("Conditions");
        condition.Write(xml);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>By what a rule knows a program.</summary>
    /// <param name="Rule">The element of a rule by it.</param>
    internal abstract record Condition(string Rule)
    {
        /// <summary>Writes the condition.</summary>
        public abstract void Write(XmlWriter xml);
    }

    private sealed record PublisherCondition(string Publisher, string Product, string File, WindowsVersionRange Versions) : Condition("FilePublisherRule")
    {
        public override void Write(XmlWriter xml)
        {
            xml.WriteStartElement("FilePublisherCondition");
            xml.WriteAttributeString("PublisherName", Publisher);
            xml.WriteAttributeString("ProductName", Product);
            xml.WriteAttributeString("BinaryName", File);
            xml.WriteStartElement("BinaryVersionRange");
            xml.WriteAttributeString("LowSection", Versions.Minimum == FileVersions.All.Minimum ? "*" : FileVersions.Text(Versions.Minimum));
            xml.WriteAttributeString("HighSection", Versions.Maximum == FileVersions.All.Maximum ? "*" : FileVersions.Text(Versions.Maximum));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
    }

    private sealed record PathCondition(string Path) : Condition("FilePathRule")
    {
        public override void Write(XmlWriter xml)
        {
            xml.WriteStartElement("FilePathCondition");
            xml.WriteAttributeString("Path", Path);
            xml.WriteEndElement();
        }
    }

    /// <summary>A file by its Authenticode hash: of programs AppLocker takes no other.</summary>
    private sealed record HashCondition(string Hash) : Condition("FileHashRule")
    {
        public override void Write(XmlWriter xml)
        {
            xml.WriteStartElement("FileHashCondition");
            xml.WriteStartElement("FileHash");
            xml.WriteAttributeString("Type", "SHA256");
            xml.WriteStartAttribute("Data");
            xml.WriteString("0x");
            xml.WriteUpper(Hash);
            xml.WriteEndAttribute();
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
    }
}
