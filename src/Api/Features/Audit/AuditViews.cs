using System.Text.Json.Nodes;
using ToolRegistry.Client;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Audit;

internal static class AuditViews
{
    public static AuditEntryView Of(AuditRow row) =>
        new(row.Seq, row.At, row.Owner, row.Action, row.Subject, row.Outcome, row.Code, row.PreviousHash, row.Hash, row.Json, JsonNode.Parse(row.Texts)!);
}
