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

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("osquery-pack", "osquery query pack", "application/json", "toolregistry.conf")
    {
        Identifiers = Sightings.Identifiers,
        Versions = Sightings.Versions,
        KnowsDates = true,
        CanAudit = true,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => Sightings.Express(rule).Finding;

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var json = FeedJson.To(output);
        json.WriteStartObject();
        json.WriteStartObject("queries");
        foreach (var query in DetectionQuery.Of(export))
        {
            json.WriteStartObject(query.Id);
            json.WriteString("query", QueryOf(query));
            json.WriteNumber("interval", Interval);
            if (query.Sighting.Table.Platform is { } platform)
                json.WriteString("platform", platform);
            json.WriteString("description", $"{query.Said}: {query.Rule.Message}");
            json.WriteEndObject();
            json.FlushIfLarge();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string QueryOf(DetectionQuery query)
    {
        var table = query.Sighting.Table;
        return $"SELECT DISTINCT {Sql.Text(query.Rule.Number)} AS decision, {Sql.Text($"{query.Step.Says}")} AS disposition, {table.Shown} AS name, {table.Version ?? "''"} AS version, {table.Path} AS path {query.Found}";
    }
}
