using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Exports.Feeds;

/// <summary>
/// A CSAF 2.0 document (docs.oasis-open.org/csaf): each ban is a vulnerability with the versions that it holds as known to be
/// affected. It is of the profile VEX, which demands what a ban has, an id and an action for each affected product, and not what it
/// has not: a CVE or a score.
/// </summary>
public sealed partial class CsafTarget : IExportTarget
{
    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("csaf", "CSAF 2.0", "application/json", "csaf.json")
    {
        Identifiers = [IdentifierKind.Purl.Name(), IdentifierKind.Cpe.Name()],
        Versions = "vers: ranges",
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => Express(rule).Finding;

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var json = FeedJson.To(output);
        var isEmpty = !export.Restrictions.Any(r => Express(r).Items.Count > 0);
        json.WriteStartObject();
        WriteDocument(json, export, isEmpty);
        // No profile but the basic one takes a document that has nothing to report, and no list may be empty.
        if (!isEmpty)
        {
            json.WriteStartObject("product_tree");
            var counts = WriteBranches(json, export);
            json.WriteEndObject();
            WriteVulnerabilities(json, export, counts);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes the products, and tells how many there are of each rule: they are referred to below, and to express a rule again would take as long.</summary>
    private static List<int> WriteBranches(Utf8JsonWriter json, Export export)
    {
        var counts = new List<int>();
        json.WriteStartArray("branches");
        foreach (var rule in export.Restrictions)
        {
            var products = Express(rule).Items;
            counts.Add(products.Count > 0 ? WriteBranch(json, rule, products) : 0);
            json.FlushIfLarge();
        }

        json.WriteEndArray();
        return counts;
    }

    private static void WriteVulnerabilities(Utf8JsonWriter json, Export export, List<int> counts)
    {
        json.WriteStartArray("vulnerabilities");
        foreach (var (rule, count) in export.Restrictions.Zip(counts))
        {
            if (count > 0)
                WriteVulnerability(json, export, rule, [.. Enumerable.Range(1, count).Select(ordinal => IdOf(rule, ordinal))]);
            json.FlushIfLarge();
        }

        json.WriteEndArray();
    }

    private static string IdOf(ExportRule rule, int ordinal) => string.Create(CultureInfo.InvariantCulture, $"{rule.Number}-{ordinal}");

    private static void WriteDocument(Utf8JsonWriter json, Export export, bool isEmpty)
    {
        var asOf = FeedJson.Text(export.AsOf);
        // The history has to be told from version 1 on, and the export knows only how it is now: so it is all of version 1.
        var version = $"1.{FeedJson.Text(export.Revision)}.{FeedJson.Text(export.AsOf.ToUnixTimeSeconds())}";
        json.WriteStartObject("document");
        json.WriteString("category", isEmpty ? "csaf_base" : "csaf_vex");
        json.WriteString("csaf_version", "2.0");
        json.WriteStartObject("publisher");
        json.WriteString("category", "user");
        json.WriteString("name", FeedJson.Register);
        json.WriteString("namespace", export.Address?.AbsoluteUri ?? "urn:toolregistry");
        if (export.Terms.Contact is { } contact)
            json.WriteString("contact_details", contact);
        json.WriteEndObject();
        json.WriteString("title", $"Software that is banned: {export.Channel}");
        json.WriteStartObject("tracking");
        json.WriteString("id", $"toolregistry-{export.Channel}");
        json.WriteString("status", "final");
        json.WriteString("version", version);
        json.WriteString("initial_release_date", asOf);
        json.WriteString("current_release_date", asOf);
        json.WriteStartArray("revision_history");
        json.WriteStartObject();
        json.WriteString("number", version);
        json.WriteString("date", asOf);
        json.WriteString("summary", $"Revision {FeedJson.Text(export.Revision)} of the register.");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static int WriteBranch(Utf8JsonWriter json, ExportRule rule, IReadOnlyList<VexProduct> products)
    {
        var count = 0;
        // Most identifiers of a tool have the same versions.
        (string Range, string Name) last = ("", "");
        StartBranch(json, "vendor", rule.Tool.Publisher);
        StartBranch(json, "product_name", rule.Tool.Name);
        foreach (var product in products)
        {
            foreach (var range in product.Ranges)
            {
                if (range != last.Range)
                    last = (range, $"{rule.Tool.Name} {range}");
                json.WriteStartObject();
                json.WriteString("category", "product_version_range");
                json.WriteString("name", range);
                json.WriteStartObject("product");
                json.WriteString("name", last.Name);
                json.WriteString("product_id", IdOf(rule, ++count));
                json.WriteStartObject("product_identification_helper");
                json.WriteString(product.Identifier.Kind == IdentifierKind.Purl ? "purl" : "cpe", product.Identifier.Value);
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        return count;
    }

    private static void StartBranch(Utf8JsonWriter json, string category, string name)
    {
        json.WriteStartObject();
        json.WriteString("category", category);
        json.WriteString("name", name);
        json.WriteStartArray("branches");
    }

    private static void WriteVulnerability(Utf8JsonWriter json, Export export, ExportRule rule, string[] products)
    {
        json.WriteStartObject();
        json.WriteString("title", $"{rule.Number}: {rule.Tool.Name} is banned");
        WriteObjects(json, "ids", ("system_name", FeedJson.Register), ("text", rule.Number));
        WriteObjects(json, "notes", ("category", "description"), ("text", rule.Decision.PublicStatement));
        json.WriteString("release_date", FeedJson.Text(new Course(export, rule).Now!.From));
        json.WriteStartObject("product_status");
        json.WriteTexts("known_affected", products);
        json.WriteEndObject();
        if (rule.Link is { } link)
            WriteObjects(json, "references", ("category", "external"), ("summary", $"The decision {rule.Number}"), ("url", link));
        json.WriteStartArray("remediations");
        var advice = Advice.Of(rule);
        if (advice.Update is { } update)
            WriteRemediation(json, "vendor_fix", update, products);
        if (advice.Alternatives is { } alternatives)
            WriteRemediation(json, "mitigation", alternatives, products);
        if (advice is { Update: null, Alternatives: null })
            WriteRemediation(json, "none_available", advice.ToString(), products);
        json.WriteEndArray();
        json.WriteStartArray("threats");
        json.WriteStartObject();
        json.WriteString("category", "impact");
        json.WriteString("details", rule.Message);
        json.WriteTexts("product_ids", products);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRemediation(Utf8JsonWriter json, string category, string details, string[] products)
    {
        json.WriteStartObject();
        json.WriteString("category", category);
        json.WriteString("details", details);
        json.WriteTexts("product_ids", products);
        json.WriteEndObject();
    }

    private static void WriteObjects(Utf8JsonWriter json, string name, params ReadOnlySpan<(string Name, string Value)> only)
    {
        json.WriteStartArray(name);
        json.WriteStartObject();
        foreach (var (member, value) in only)
            json.WriteString(member, value);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static Expression<VexProduct> Express(ExportRule rule) =>
        rule.IsAudit
            ? new([], Sayable.NoWarning)
            : VexProduct.Express(rule, rule.Of(IdentifierKind.Purl, IdentifierKind.Cpe).Where(i => i.Identifier.Kind == IdentifierKind.Purl || Cpe().IsMatch(i.Identifier.Value)));

    // What CSAF's schema takes of NIST IR 7695, without the wild cards inside of parts.
    [GeneratedRegex(@"^cpe:2\.3:[aho*\-](:([a-zA-Z0-9\-._]|\\[\\*?!""#$%&'()+,/:;<=>@\[\]^`{|}~])+|:[*\-]){5}:([a-zA-Z]{2,3}(-([a-zA-Z]{2}|[0-9]{3}))?|[*\-])(:([a-zA-Z0-9\-._]|\\[\\*?!""#$%&'()+,/:;<=>@\[\]^`{|}~])+|:[*\-]){4}$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Cpe();
}
