using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure;
using ToolRegistry.Infrastructure.Insights;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Snapshots;
using ToolRegistry.Infrastructure.Webhooks;

namespace ToolRegistry.Api.Telemetry;

/// <summary>
/// What those who watch over the register want to know of it: how old its answers are, and what waits for people. What the database
/// must be asked is asked now and then, so that no scrape waits for it.
/// </summary>
internal sealed class RegisterGauges : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly Replica replica;
    private readonly IServiceScopeFactory scopes;
    private readonly TimeProvider clock;
    private readonly ILogger<RegisterGauges> logger;
    private IReadOnlyList<Measurement<long>> waiting = [];
    private DateTimeOffset? oldestEvent;
    private long dead;
    private IReadOnlyList<(KeyValuePair<string, object?>[] Tags, DateTimeOffset At)> pulls = [];

    public RegisterGauges(Replica replica, IServiceScopeFactory scopes, IMeterFactory meters, TimeProvider clock, ILogger<RegisterGauges> logger)
    {
        (this.replica, this.scopes, this.clock, this.logger) = (replica, scopes, clock, logger);
        var meter = meters.Create(UseLog.Meter);
        meter.CreateObservableGauge("toolregistry.snapshot.revision", () => replica.HasState ? replica.Current.Snapshot.Revision : 0, unit: "{revision}", description: "The policy revision from which checks are answered.");
        meter.CreateObservableGauge("toolregistry.snapshot.age", () => Math.Max(0, (clock.GetUtcNow() - replica.ConfirmedAt).TotalSeconds), unit: "s", description: "For how long the database has not said that this revision is all there is.");
        meter.CreateObservableGauge("toolregistry.reviews.waiting", () => waiting, unit: "{record}", description: "What waits for another person: proposed decisions and exceptions, and expedited decisions to ratify.");
        meter.CreateObservableGauge("toolregistry.outbox.lag", () => oldestEvent is { } at ? Math.Max(0, (clock.GetUtcNow() - at).TotalSeconds) : 0, unit: "s", description: "How long the oldest event that waits to be told has waited.");
        meter.CreateObservableGauge("toolregistry.outbox.dead", () => dead, unit: "{delivery}", description: "Deliveries that were put aside after days of attempts.");
        meter.CreateObservableGauge("toolregistry.exports.pull_age", () => pulls.Select(p => new Measurement<double>(Math.Max(0, (clock.GetUtcNow() - p.At).TotalSeconds), p.Tags)), unit: "s", description: "How long ago a target of a channel was last pulled.");
    }

    /// <summary>Asks the database what waits, and who pulled when.</summary>
    public async Task RefreshAsync(RegisterDbContext db, CancellationToken ct)
    {
        var decisions = await db.Decisions.SelectMany(d => d.Revisions).CountAsync(r => r.State == ReviewState.Proposed, ct);
        var exceptions = await db.Exceptions.CountAsync(e => e.State == ReviewState.Proposed, ct);
        var expedited = await db.Decisions.AsNoTracking().SelectMany(d => d.Revisions).Where(r => r.State == ReviewState.Approved && r.Expedition != null).Select(r => r.Expedition).ToListAsync(ct);
        waiting = [Waiting("decision", decisions), Waiting("exception", exceptions), Waiting("ratification", expedited.Count(e => e!.IsUnratified))];
        oldestEvent = await db.Deliveries.Where(d => d.State == DeliveryState.Waiting).Join(db.Outbox, d => d.Event, e => e.Seq, (d, e) => (DateTimeOffset?)e.At).MinAsync(ct);
        dead = await db.Deliveries.LongCountAsync(d => d.State == DeliveryState.Dead, ct);
        var last = await db.ExportPulls.GroupBy(p => new { p.Channel, p.Target }).Select(g => new { g.Key.Channel, g.Key.Target, At = g.Max(p => p.LastAt) }).ToListAsync(ct);
        pulls = [.. last.Select(p => (new KeyValuePair<string, object?>[] { new("channel", p.Channel), new("target", p.Target) }, p.At))];
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TryRefreshAsync(stoppingToken);
        await clock.EachAsync(Interval, () => TryRefreshAsync(stoppingToken), stoppingToken);
    }

    private async Task TryRefreshAsync(CancellationToken ct)
    {
        try
        {
            if (replica.Standing == Standing.Cut)
                return;
            await using var scope = scopes.CreateAsyncScope();
            await RefreshAsync(scope.ServiceProvider.GetRequiredService<RegisterDbContext>(), ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // What was found before stands until the database can be asked again.
            logger.LogDebug(failure, "The database could not be asked what waits");
        }
    }

    private static Measurement<long> Waiting(string kind, long count) => new(count, new KeyValuePair<string, object?>("kind", kind));
}
