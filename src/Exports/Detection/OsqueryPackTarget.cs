using System.Text;
using System.Text.Json;
using ToolRegistry.Exports.Feeds;

namespace ToolRegistry.Exports.Detection;

/// <summary>
/// A pack of osquery (osquery.readthedocs.io, deployment/configuration): queries that find what is banned, and what is HighRisk where
/// the channel delivers it, from its date on.
/// </summary>
public sealed class OsqueryPackTarget : IExportTarget
{
    // Seconds between two runs of a query.
    private const int Interval = 3_600;

    // Few queries are longer.
    private const int MostChars = 4_096;

    private static readonly JsonEncodedText QueryName = JsonEncodedText.Encode("query"), IntervalName = JsonEncodedText.Encode("interval"), PlatformName = JsonEncodedText.Encode("platform"), DescriptionName = JsonEncodedText.Encode("description");

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("osquery-pack", "osquery query pack", "application/json", "toolregistry.conf")
    {
        Identifiers = Sightings.Identifiers,
        Versions = Sightings.Versions,
        KnowsDates = true,
        CanAudit = true,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => Sightings.Judge(rule);

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var json = FeedJson.To(output);
        using var description = new EscapedText();
        json.WriteStartObject();
        json.WriteStartObject("queries");
        var query = new StringBuilder(MostChars);
        Span<char> id = stackalloc char[Restriction.MaxId];
        foreach (var restriction in Restriction.Of(export))
        {
            query.Clear().Append("SELECT DISTINCT ").AppendText(restriction.Rule.Number).Append(" AS decision, ").AppendText(restriction.Says).Append(" AS disposition, ");
            var selected = query.Length;
            description.Set($"{restriction.Said}: {restriction.Rule.Message}");
            foreach (var sighting in restriction.Sightings)
            {
                query.Length = selected;
                json.WriteStartObject(restriction.IdOf(sighting, id));
                Write(json, restriction.Append(query.Append(sighting.Table.Columns), sighting));
                json.WriteNumber(IntervalName, Interval);
                if (sighting.Table.Platform is { } platform)
                    json.WriteString(PlatformName, platform);
                description.Write(json, DescriptionName);
                json.WriteEndObject();
            }

            json.FlushIfLarge();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StringBuilder query)
    {
        json.WritePropertyName(QueryName);
        foreach (var chunk in query.GetChunks())
            json.WriteStringValueSegment(chunk.Span, isFinalSegment: false);
        json.WriteStringValueSegment(ReadOnlySpan<char>.Empty, isFinalSegment: true);
    }
}
