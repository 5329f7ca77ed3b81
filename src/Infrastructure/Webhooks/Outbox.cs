using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Events;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Infrastructure.Webhooks;

/// <summary>Puts events into the outbox, within the transaction that makes them true, together with who is told of them.</summary>
public static class Outbox
{
    /// <summary>Adds events after those that there are. Whoever calls has the writer's turn.</summary>
    internal static async Task AddAsync(RegisterDbContext db, AuditHead head, IReadOnlyCollection<RegisterEvent> events, long revision, DateTimeOffset now, CancellationToken ct)
    {
        var webhooks = await db.Webhooks.AsNoTracking().ToListAsync(ct);
        foreach (var told in events)
        {
            var row = OutboxEvent.Of(told, ++head.Events, revision, now);
            db.Outbox.Add(row);
            db.Deliveries.AddRange(webhooks.Where(w => w.Takes(told)).Select(w => new WebhookDelivery { Webhook = w.Name, Event = row.Seq, Subject = row.Subject, DueAt = now }));
        }
    }

    /// <summary>Tells an event from within a command.</summary>
    public static async Task<OutboxEvent> TellAsync(this RegisterDbContext db, RegisterEvent told, DateTimeOffset now, CancellationToken ct)
    {
        var head = await db.AuditHead.SingleAsync(ct);
        await AddAsync(db, head, [told], (await db.PolicyHead.SingleAsync(ct)).Revision, now, ct);
        return db.Outbox.Local.Single(e => e.Seq == head.Events);
    }

    /// <summary>What the changes of a command tell others.</summary>
    internal static async Task<IReadOnlyList<RegisterEvent>> HappeningsAsync(RegisterDbContext db, IReadOnlyList<EntityEntry> changes, DateTimeOffset now, CancellationToken ct)
    {
        var decisions = changes.Select(c => c.Entity).OfType<Decision>().Select(d => (Decision: d, Moved: Moved(db, d))).Where(d => d.Moved.Length > 0).ToArray();
        var exceptions = changes.Where(c => c.Entity is ExceptionRecord && HasMoved(c, nameof(ExceptionRecord.State), nameof(ExceptionRecord.EndedAt))).Select(c => (ExceptionRecord)c.Entity).ToArray();
        if (decisions.Length == 0 && exceptions.Length == 0)
            return [];
        var numbers = exceptions.Select(e => e.Decision).ToArray();
        var excepted = await db.Decisions.AsNoTracking().Where(d => numbers.Contains(d.Number)).ToDictionaryAsync(d => d.Number, d => d.Tool, ct);
        string[] slugs = [.. decisions.SelectMany(d => d.Moved.SelectMany(r => r.Terms.Alternatives).Select(a => a.Tool).Append(d.Decision.Tool)).Concat(excepted.Values).Distinct(StringComparer.Ordinal)];
        var names = await db.Tools.Where(t => slugs.Contains(t.Slug)).Select(t => new { t.Slug, t.Details.Name }).ToDictionaryAsync(t => t.Slug, t => t.Name, StringComparer.Ordinal, ct);
        string NameOf(string slug) => names.GetValueOrDefault(slug, slug);
        return
        [
            .. decisions.SelectMany(d => Happenings.Of(d.Decision, d.Moved, NameOf, now)),
            .. exceptions.Select(e => Happenings.Of(e, excepted[e.Decision], NameOf)).OfType<RegisterEvent>(),
        ];
    }

    private static DecisionRevision[] Moved(RegisterDbContext db, Decision decision) =>
        [.. decision.Revisions.Where(r => HasMoved(db.Entry(r), nameof(DecisionRevision.State)))];

    private static bool HasMoved(EntityEntry entry, params ReadOnlySpan<string> properties)
    {
        if (entry.State == EntityState.Added)
            return true;
        foreach (var property in properties)
        {
            if (entry.State == EntityState.Modified && entry.Property(property).IsModified)
                return true;
        }

        return false;
    }
}
