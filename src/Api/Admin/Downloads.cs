using CsvHelper;
using MediatR;
using ToolRegistry.Api.Features.Audit;
using ToolRegistry.Api.Features.Decisions;
using ToolRegistry.Api.Features.Evidence;
using ToolRegistry.Api.Features.Exports;
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

        app.MapGet("/admin/tools/{slug}/evidence/{number}/copy", (string slug, string number, IMediator mediator, CancellationToken ct) =>
            mediator.Send(new GetEvidenceCopy(slug, Wire.Number(Numbers.Evidence, number)), ct)).ExcludeFromDescription();

        app.MapGet("/admin/audit.jsonl", (IMediator mediator, CancellationToken ct) => mediator.Send(new ExportAudit(Format: null, After: null), ct)).ExcludeFromDescription();
        app.MapGet("/admin/tools.csv", WriteToolsAsync).ExcludeFromDescription();
    }

    /// <summary>The tools that the page's filters leave, as CSV; a cell that a spreadsheet would take for a formula gets an apostrophe in front.</summary>
    private static async Task WriteToolsAsync(string? text, string? outcome, string? likelihood, string? impact, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var rows = await mediator.Send(ToolFilter.Of(text, outcome, likelihood, impact, sort: null, skip: 0, take: int.MaxValue), ct);
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = "attachment; filename=\"tools.csv\"";
        http.Response.Headers.CacheControl = "no-store";
        await using var csv = CsvWriter.Create(http.Response.Body, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true);
        csv.WriteHeader(["slug", "name", "publisher", "outcome", "decisions", "releases"]);
        foreach (var row in rows.Items)
            await csv.WriteRecordAsync([row.Slug, row.Name, row.Publisher, Wire.Name(row.Outcome), $"{row.Decisions}", $"{row.Releases}"], ct);
        await csv.FlushAsync(ct);
    }
}
