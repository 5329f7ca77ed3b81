using System.Formats.Tar;
using System.Globalization;
using System.Xml;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Exports.Apple;

/// <summary>
/// Restricted software of Jamf Pro (developer.jamf.com, Classic API, restrictedsoftware): a process of a banned name is ended. Jamf takes
/// one record at a time, so they come as files of an archive. It is a tar, for a zip tells on which system it was made.
/// </summary>
public sealed class JamfRestrictedSoftwareTarget : IExportTarget
{
    private const int MaxMessage = 500;

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("jamf-restricted-software", "Jamf restricted software", "application/x-tar", "jamf-restricted-software.tar")
    {
        Identifiers = [IdentifierKind.FileName.Name()],
        Versions = "none",
        CanAudit = true,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => Express(rule).Finding;

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var archive = new TarWriter(output, TarEntryFormat.Ustar, leaveOpen: true);
        foreach (var rule in export.Restrictions)
        {
            var (ordinal, processes) = (0, Express(rule).Items);
            foreach (var process in processes)
            {
                using var record = new MemoryStream();
                Write(record, export, rule, process);
                record.Position = 0;
                // The same record is the same file: no time of writing.
                archive.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, string.Create(CultureInfo.InvariantCulture, $"{rule.Number}-{++ordinal}.xml")) { DataStream = record, ModificationTime = DateTimeOffset.UnixEpoch });
            }
        }
    }

    private static void Write(Stream output, Export export, ExportRule rule, string process)
    {
        using var record = XmlFile.To(output);
        record.WriteStartElement("restricted_software");
        record.WriteStartElement("general");
        // By its beginning, a script finds the records that are no longer delivered.
        record.WriteElementString("name", $"ToolRegistry {export.Channel} {rule.Number} {process}");
        record.WriteElementString("process_name", process);
        record.WriteElementString("match_exact_process_name", XmlConvert.ToString(true));
        record.WriteElementString("send_notification", XmlConvert.ToString(true));
        record.WriteElementString("kill_process", XmlConvert.ToString(!rule.IsAudit));
        record.WriteElementString("delete_executable", XmlConvert.ToString(false));
        record.WriteElementString("display_message", Plist.Clean(Texts.Shortened(rule.Message, MaxMessage)));
        record.WriteEndElement();
        record.WriteStartElement("scope");
        record.WriteElementString("all_computers", XmlConvert.ToString(true));
        record.WriteEndDocument();
    }

    private static Expression<string> Express(ExportRule rule) =>
        Versionless.Express(rule, rule.Of(IdentifierKind.FileName), name => name.Identifier.Value, IdentifierKind.FileName, "a file name");
}
