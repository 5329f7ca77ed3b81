using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Reports;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Features.Reports;

/// <summary>Reads the software inventory with the measures of CIS Control 2, as things stand now.</summary>
internal sealed record GetCis2Report : IQuery<Cis2ReportView>
{
    public static Permission Permission => Permission.ReadInternal;
}

internal sealed class GetCis2ReportHandler(RegisterDbContext db, Replica replica, TimeZoneInfo zone, TimeProvider clock) : IRequestHandler<GetCis2Report, Cis2ReportView>
{
    public async Task<Cis2ReportView> Handle(GetCis2Report request, CancellationToken cancellationToken)
    {
        var policy = replica.Current.Snapshot;
        // A reschedule moves dates and decides nothing anew.
        var decidedAt = await db.Decisions.AsNoTracking()
            .Where(d => d.Revisions.Any(r => r.State == ReviewState.Approved))
            .Select(d => new { d.Number, At = d.Revisions.Where(r => r.Kind != RevisionKind.Reschedule && (r.State == ReviewState.Approved || r.State == ReviewState.Superseded)).Max(r => r.DecidedAt) })
            .ToDictionaryAsync(d => d.Number, d => d.At!.Value, cancellationToken);
        var tools = await db.Tools.AsNoTracking().Select(t => new InventoryTool(t.Slug, t.Details)).ToListAsync(cancellationToken);
        return Cis2ReportViews.Of(InventoryReport.Of(policy, tools, decidedAt, clock.GetUtcNow(), zone));
    }
}
