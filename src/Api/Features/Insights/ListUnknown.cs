using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Insights;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Features.Insights;

/// <summary>Lists what is asked for most and is not on record: what to look at next.</summary>
internal sealed record ListUnknown(PageQuery Page, string? Environment, DateTimeOffset? Since) : IQuery<Page<UnknownSoftwareView>>
{
    public static Permission Permission => Permission.ReadInternal;
}

internal sealed class ListUnknownHandler(RegisterDbContext db, Replica replica, TimeProvider clock) : IRequestHandler<ListUnknown, Page<UnknownSoftwareView>>
{
    /// <summary>How many subjects are looked at, those asked about most.</summary>
    private const int MaxSubjects = 5_000;
    private const int MaxVersions = 20;

    private static readonly Sort<UnknownSoftwareView> BySubject = Sort<UnknownSoftwareView>.By("subject", u => u.Subject);
    private static readonly Sort<UnknownSoftwareView>[] Sorts = [Sort<UnknownSoftwareView>.By("checks", u => u.Checks), Sort<UnknownSoftwareView>.By("lastAskedAt", u => u.LastAskedAt), BySubject];

    public async Task<Page<UnknownSoftwareView>> Handle(ListUnknown request, CancellationToken cancellationToken)
    {
        var since = request.Since ?? clock.GetUtcNow() - DecisionUse.DefaultPeriod;
        var counts = db.CheckCounts.AsNoTracking().Where(c => c.Tool == null && c.Hour >= since && (request.Environment == null || c.Environment == request.Environment));
        var subjects = counts.GroupBy(c => c.Subject).Select(g => new { Subject = g.Key, Checks = g.Sum(c => c.Count) }).OrderByDescending(s => s.Checks).ThenBy(s => s.Subject).Take(MaxSubjects).Select(s => s.Subject);
        var rows = await counts.Where(c => subjects.Contains(c.Subject))
            .GroupBy(c => new { c.Subject, c.Version, c.Environment })
            .Select(g => new { g.Key.Subject, g.Key.Version, g.Key.Environment, Checks = g.Sum(c => c.Count), Last = g.Max(c => c.Hour) })
            .ToListAsync(cancellationToken);
        var snapshot = replica.Current.Snapshot;
        return rows.GroupBy(r => r.Subject, StringComparer.Ordinal)
            // What was put on record since is no longer unknown.
            .Where(of => !IsOnRecord(snapshot, of.Key))
            .Select(of => new UnknownSoftwareView(
                of.Key,
                of.Sum(r => r.Checks),
                [.. of.Where(r => r.Version is not null).GroupBy(r => r.Version!, StringComparer.Ordinal).OrderByDescending(v => v.Sum(r => r.Checks)).ThenBy(v => v.Key, StringComparer.Ordinal).Take(MaxVersions).Select(v => v.Key)],
                [.. of.Select(r => r.Environment).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                of.Max(r => r.Last)))
            .ToPage(request.Page with { Sort = request.Page.Sort ?? "-checks" }, BySubject, Sorts, u => u);
    }

    private bool IsOnRecord(PolicySnapshot snapshot, string subject) =>
        Subject.TryParse(subject, out var read, out _) && snapshot.Check(CheckQuery.Create(read, version: null, groups: null, environment: null, region: null, clock.GetUtcNow())).Tools.Count > 0;
}
