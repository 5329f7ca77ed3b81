using System.Text.Json;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Exports.Feeds;

/// <summary>
/// A CycloneDX 1.6 document of vulnerabilities (VEX): each decision that restricts is one, <c>exploitable</c> in the versions that it
/// holds and to be answered by an update, or by none (<c>will_not_fix</c>). What is banned is critical, HighRisk is high.
/// </summary>
public sealed class CycloneDxVexTarget : IExportTarget
{
    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("cyclonedx-vex", "CycloneDX VEX", "application/vnd.cyclonedx+json", "vex.cdx.json")
    {
        Identifiers = [IdentifierKind.Purl.Name(), IdentifierKind.Cpe.Name(), IdentifierKind.Sha256.Name()],
        Versions = "vers: ranges",
        CanAudit = true,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => Express(rule).Finding;

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var json = FeedJson.To(output);
        using var uuids = new NamedUuids();
        json.WriteStartObject();
        json.WriteString("bomFormat", "CycloneDX");
        json.WriteString("specVersion", "1.6");
        // What changes at a ban date is another document, though it is the same revision.
        json.WriteString("serialNumber", $"urn:uuid:{uuids.Of(Info.Name, export.Channel, FeedJson.Text(export.Revision), FeedJson.Text(export.AsOf))}");
        json.WriteNumber("version", 1);
        WriteMetadata(json, export);
        WriteComponents(json, export);
        json.WriteStartArray("vulnerabilities");
        foreach (var rule in export.Restrictions)
        {
            var products = Express(rule).Items;
            if (products.Count > 0)
                WriteVulnerability(json, export, rule, products);
            json.FlushIfLarge();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static Expression<VexProduct> Express(ExportRule rule) =>
        VexProduct.Express(rule, rule.Of(IdentifierKind.Purl, IdentifierKind.Cpe, IdentifierKind.Sha256));

    // Some who read it look for the package URL itself.
    private static string Ref(Identifier identifier) => identifier.Kind == IdentifierKind.Sha256 ? identifier.ToString() : identifier.Value;

    private static void WriteMetadata(Utf8JsonWriter json, Export export)
    {
        json.WriteStartObject("metadata");
        json.WriteString("timestamp", FeedJson.Text(export.AsOf));
        json.WriteStartObject("tools");
        json.WriteStartArray("components");
        json.WriteStartObject();
        json.WriteString("type", "application");
        json.WriteString("name", FeedJson.Register);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteComponents(Utf8JsonWriter json, Export export)
    {
        json.WriteStartArray("components");
        foreach (var rule in export.Restrictions)
        {
            // No other tool has these identifiers, so that those of an earlier decision on it are all that may be there already.
            HashSet<Identifier> written = [.. export.RestrictionsBefore(rule).SelectMany(r => Express(r).Items).Select(p => p.Identifier)];
            foreach (var product in Express(rule).Items)
            {
                if (written.Count == 0 || !written.Contains(product.Identifier))
                    WriteComponent(json, rule, product.Identifier);
            }

            json.FlushIfLarge();
        }

        json.WriteEndArray();
    }

    private static void WriteComponent(Utf8JsonWriter json, ExportRule rule, Identifier identifier)
    {
        var isFile = identifier.Kind == IdentifierKind.Sha256;
        json.WriteStartObject();
        json.WriteString("type", isFile ? "file" : "application");
        json.WriteString("bom-ref", Ref(identifier));
        json.WriteString("publisher", rule.Tool.Publisher);
        json.WriteString("name", rule.Tool.Name);
        if (isFile)
        {
            json.WriteStartArray("hashes");
            json.WriteStartObject();
            json.WriteString("alg", "SHA-256");
            json.WriteString("content", identifier.Value);
            json.WriteEndObject();
            json.WriteEndArray();
        }
        else
        {
            json.WriteString(identifier.Kind == IdentifierKind.Purl ? "purl" : "cpe", identifier.Value);
        }

        json.WriteEndObject();
    }

    private static void WriteVulnerability(Utf8JsonWriter json, Export export, ExportRule rule, IReadOnlyList<VexProduct> products)
    {
        var advice = Advice.Of(rule);
        json.WriteStartObject();
        json.WriteString("id", rule.Number);
        json.WriteStartObject("source");
        json.WriteString("name", FeedJson.Register);
        if (rule.Link is { } link)
            json.WriteString("url", link);
        json.WriteEndObject();
        json.WriteStartArray("ratings");
        json.WriteStartObject();
        json.WriteString("severity", rule.Disposition == Disposition.Banned ? "critical" : "high");
        json.WriteString("method", "other");
        json.WriteString("justification", rule.Disposition.ToString());
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("description", rule.Decision.PublicStatement);
        json.WriteString("recommendation", advice.ToString());
        json.WriteString("published", FeedJson.Text(new Course(export, rule).Now!.From));
        json.WriteStartObject("analysis");
        json.WriteString("state", "exploitable");
        json.WriteTexts("response", [advice.Update is null ? "will_not_fix" : "update"]);
        json.WriteString("detail", rule.Message);
        json.WriteEndObject();
        json.WriteStartArray("affects");
        foreach (var product in products)
        {
            json.WriteStartObject();
            json.WriteString("ref", Ref(product.Identifier));
            json.WriteStartArray("versions");
            foreach (var range in product.Ranges)
            {
                json.WriteStartObject();
                json.WriteString("range", range);
                json.WriteString("status", "affected");
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
