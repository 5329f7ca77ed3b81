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
        json.WriteStartObject();
        json.WriteStartObject("queries");
        var text = new StringBuilder(MostChars);
        Span<char> id = stackalloc char[Restriction.MaxId];
        foreach (var restriction in Restriction.Of(export))
        {
            var selected = text.Clear().Append("SELECT DISTINCT ").AppendText(restriction.Rule.Number).Append(" AS decision, ").AppendText(restriction.Says).Append(" AS disposition, ").ToString();
            var description = $"{restriction.Said}: {restriction.Rule.Message}";
            foreach (var sighting in restriction.Sightings)
            {
                json.WriteStartObject(restriction.IdOf(sighting, id));
                Write(json, "query"u8, restriction.Append(text.Clear().Append(selected).Append(sighting.Table.Columns).Append(' '), sighting));
                json.WriteNumber("interval"u8, Interval);
                if (sighting.Table.Platform is { } platform)
                    json.WriteString("platform"u8, platform);
                json.WriteString("description"u8, description);
                json.WriteEndObject();
            }

            json.FlushIfLarge();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, StringBuilder text)
    {
        json.WritePropertyName(name);
        foreach (var chunk in text.GetChunks())
            json.WriteStringValueSegment(chunk.Span, isFinalSegment: false);
        json.WriteStringValueSegment(ReadOnlySpan<char>.Empty, isFinalSegment: true);
    }
}
