using System.Text.Json;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Exports.Feeds;

/// <summary>
/// An OpenVEX 0.2.0 document (github.com/openvex/spec): of each ban a statement that its products are <c>affected</c>, with what to
/// do. Products are package URLs and CPE names with a version or without; the format knows no ranges.
/// </summary>
public sealed class OpenVexTarget : IExportTarget
{
    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("openvex", "OpenVEX", "application/json", "openvex.json")
    {
        Identifiers = [IdentifierKind.Purl.Name(), IdentifierKind.Cpe.Name()],
        Versions = "single ones",
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => Express(rule).Finding;

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var json = FeedJson.To(output);
        using var uuids = new NamedUuids();
        json.WriteStartObject();
        json.WriteString("@context", "https://openvex.dev/ns/v0.2.0");
        json.WriteString("@id", $"urn:uuid:{uuids.Of(Info.Name, export.Channel)}");
        json.WriteString("author", export.Address?.AbsoluteUri ?? FeedJson.Register);
        json.WriteString("timestamp", FeedJson.Text(export.AsOf));
        // It grows with every change, by a ban date too, which a revision does not.
        json.WriteNumber("version", Math.Max(1, export.Serial));
        json.WriteString("tooling", FeedJson.Register);
        json.WriteStartArray("statements");
        var isEmpty = true;
        foreach (var rule in export.Restrictions)
        {
            var products = Express(rule).Items;
            if (products.Count == 0)
                continue;
            WriteStatement(json, export, rule, products);
            isEmpty = false;
            json.FlushIfLarge();
        }

        if (isEmpty)
            WriteNothing(json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteStatement(Utf8JsonWriter json, Export export, ExportRule rule, IReadOnlyList<Product> products)
    {
        json.WriteStartObject();
        json.WriteStartObject("vulnerability");
        if (rule.Link is { } link)
            json.WriteString("@id", link);
        json.WriteString("name", rule.Number);
        json.WriteString("description", rule.Decision.PublicStatement);
        json.WriteEndObject();
        json.WriteString("timestamp", FeedJson.Text(new Course(export, rule).Now!.From));
        json.WriteStartArray("products");
        foreach (var product in products)
        {
            json.WriteStartObject();
            if (product.Kind == IdentifierKind.Purl)
                json.WriteString("@id", product.Value);
            json.WriteStartObject("identifiers");
            json.WriteString(product.Kind == IdentifierKind.Purl ? "purl" : "cpe23", product.Value);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("status", "affected");
        json.WriteString("status_notes", rule.Message);
        json.WriteString("action_statement", Advice.Of(rule).ToString());
        json.WriteEndObject();
    }

    // The schema asks for one statement at least; this one has no products, so that it says nothing of any.
    private static void WriteNothing(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("vulnerability");
        json.WriteString("name", "TR-0");
        json.WriteEndObject();
        json.WriteString("status", "not_affected");
        json.WriteString("impact_statement", "No decision bans anything here.");
        json.WriteEndObject();
    }

    private static Expression<Product> Express(ExportRule rule)
    {
        if (rule.IsAudit)
            return new([], Sayable.NoWarning);
        var (products, finding, isKnown, areListed) = (new List<Product>(), rule.InChannel, false, false);
        foreach (var identifier in rule.Of(IdentifierKind.Purl, IdentifierKind.Cpe))
        {
            isKnown = true;
            if (rule.HoldsAllOf(identifier))
            {
                products.Add(new Product(identifier.Identifier.Kind, identifier.Identifier.Value));
                continue;
            }

            areListed = true;
            foreach (var set in Sayable.Sets(rule.RangesOn(identifier), rule.Tool.Identity.VersionScheme))
            {
                var releases = Sayable.Releases(rule, set);
                if (releases is null && !set.IsEverything)
                    finding = finding.And(Sayable.UnlistedVersions);
                products.AddRange(releases is null ? [new Product(identifier.Identifier.Kind, identifier.Identifier.Value)] : releases.Select(r => Product.Of(identifier.Identifier, r)));
            }
        }

        return !isKnown ? new([], VexProduct.Unknown(rule)) : new(areListed ? [.. products.Distinct()] : products, finding);
    }

    /// <summary>A product by its name.</summary>
    private readonly record struct Product(IdentifierKind Kind, string Value)
    {
        public static Product Of(Identifier identifier, string version)
        {
            if (identifier.Kind == IdentifierKind.Cpe)
                return new Product(identifier.Kind, CpeVersion.Of(identifier.Value, version));
            var purl = identifier.ToPurl();
            return new Product(identifier.Kind, PackageUrl.Create(purl.Type, purl.Namespace, purl.Name, version, purl.Qualifiers, purl.Subpath).ToString());
        }
    }
}
