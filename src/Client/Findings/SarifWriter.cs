using System.Text.Json;

namespace ToolRegistry.Client.Findings;

/// <summary>
/// Writes findings as a SARIF 2.1.0 log (OASIS), which code hosts show beside the lines that they are about. Each decision
/// is a rule; what is allowed is no result.
/// </summary>
public static class SarifWriter
{
    /// <summary>The media type, as registered with IANA.</summary>
    public const string MediaType = "application/sarif+json";

    /// <summary>The rule of software of which no decision says anything.</summary>
    private const string UnknownRule = "unknown-software";

    /// <summary>Writes a log of one run.</summary>
    /// <param name="findings">What was checked, allowed or not.</param>
    /// <param name="revision">The policy revision that answered.</param>
    /// <param name="output">Where to; left open.</param>
    public static void Write(IEnumerable<Finding> findings, long revision, Stream output)
    {
        var results = findings.Where(f => f.NeedsAttention).ToArray();
        var rules = results.GroupBy(RuleOf, StringComparer.Ordinal).ToArray();
        var indexes = rules.Select((rule, i) => (rule.Key, i)).ToDictionary(r => r.Key, r => r.i, StringComparer.Ordinal);
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, rules.Select(r => (r.Key, r.First())));
        json.WriteStartArray("results");
        foreach (var result in results)
            WriteResult(json, result, indexes[RuleOf(result)]);
        json.WriteEndArray();
        json.WriteStartObject("properties");
        json.WriteNumber("revision", revision);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string RuleOf(Finding finding) => finding.Decision?.Number ?? UnknownRule;

    private static void WriteTool(Utf8JsonWriter json, IEnumerable<(string Id, Finding Example)> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "ToolRegistry");
        json.WriteStartArray("rules");
        foreach (var (id, example) in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            WriteText(json, "shortDescription", example.Decision is null ? "No decision says anything of this software." : $"{string.Join(", ", example.Verdict.Tools.Select(t => t.Name))}: {example.Decision.Disposition}");
            WriteText(json, "fullDescription", example.Decision?.PublicStatement ?? "Ask for a review of it before it is used.");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Finding finding, int rule)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", RuleOf(finding));
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", finding.IsBlocked ? "error" : "warning");
        WriteText(json, "message", finding.Message);
        json.WriteStartArray("locations");
        WriteLocation(json, finding);
        json.WriteEndArray();
        // The same finding in the next run is the same to a code host, wherever in the file its line has gone.
        json.WriteStartObject("partialFingerprints");
        json.WriteString("subjectAndDecision/v1", $"{finding.Name} {RuleOf(finding)}");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        if (finding.File is { } file)
        {
            json.WriteStartObject("physicalLocation");
            json.WriteStartObject("artifactLocation");
            json.WriteString("uri", string.Join('/', file.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString)));
            json.WriteEndObject();
            if (finding.Line is { } line)
            {
                json.WriteStartObject("region");
                json.WriteNumber("startLine", line);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("fullyQualifiedName", finding.Name);
        json.WriteString("kind", "package");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string member, string text)
    {
        json.WriteStartObject(member);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
