using System.Text.Json;
using CsvHelper;

namespace ToolRegistry.Exports.Windows;

/// <summary>Indicators of Microsoft Defender for Endpoint as the portal imports them: CSV (RFC 4180).</summary>
public sealed class DefenderCsvTarget : IExportTarget
{
    private static readonly string[] Header = ["indicatorType", "indicatorValue", "action", "title", "description", "expirationTime", "severity", "recommendedActions", "rbacGroups", "category", "mitretechniques", "GenerateAlert"];

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("defender-csv", "Defender for Endpoint indicators (CSV)", "text/csv", "defender-indicators.csv")
    {
        Identifiers = DefenderIndicators.Identifiers,
        Versions = DefenderIndicators.Versions,
        CanAudit = true,
        MaxRules = DefenderIndicators.Max,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => DefenderIndicators.Express(rule).Finding;

    /// <inheritdoc/>
    public int CountOf(ExportRule rule) => DefenderIndicators.Express(rule).Items.Count;

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var csv = CsvWriter.Create(output, CsvFile.Options, leaveOpen: true);
        csv.WriteHeader(Header);
        foreach (var indicator in DefenderIndicators.Of(export))
            csv.WriteRecord([indicator.Sign.Type, indicator.Sign.Value, indicator.Action, indicator.Title, indicator.Description, indicator.ExpirationTime ?? "", indicator.Severity, "", "", "", "", "True"]);
    }
}

/// <summary>
/// Indicators of Microsoft Defender for Endpoint for its API: JSON Lines, each line the body of one
/// <c>POST /api/indicators/import</c>, with as many as that takes.
/// </summary>
public sealed class DefenderApiTarget : IExportTarget
{
    private const int MaxBatch = 500;

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("defender-api", "Defender for Endpoint indicators (API)", "application/jsonl", "defender-indicators.jsonl")
    {
        Identifiers = DefenderIndicators.Identifiers,
        Versions = DefenderIndicators.Versions,
        CanAudit = true,
        MaxRules = DefenderIndicators.Max,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => DefenderIndicators.Express(rule).Finding;

    /// <inheritdoc/>
    public int CountOf(ExportRule rule) => DefenderIndicators.Express(rule).Items.Count;

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var json = new Utf8JsonWriter(output);
        var count = 0;
        foreach (var indicator in DefenderIndicators.Of(export))
        {
            if (count++ % MaxBatch == 0)
                BeginBatch(json);
            Write(json, indicator);
            if (count % MaxBatch == 0)
                EndBatch(json, output);
        }

        if (count % MaxBatch > 0)
            EndBatch(json, output);
    }

    private static void BeginBatch(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("Indicators"u8);
    }

    private static void EndBatch(Utf8JsonWriter json, Stream output)
    {
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        json.Reset();
        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, DefenderIndicators.Indicator indicator)
    {
        json.WriteStartObject();
        json.WriteString("indicatorValue"u8, indicator.Sign.Value);
        json.WriteString("indicatorType"u8, indicator.Sign.Type);
        json.WriteString("action"u8, indicator.Action);
        json.WriteString("title"u8, indicator.Title);
        json.WriteString("description"u8, indicator.Description);
        json.WriteString("severity"u8, indicator.Severity);
        if (indicator.ExpirationTime is { } end)
            json.WriteString("expirationTime"u8, end);
        json.WriteBoolean("generateAlert"u8, value: true);
        json.WriteEndObject();
    }
}
