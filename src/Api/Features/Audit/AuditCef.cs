using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Features.Audit;

/// <summary>
/// An entry in ArcSight's Common Event Format, version 0. It says who did what to what, when and how it ended, and the hashes
/// by which the entry is found in the log; free text stays in the log.
/// </summary>
internal static class AuditCef
{
    private const int Low = 1;
    private const int Medium = 5;

    public static string LineOf(AuditEntryView entry)
    {
        var line = new StringBuilder($"CEF:0|ToolRegistry|ToolRegistry|{AuditExport.Version}|");
        AppendHeader(line, entry.Action);
        AppendHeader(line, $"{entry.Action} {entry.Outcome}");
        line.Append(entry.Outcome == "done" ? Low : Medium).Append('|');
        var sealedEntry = JsonNode.Parse(entry.Entry)!;
        Append(line, "rt", entry.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        Append(line, "externalId", entry.Seq.ToString(CultureInfo.InvariantCulture));
        Append(line, "suser", entry.Owner);
        Append(line, "act", entry.Action);
        Append(line, "outcome", entry.Outcome);
        Append(line, "reason", entry.Code);
        AppendCustom(line, 1, "subject", entry.Subject);
        AppendCustom(line, 2, "method", sealedEntry["method"]?.GetValue<string>());
        AppendCustom(line, 3, "correlationId", sealedEntry["correlationId"]?.GetValue<string>());
        AppendCustom(line, 4, "previousHash", entry.PreviousHash);
        AppendCustom(line, 5, "hash", entry.Hash);
        return line.ToString(0, line.Length - 1);
    }

    private static void AppendHeader(StringBuilder line, string value)
    {
        foreach (var c in value)
            line.Append(c is '|' or '\\' ? $"\\{c}" : $"{(EndsLine(c) ? ' ' : c)}");
        line.Append('|');
    }

    private static void AppendCustom(StringBuilder line, int number, string label, string? value)
    {
        if (value is null)
            return;
        Append(line, $"cs{number}Label", label);
        Append(line, $"cs{number}", value);
    }

    private static void Append(StringBuilder line, string key, string? value)
    {
        if (value is null)
            return;
        line.Append(key).Append('=');
        foreach (var c in value)
        {
            _ = c switch
            {
                '\\' => line.Append("\\\\"),
                '=' => line.Append("\\="),
                '\n' => line.Append("\\n"),
                '\r' => line.Append("\\r"),
                _ => line.Append(EndsLine(c) ? ' ' : c),
            };
        }

        line.Append(' ');
    }

    /// <summary>What one reader or another takes for the end of a line, or for a command of its terminal.</summary>
    private static bool EndsLine(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';
}
