using System.Data;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Auditing;
using ToolRegistry.Domain.Events;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Webhooks;

namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>Who does what, for the record.</summary>
/// <param name="Owner">The person, or null before there is one.</param>
/// <param name="Method">By what they were known: <c>token:…</c>, <c>oidc</c>, <c>setup</c> or <c>demo</c>.</param>
/// <param name="Action">Such as <c>decision.approve</c>.</param>
/// <param name="Subject">What they named; the record's own name goes before it.</param>
/// <param name="CorrelationId">The request's trace.</param>
public sealed record Deed(Owner? Owner, string Method, string Action, string Subject, string CorrelationId);

/// <summary>
/// One transaction for one command: the change, its audit entry, its event and, if verdicts may change, the next policy
/// revision. Writers go one at a time; the change is seen whole or not at all.
/// </summary>
public sealed class CommandTransaction(RegisterDbContext db, TimeProvider clock)
{
    private readonly List<JsonNode> notes = [];

    /// <summary>Runs the work and commits all that follows from it.</summary>
    /// <param name="deed">Who does what.</param>
    /// <param name="work">Changes tracked records; must not save.</param>
    /// <param name="isReplay">Asked after the work: whether nothing was done but to repeat an earlier answer.</param>
    /// <param name="ct">Cancels before the commit, never within.</param>
    public async Task<T> RunAsync<T>(Deed deed, Func<Task<T>> work, Func<bool> isReplay, CancellationToken ct)
    {
        await using var transaction = await db.BeginWriteAsync(ct);
        var head = await db.AuditHead.SingleAsync(ct);
        var result = await work();
        if (isReplay())
            return result;

        var changes = db.ChangeTracker.Entries().Where(e => AuditProjection.SubjectOf(e.Entity) is not null && Touched(e)).ToArray();
        foreach (var version in changes.Where(c => c.State == EntityState.Modified).Select(c => c.Property(RegisterDbContext.RowVersion)).Where(v => !v.IsModified))
            version.CurrentValue = (int)version.CurrentValue! + 1;
        await KeepToolKeysAsync(changes, ct);
        await DecisionChanges.KeepAsync(db, changes, head.Seq + 1, deed.Owner, clock.GetUtcNow(), ct);
        var revision = await PolicyFacts.AdvanceAsync(db, [.. changes.Select(c => c.Entity)], clock.GetUtcNow(), ct);
        var subject = Record(head, deed, "done", code: null, changes);
        var changed = new RegisterEvent(EventType.RecordChanged, subject, new EventData { Action = deed.Action });
        await Outbox.AddAsync(db, head, [changed, .. await Outbox.HappeningsAsync(db, changes, clock.GetUtcNow(), ct)], revision, clock.GetUtcNow(), ct);
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    /// <summary>Puts a refusal on record, in a transaction that changes nothing else.</summary>
    public async Task RecordRefusalAsync(Deed deed, string code)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        var head = await db.AuditHead.SingleAsync(CancellationToken.None);
        Record(head, deed, "refused", code, []);
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>Says in the entry of the command that runs what it did beside changing records.</summary>
    /// <param name="subject">To what.</param>
    /// <param name="what">What, in members of the entry's vocabulary; others stand in it as salted hashes.</param>
    public void Note(string subject, object what) =>
        notes.Add(new JsonObject { ["subject"] = subject, ["before"] = null, ["after"] = JsonSerializer.SerializeToNode(what, what.GetType(), StoredJson.Options) });

    private static bool Touched(EntityEntry entry) =>
        entry.State is EntityState.Added or EntityState.Modified;

    /// <summary>Two tools can't have one identifier: the key's row stands beside the tool in the same transaction.</summary>
    private async Task KeepToolKeysAsync(IEnumerable<EntityEntry> changes, CancellationToken ct)
    {
        foreach (var tool in changes.Select(c => c.Entity).OfType<Tool>())
        {
            var wanted = tool.Identity.ExclusiveKeys.Select(ToolKeys.HashOf).ToHashSet(StringComparer.Ordinal);
            var present = await db.ToolKeys.Where(k => k.Tool == tool.Slug).ToListAsync(ct);
            db.ToolKeys.RemoveRange(present.Where(k => !wanted.Contains(k.Hash)));
            db.ToolKeys.AddRange(wanted.Except(present.Select(k => k.Hash), StringComparer.Ordinal).Select(hash => new ToolKey { Hash = hash, Tool = tool.Slug }));
        }
    }

    private string Record(AuditHead head, Deed deed, string outcome, string? code, IReadOnlyList<EntityEntry> changes)
    {
        var now = clock.GetUtcNow();
        var subject = changes.Select(c => AuditProjection.SubjectOf(c.Entity)).FirstOrDefault() ?? Beginning(deed.Subject);
        var entry = new JsonObject
        {
            ["at"] = now.ToString("O"),
            ["owner"] = deed.Owner?.Value,
            ["method"] = deed.Method,
            ["action"] = deed.Action,
            ["subject"] = subject,
            ["outcome"] = outcome,
            ["code"] = code,
            ["correlationId"] = deed.CorrelationId,
            ["changes"] = new JsonArray([.. changes.Select(Change), .. notes]),
        };
        var link = AuditChain.Seal(head.Seq + 1, head.Hash, entry, static () => RandomNumberGenerator.GetBytes(16));
        (head.Seq, head.Hash) = (link.Seq, link.Hash);
        db.Audit.Add(new AuditRow
        {
            Seq = link.Seq,
            At = now,
            Owner = deed.Owner?.Value,
            Action = deed.Action,
            Subject = subject,
            Outcome = outcome,
            Code = code,
            Json = link.Json,
            PreviousHash = link.PreviousHash,
            Hash = link.Hash,
            Texts = JsonSerializer.Serialize(link.Texts, StoredJson.Options),
        });
        return subject;
    }

    /// <summary>A refused request may name anything; its beginning is enough to know it by.</summary>
    private static string Beginning(string subject) =>
        subject.Length <= AuditRow.MaxSubjectLength ? subject
        : char.IsHighSurrogate(subject[AuditRow.MaxSubjectLength - 1]) ? subject[..(AuditRow.MaxSubjectLength - 1)]
        : subject[..AuditRow.MaxSubjectLength];

    private JsonNode Change(EntityEntry entry) => new JsonObject
    {
        ["subject"] = AuditProjection.SubjectOf(entry.Entity),
        ["before"] = db.TakeBefore(entry.Entity),
        ["after"] = AuditProjection.Of(entry.Entity),
    };
}
