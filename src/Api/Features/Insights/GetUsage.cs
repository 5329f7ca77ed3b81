using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Insights;
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
        var since = request.Since ?? now - DecisionUse.DefaultPeriod;
        var again = await db.AskedAgainAsync(replica.Current.Snapshot, DecisionFact.Of(decision.Number, decision.Tool, terms, support), since, at, cancellationToken);
        var items = again.Select(ItemOf).OrderByDescending(i => i.Checks).ThenBy(i => i.Subject, StringComparer.Ordinal).ThenBy(i => i.Version, StringComparer.Ordinal).ToArray();
        return new UsageView(Numbers.Format(Numbers.Decision, decision.Number), decision.Tool, since, at, items.Sum(i => i.Checks), items.Where(i => i.Affected).Sum(i => i.Checks), [.. items.Take(MaxItems)]);
    }

    private static UsageItemView ItemOf(AskedAgain asked) => new(
        asked.Subject, asked.Version, asked.Environment, asked.Checks, asked.Last,
        Wire.Name(asked.Without.Outcome), Wire.Name(asked.Without.Action), Wire.Name(asked.With.Outcome), Wire.Name(asked.With.Action),
        asked.IsAffected);
}
