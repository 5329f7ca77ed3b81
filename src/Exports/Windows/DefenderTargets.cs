using System.Text;
using System.Text.Json;

namespace ToolRegistry.Exports.Windows;

/// <summary>Indicators of Microsoft Defender for Endpoint as the portal imports them: CSV (RFC 4180).</summary>
public sealed class DefenderCsvTarget : IExportTarget
{
    private const string Header = "indicatorType,indicatorValue,action,title,description,expirationTime,severity,recommendedActions,rbacGroups,category,mitretechniques,GenerateAlert";

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
    public void Write(Export export, Stream output)
    {
        using var csv = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\r\n" };
        csv.WriteLine(Header);
        foreach (var indicator in DefenderIndicators.Of(export))
        {
            string[] cells = [indicator.Sign.Type, indicator.Sign.Value, indicator.Action, indicator.Title, indicator.Description, indicator.ExpirationTime ?? "", indicator.Severity, "", "", "", "", "True"];
            csv.WriteLine(string.Join(',', cells.Select(Cell)));
        }
    }

    /// <summary>A cell, on one line as all texts here: quoted where need be, and text where a spreadsheet would run it as a formula.</summary>
    private static string Cell(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@', ..] ? $"'{text}" : text;
        return safe.AsSpan().ContainsAny('"', ',') ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
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
    public void Write(Export export, Stream output)
    {
        using var json = new Utf8JsonWriter(output);
        foreach (var batch in DefenderIndicators.Of(export).Chunk(MaxBatch))
        {
            json.WriteStartObject();
            json.WriteStartArray("Indicators");
            foreach (var indicator in batch)
                Write(json, indicator);
            json.WriteEndArray();
            json.WriteEndObject();
            json.Flush();
            json.Reset();
            output.WriteByte((byte)'\n');
        }
    }

    private static void Write(Utf8JsonWriter json, DefenderIndicators.Indicator indicator)
    {
        json.WriteStartObject();
        json.WriteString("indicatorValue", indicator.Sign.Value);
        json.WriteString("indicatorType", indicator.Sign.Type);
        json.WriteString("action", indicator.Action);
        json.WriteString("title", indicator.Title);
        json.WriteString("description", indicator.Description);
        json.WriteString("severity", indicator.Severity);
        if (indicator.ExpirationTime is { } end)
            json.WriteString("expirationTime", end);
        json.WriteBoolean("generateAlert", value: true);
        json.WriteEndObject();
    }
}
