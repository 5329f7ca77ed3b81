using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Auditing;
using ToolRegistry.Domain.Decisions;

namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>Takes people out of the audit log.</summary>
public static class AuditRedactions
{
    /// <summary>Whose tokens were, once they are nobody's.</summary>
    private static readonly Owner Nobody = Owner.Parse("redacted");

    /// <summary>Refuses a person who may still act, or on whom something waits: four eyes must know them.</summary>
    /// <exception cref="DomainException"><c>redaction.active-token</c>, <c>redaction.open-review</c></exception>
    public static async Task RequireGoneAsync(this RegisterDbContext db, Owner person, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Tokens.AnyAsync(t => t.Owner == person && t.RevokedAt == null && t.ExpiresAt > now, ct))
            throw DomainException.Conflict("redaction.active-token", "The person has a token that is still taken: revoke it first (/v1/tokens?owner=…).");
        if (await db.OpenOfAsync(person, ct) is { } record)
            throw DomainException.Conflict("redaction.open-review", $"{record} waits for review and counts the person: have it approved, rejected or withdrawn first.");
    }

    /// <summary>Takes a person out of every entry and out of tokens that have ended. The caller saves.</summary>
    /// <returns>How many entries and tokens named the person.</returns>
    public static async Task<(long Entries, int Tokens)> RedactAsync(this RegisterDbContext db, Owner person, CancellationToken ct)
    {
        var entries = 0L;
        // As it stands within a JSON string.
        var written = JsonSerializer.Serialize(person.Value, StoredJson.Options)[1..^1];
        await foreach (var row in db.AuditAfter(0, ct))
        {
            if (row.Owner != person.Value && !row.Texts.Contains(written, StringComparison.OrdinalIgnoreCase))
                continue;
            var texts = StoredJson.Read<AuditText[]>(row.Texts);
            var left = AuditRedaction.Without(texts, person);
            if (ReferenceEquals(texts, left) && row.Owner != person.Value)
                continue;
            entries++;
            db.Audit.Attach(row);
            (row.Texts, row.Owner) = (StoredJson.Write(left), row.Owner == person.Value ? null : row.Owner);
        }

        // Past the change tracker: the entry of a redaction would otherwise name the person as what was there before.
        var tokens = await db.Tokens.Where(t => t.Owner == person).ExecuteUpdateAsync(
            token => token.SetProperty(t => t.Owner, Nobody).SetProperty(t => t.Name, Nobody.Value).SetProperty(t => EF.Property<int>(t, RegisterDbContext.RowVersion), t => EF.Property<int>(t, RegisterDbContext.RowVersion) + 1),
            ct);
        return (entries, tokens);
    }

    /// <summary>A record under review of which a person is part, or null.</summary>
    private static async Task<string?> OpenOfAsync(this RegisterDbContext db, Owner person, CancellationToken ct)
    {
        var decisions = await db.Decisions.AsNoTracking().Where(d => d.Revisions.Any(r => r.State == ReviewState.Draft || r.State == ReviewState.Proposed || r.Expedition != null)).ToListAsync(ct);
        var exceptions = await db.Exceptions.AsNoTracking().Where(e => e.State == ReviewState.Draft || e.State == ReviewState.Proposed).ToListAsync(ct);
        var requests = await db.Requests.AsNoTracking().Where(r => r.State == ReviewState.Proposed).ToListAsync(ct);
        var tools = await db.Tools.AsNoTracking().Where(t => t.PendingIdentity != null).ToListAsync(ct);
        var channels = await db.Channels.AsNoTracking().Where(c => c.Pending != null).ToListAsync(ct);
        return new IEnumerable<object>[] { decisions.Where(d => d.Pending is not null || d.InForce?.Expedition is { RatifiedBy: null }), exceptions, requests, tools, channels }
            .SelectMany(records => records)
            .Where(record => IsPartOf(record is Decision decision ? new { decision.Pending, decision.InForce?.Expedition } : record is Domain.Tools.Tool tool ? tool.PendingIdentity! : record is Domain.Channels.Channel channel ? channel.Pending! : record, person))
            .Select(AuditProjection.SubjectOf)
            .FirstOrDefault();
    }

    private static bool IsPartOf(object open, Owner person) => Holds(JsonSerializer.SerializeToNode(open, open.GetType(), StoredJson.Options), person.Value);

    private static bool Holds(JsonNode? node, string person) => node switch
    {
        JsonObject members => members.Any(m => Holds(m.Value, person)),
        JsonArray items => items.Any(i => Holds(i, person)),
        JsonValue value => value.TryGetValue<string>(out var text) && text == person,
        _ => false,
    };
}
