using System.Text.Json.Nodes;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Features.Audit;

/// <summary>
/// An entry as an event of the Open Cybersecurity Schema Framework, class Entity Management. (API Activity demands the address
/// from which something was asked, and the log has none.) The sealed entry goes along as raw data: with the hash before, it
/// says whether the event's own hash is right. Free text stays in the log.
/// </summary>
internal static class AuditOcsf
{
    private const string SchemaVersion = "1.3.0";
    private const int Category = 3;
    private const int Class = 3004;

    public static string LineOf(AuditEntryView entry)
    {
        var sealedEntry = JsonNode.Parse(entry.Entry)!;
        var (activity, activityName) = ActivityOf(entry.Action, sealedEntry["changes"] as JsonArray);
        var (severity, severityName, status, statusName) = entry.Outcome == "done" ? (1, "Informational", 1, "Success") : (3, "Medium", 2, "Failure");
        var line = new JsonObject
        {
            ["category_uid"] = Category,
            ["category_name"] = "Identity & Access Management",
            ["class_uid"] = Class,
            ["class_name"] = "Entity Management",
            ["activity_id"] = activity,
            ["activity_name"] = activityName,
            ["type_uid"] = Class * 100 + activity,
            ["type_name"] = $"Entity Management: {activityName}",
            ["severity_id"] = severity,
            ["severity"] = severityName,
            ["time"] = entry.At.ToUnixTimeMilliseconds(),
            ["status_id"] = status,
            ["status"] = statusName,
        };
        if (entry.Code is { } code)
            line["status_code"] = code;
        if (entry.Owner is { } owner)
            line["actor"] = new JsonObject { ["user"] = new JsonObject { ["name"] = owner } };
        line["entity"] = new JsonObject { ["name"] = entry.Subject, ["type"] = entry.Action.Split('.')[0] };
        line["message"] = $"{entry.Action} {entry.Outcome}";
        line["metadata"] = new JsonObject
        {
            ["version"] = SchemaVersion,
            ["product"] = new JsonObject { ["name"] = "ToolRegistry", ["vendor_name"] = "ToolRegistry", ["version"] = AuditExport.Version },
            ["log_name"] = "audit",
            ["event_code"] = entry.Action,
            ["uid"] = entry.Hash,
            ["sequence"] = entry.Seq,
            ["correlation_uid"] = sealedEntry["correlationId"]?.DeepClone(),
        };
        line["raw_data"] = entry.Entry;
        line["unmapped"] = new JsonObject { ["previous_hash"] = entry.PreviousHash, ["method"] = sealedEntry["method"]?.DeepClone() };
        return line.ToJsonString(WireJson.Options);
    }

    private static (int Id, string Name) ActivityOf(string action, JsonArray? changes) =>
        action.StartsWith("read.", StringComparison.Ordinal) ? (2, "Read")
        : changes is not [{ } first, ..] ? (99, action)
        : first["before"] is null ? (1, "Create")
        : (3, "Update");
}
