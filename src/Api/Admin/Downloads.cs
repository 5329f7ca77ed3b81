using System.Text.Json;
using MediatR;
using ToolRegistry.Api.Features.Audit;
using ToolRegistry.Api.Features.Decisions;
using ToolRegistry.Api.Features.Exports;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Admin;

/// <summary>Files that staff take from pages: what the API has at its own addresses, for those who are known by a cookie.</summary>
internal static class Downloads
{
    public static void MapDownloads(this IEndpointRouteBuilder app)
    {
        // To look is not to pull: an instant is named.
        app.MapGet("/admin/exports/{target}/{channel}", (string target, string channel, IMediator mediator, Replica replica, TimeProvider clock) =>
            new ExportReply(new PullExport(target, channel, clock.GetUtcNow()), mediator, replica, clock)).ExcludeFromDescription();

        app.MapGet("/admin/decisions/{number}/report", (string number, string? variant, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new GetDecisionReport(Wire.Number(Numbers.Decision, number), variant), ct)).ExcludeFromDescription();

        app.MapGet("/admin/audit.jsonl", WriteAuditAsync).ExcludeFromDescription();
    }

    /// <summary>All of the audit log, an entry a line, as <c>toolreg audit verify</c> reads it.</summary>
    private static async Task WriteAuditAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var page = await mediator.Send(PageFrom(cursor: null), ct);
        http.Response.ContentType = "application/jsonl; charset=utf-8";
        http.Response.Headers.ContentDisposition = "attachment; filename=\"audit.jsonl\"";
        http.Response.Headers.CacheControl = "no-store";
        while (true)
        {
            foreach (var entry in page.Items)
                await http.Response.WriteAsync(JsonSerializer.Serialize(entry, WireJson.Options) + "\n", ct);
            if (page.NextCursor is not { } next)
                return;
            page = await mediator.Send(PageFrom(next), ct);
        }
    }

    private static ListAudit PageFrom(string? cursor) => new(new PageQuery(Paging.MaxLimit, cursor, Sort: null), Subject: null, Action: null, Owner: null, Outcome: null, From: null, Until: null);
}
