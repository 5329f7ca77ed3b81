using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Features.Insights;

/// <summary>Says who would notice a decision: what was asked about its tool, and what would be answered with and without it.</summary>
internal sealed record GetUsage(int Decision, DateTimeOffset? Since) : IQuery<UsageView>
{
    public static Permission Permission => Permission.ReadInternal;
}

internal sealed class GetUsageHandler(RegisterDbContext db, Replica replica, TimeProvider clock) : IRequestHandler<GetUsage, UsageView>
{
    private const int MaxItems = 200;

    public async Task<UsageView> Handle(GetUsage request, CancellationToken cancellationToken)
    {
        var decision = await db.FindRecordAsync<Decision>(request.Decision, cancellationToken);
        var terms = decision.Foremost.Terms;
        var support = await db.SupportOfAsync(decision.Tool, terms.Claims, cancellationToken);
        var now = clock.GetUtcNow();
        var at = terms.Schedule.FirstRestrictionFrom(now);
        var since = request.Since ?? now - Usage.DefaultPeriod;
        var asked = await db.CheckCounts.AsNoTracking().Where(c => c.Tool == decision.Tool && c.Hour >= since)
            .GroupBy(c => new { c.Subject, c.Version, c.Environment })
            .Select(g => new Asked(g.Key.Subject, g.Key.Version, g.Key.Environment, g.Sum(c => c.Count), g.Max(c => c.Hour)))
            .ToListAsync(cancellationToken);

        var current = replica.Current.Snapshot;
        var without = current.Without(decision.Number, decision.Tool);
        var with = without.With(current.Revision, PolicyFactSet.None, PolicyFactSet.None with { Decisions = [DecisionFact.Of(decision.Number, decision.Tool, terms, support)] });
        var items = asked.Select(a => ItemOf(a, without, with, at)).OfType<UsageItemView>().OrderByDescending(i => i.Checks).ThenBy(i => i.Subject, StringComparer.Ordinal).ThenBy(i => i.Version, StringComparer.Ordinal).ToArray();
        return new UsageView(Numbers.Format(Numbers.Decision, decision.Number), decision.Tool, since, at, items.Sum(i => i.Checks), items.Where(i => i.Affected).Sum(i => i.Checks), [.. items.Take(MaxItems)]);
    }

    private static UsageItemView? ItemOf(Asked asked, PolicySnapshot without, PolicySnapshot with, DateTimeOffset at)
    {
        if (!Subject.TryParse(asked.Subject, out var subject, out _))
            return null;
        var query = CheckQuery.Create(subject, asked.Version, groups: null, asked.Environment, region: null, at);
        var (before, after) = (without.Check(query), with.Check(query));
        return new UsageItemView(
            asked.Subject, asked.Version, asked.Environment, asked.Checks, asked.Last,
            Wire.Name(before.Outcome), Wire.Name(before.Action), Wire.Name(after.Outcome), Wire.Name(after.Action),
            (before.Outcome, before.Action) != (after.Outcome, after.Action));
    }

    private sealed record Asked(string Subject, string? Version, string? Environment, long Checks, DateTimeOffset Last);
}
