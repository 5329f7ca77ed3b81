using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Risk;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Features.Insights;

/// <summary>A ban that is to begin.</summary>
internal sealed record ComingBan(int Decision, string Tool, string Name, DateTimeOffset From);

/// <summary>How the register stands.</summary>
/// <param name="Bans">The bans that begin within the horizon, the next first.</param>
/// <param name="Outcomes">How many tools there are by what is decided about them now.</param>
/// <param name="Risks">How many tools there are by their latest assessment; for staff only.</param>
internal sealed record Overview(IReadOnlyList<ComingBan> Bans, IReadOnlyDictionary<Outcome, int> Outcomes, IReadOnlyDictionary<(RiskLevel Likelihood, RiskLevel Impact), int> Risks);

/// <summary>Says how the register stands.</summary>
internal sealed record GetOverview : IQuery<Overview>
{
    public static Permission Permission => Permission.Browse;
}

internal sealed class GetOverviewHandler(RegisterDbContext db, Replica replica, ToolOutcomes outcomes, RequestContext context, AccessSettings access, TimeProvider clock) : IRequestHandler<GetOverview, Overview>
{
    private const int MaxBans = 50;
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(90);

    public async Task<Overview> Handle(GetOverview request, CancellationToken cancellationToken)
    {
        var (snapshot, now) = (replica.Current.Snapshot, clock.GetUtcNow());
        var decided = outcomes.Of(context.Principal.Groups).Values.CountBy(o => o).OrderBy(o => o.Key).ToDictionary();
        return new Overview([.. Bans(snapshot, now).OrderBy(b => b.From).ThenBy(b => b.Decision).Take(MaxBans)], decided, context.Principal.May(Permission.ReadInternal, access) ? await RisksAsync(cancellationToken) : new Dictionary<(RiskLevel, RiskLevel), int>());
    }

    private static IEnumerable<ComingBan> Bans(PolicySnapshot snapshot, DateTimeOffset now)
    {
        foreach (var decision in snapshot.Decisions)
        {
            foreach (var phase in decision.Schedule.Phases)
            {
                if (phase.Disposition == Disposition.Banned && phase.From > now && phase.From <= now + Horizon)
                    yield return new ComingBan(decision.Number, decision.Tool, snapshot.FindTool(decision.Tool)!.Name, phase.From);
            }
        }
    }

    private async Task<IReadOnlyDictionary<(RiskLevel Likelihood, RiskLevel Impact), int>> RisksAsync(CancellationToken ct) =>
        (await db.LatestAssessments().GroupBy(a => new { a.Likelihood, a.Impact }).Select(g => new { g.Key.Likelihood, g.Key.Impact, Count = g.Count() }).ToListAsync(ct))
            .ToDictionary(g => (g.Likelihood, g.Impact), g => g.Count);
}
