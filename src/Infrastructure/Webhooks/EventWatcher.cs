using Microsoft.EntityFrameworkCore;
using ToolRegistry.Domain.Events;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Reviews;
using ToolRegistry.Infrastructure.Exports;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Infrastructure.Webhooks;

/// <summary>
/// Tells what comes by time alone. Up to when the clock was watched stands in the database and moves on in the transaction that
/// writes the events, so each comes once, whichever replica watches and however long none did.
/// </summary>
public sealed class EventWatcher(RegisterDbContext db, Replica replica, ChannelExports exports, WebhookOptions options, TimeZoneInfo zone, TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    /// <summary>How often phases and exceptions are watched.</summary>
    public static readonly TimeSpan PolicyInterval = TimeSpan.FromMinutes(1);

    /// <summary>How often reviews and pulls are watched.</summary>
    public static readonly TimeSpan ReviewsInterval = TimeSpan.FromHours(1);

    /// <summary>Tells which phases and exceptions begin and end, or will soon.</summary>
    public Task WatchPolicyAsync(CancellationToken ct) => WatchAsync(
        watch => watch.PolicyTo,
        (watch, now) => watch.PolicyTo = now,
        PolicyInterval,
        async (snapshot, after, now) =>
        {
            var events = new List<RegisterEvent>();
            foreach (var moment in Moments.Between(snapshot, after, now))
            {
                // A decision that was approved after its phase began took effect with the approval, which told it.
                if (moment.Type != EventType.DecisionInForce || !await db.Outbox.AnyAsync(e => e.Subject == moment.Subject && e.Type == moment.Type && e.At >= moment.Data.At, ct))
                    events.Add(moment);
            }

            return events;
        },
        ct);

    /// <summary>Tells which reviews are due and who is behind, and forgets what was told long ago.</summary>
    public async Task WatchReviewsAsync(CancellationToken ct)
    {
        await WatchAsync(
            watch => watch.ReviewsTo,
            (watch, now) => watch.ReviewsTo = now,
            ReviewsInterval,
            async (snapshot, after, now) => [.. await ReviewsAsync(snapshot, after, now, ct), .. await BehindAsync(now, ct)],
            ct);
        await ForgetAsync(clock.GetUtcNow() - KeptFor, ct);
    }

    private async Task WatchAsync(
        Func<EventWatch, DateTimeOffset?> watchedTo, Action<EventWatch, DateTimeOffset> move, TimeSpan interval, Func<PolicySnapshot, DateTimeOffset, DateTimeOffset, Task<IReadOnlyCollection<RegisterEvent>>> find, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        // Most of the time another replica has just watched, and the writer's turn is not to be had for nothing.
        if (watchedTo(await db.EventWatch.AsNoTracking().SingleAsync(ct)) is { } already && clock.GetUtcNow() - already < interval)
            return;
        await using var transaction = await db.BeginWriteAsync(ct);
        var (watch, head, policy) = (await db.EventWatch.SingleAsync(ct), await db.AuditHead.SingleAsync(ct), await db.PolicyHead.SingleAsync(ct));
        var (now, snapshot) = (clock.GetUtcNow(), replica.Current.Snapshot);
        // Watched from an older policy, what was decided since would be missed.
        if (snapshot.Revision != policy.Revision || watchedTo(watch) is { } to && now - to < interval)
            return;
        if (watchedTo(watch) is { } after)
            await Outbox.AddAsync(db, head, await find(snapshot, after, now), policy.Revision, now, ct);
        move(watch, now);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<IEnumerable<RegisterEvent>> ReviewsAsync(PolicySnapshot snapshot, DateTimeOffset after, DateTimeOffset now, CancellationToken ct)
    {
        var horizon = now.AddTicks(1);
        var items = await db.ReviewItemsAsync(new WorkList(now, horizon, zone), horizon, kind: null, first: null, ct);
        return from item in items
               where item.DueAt > after && item.DueAt <= now && item.Kind != ReviewKind.ExceptionExpiry
               let isUnratified = item.Kind == ReviewKind.Ratification
               select new RegisterEvent(
                   isUnratified ? EventType.DecisionUnratified : EventType.ReviewDue,
                   item.Subject,
                   new EventData { Tool = item.Tool, Name = snapshot.FindTool(item.Tool)?.Name, At = item.DueAt, Review = isUnratified ? null : item.Kind });
    }

    private async Task<IReadOnlyList<RegisterEvent>> BehindAsync(DateTimeOffset now, CancellationToken ct)
    {
        var events = new List<RegisterEvent>();
        foreach (var pulls in (await db.ExportPulls.ToListAsync(ct)).GroupBy(p => (p.Channel, p.Target)))
        {
            // Once for all who pull it: what the channel does not take is looked through as a whole each time that it is asked for.
            var current = exports.CurrentHash(pulls.Key.Target, pulls.Key.Channel);
            var lasts = pulls.GroupBy(p => p.Puller, StringComparer.Ordinal).Select(of => of.OrderByDescending(p => p.LastAt).ThenByDescending(p => p.Revision).First());
            events.AddRange(lasts.Select(last => Behind(last, current, now)).OfType<RegisterEvent>());
        }

        return events;
    }

    /// <summary>Notes whether somebody lacks what holds, and since when; what is told of it when that is long enough.</summary>
    private RegisterEvent? Behind(ExportPull last, string? current, DateTimeOffset now)
    {
        if (current is null || current == last.Sha256)
        {
            (last.BehindSince, last.IsBehindTold) = (null, false);
            return null;
        }

        last.BehindSince ??= now;
        if (last.IsBehindTold || now - last.BehindSince < options.BehindAfter)
            return null;
        last.IsBehindTold = true;
        return new RegisterEvent(EventType.ChannelBehind, $"channel:{last.Channel}", new EventData { Target = last.Target, Puller = last.Puller, At = last.BehindSince });
    }

    private async Task ForgetAsync(DateTimeOffset before, CancellationToken ct)
    {
        await db.DeliveryAttempts.Where(a => a.At < before).ExecuteDeleteAsync(ct);
        await db.Deliveries.Where(d => d.State != DeliveryState.Waiting && d.EndedAt < before).ExecuteDeleteAsync(ct);
        await db.Outbox.Where(e => e.At < before && !db.Deliveries.Any(d => d.Event == e.Seq)).ExecuteDeleteAsync(ct);
    }
}
