using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Exports.Engines;

/// <summary>
/// A bundle of Open Policy Agent (openpolicyagent.org, Bundle File Format): all that was decided in the channel as data, and a
/// policy that answers questions as the register's own check does, with dates, scopes, exceptions and permissions.
/// </summary>
/// <remarks>What is delivered is signed (<see cref="WriteSigned"/>) by whoever has a key; <see cref="Write"/> knows none.</remarks>
public sealed class OpaBundleTarget : IExportTarget
{
    private static readonly byte[] Policy = ReadPolicy();

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("opa-bundle", "Open Policy Agent bundle", "application/gzip", "toolregistry.tar.gz")
    {
        Identifiers = IdentifierKinds.Names,
        Versions = "intervals of semantic versions and of plain numbers; of other schemes the releases on record",
        KnowsDates = true,
        CanAudit = true,
        CanDenyUnknown = true,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule)
    {
        var finding = Finding.Exact;
        foreach (var range in rule.Decision.Ranges.Select(r => (r.Scheme, Comparable: ComparableRange.Of(r, rule.Tool))).Where(r => !r.Comparable.IsWhole))
            finding = finding.And(Unread(rule, range.Scheme.Name, range.Comparable.Order));
        return finding;
    }

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var data = DataOf(export);
        Pack(export, Files(export, data), output);
    }

    /// <summary>Writes the bundle with the signature of its files in <c>.signatures.json</c>.</summary>
    /// <param name="export">What is delivered.</param>
    /// <param name="kid">The id of the key.</param>
    /// <param name="sign">Signs by RS256 (RFC 7518, section 3.3); the same text must give the same signature, or replicas would deliver different files.</param>
    /// <param name="output">Where to.</param>
    public static void WriteSigned(Export export, string kid, Func<byte[], byte[]> sign, Stream output)
    {
        using var data = DataOf(export);
        var files = Files(export, data);
        Pack(export, [.. files, new BundleFile(".signatures.json", BundleSignature.Of(export, files, kid, sign))], output);
    }

    /// <summary>The bundle's data, in a file: an archive tells the length of what it holds before it.</summary>
    private static FileStream DataOf(Export export)
    {
        var data = TemporaryFile.Create();
        try
        {
            using var json = new Utf8JsonWriter(data, EngineJson.Options);
            BundleData.Write(json, export);
        }
        catch
        {
            data.Dispose();
            throw;
        }

        return data;
    }

    private static BundleFile[] Files(Export export, Stream data) =>
    [
        new(".manifest", EngineJson.Bytes(json => WriteManifest(json, export))),
        new("data.json", data),
        new("policy.rego", Policy),
    ];

    private static void Pack(Export export, BundleFile[] files, Stream output)
    {
        using var zip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true);
        using var tar = new TarWriter(zip, TarEntryFormat.Ustar, leaveOpen: true);
        foreach (var file in files)
        {
            file.Content.Position = 0;
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, file.Name)
            {
                Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
                ModificationTime = DateTimeOffset.FromUnixTimeSeconds(export.AsOf.ToUnixTimeSeconds()),
                DataStream = file.Content,
            });
        }
    }

    private static void WriteManifest(Utf8JsonWriter json, Export export)
    {
        json.WriteStartObject();
        json.WriteString("revision", export.Revision.ToString(CultureInfo.InvariantCulture));
        json.WriteTexts("roots", ["toolregistry"]);
        json.WriteEndObject();
    }

    private static byte[] ReadPolicy()
    {
        using var resource = typeof(OpaBundleTarget).Assembly.GetManifestResourceStream("policy.rego")!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static Finding Unread(ExportRule rule, string scheme, string order) => Finding.Broader(
        order == "none"
            ? $"The policy can't order versions of the scheme {scheme}: one that is not on record counts as restricted."
            : $"The policy orders versions of the scheme {scheme} that are plain numbers: another one that is not on record counts as restricted.",
        $"Add the releases of {rule.Tool.Name}.");
}
