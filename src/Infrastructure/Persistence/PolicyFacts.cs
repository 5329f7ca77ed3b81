using Microsoft.EntityFrameworkCore;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Channels;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Infrastructure.Signing;

namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>Keeps what verdicts need beside the records, one span of policy revisions after another.</summary>
internal static class PolicyFacts
{
    public const string ToolKind = "tool";
    public const string DecisionKind = "decision";
    public const string ExceptionKind = "exception";
    public const string ChannelKind = "channel";

    /// <summary>Closes and opens facts for what changed, and counts changes of tokens and keys; returns the policy revision after it.</summary>
    public static async Task<long> AdvanceAsync(RegisterDbContext db, IReadOnlyCollection<object> records, DateTimeOffset now, CancellationToken ct)
    {
        var head = await db.PolicyHead.SingleAsync(ct);
        var next = head.Revision + 1;
        foreach (var record in records.Union(await RestingOnAsync(db, records, ct)))
        {
            if (await FactOfAsync(db, record, ct) is not var (kind, key, json))
                continue;
            var standing = await db.PolicyFacts.SingleOrDefaultAsync(f => f.Kind == kind && f.Key == key && f.ToRevision == null, ct);
            if (standing?.Json == json)
                continue;
            if (standing is not null)
                standing.ToRevision = next;
            if (json is not null)
                db.PolicyFacts.Add(new PolicyFact { Kind = kind, Key = key, FromRevision = next, Json = json });
            (head.Revision, head.ChangedAt) = (next, now);
        }

        if (records.Any(r => r is ApiToken or SigningKey))
            head.AccessRevision++;

        return head.Revision;
    }

    /// <summary>Decisions whose confidence may have changed, because the grounds of their tool did.</summary>
    private static async Task<IEnumerable<Decision>> RestingOnAsync(RegisterDbContext db, IEnumerable<object> records, CancellationToken ct)
    {
        var resting = new List<Decision>();
        foreach (var record in records)
        {
            var isNew = db.Entry(record).State == EntityState.Added;
            resting.AddRange(record switch
            {
                // No decision relies on a new claim, and from new evidence nothing derives yet.
                Claim claim when !isNew => await db.InForceOnAsync(claim.Tool, ct),
                EvidenceRecord evidence when isNew => (await db.InForceOnAsync(evidence.Tool, ct)).Where(d => d.InForce!.Terms.Claims.Any(c => evidence.Content.StanceOn(c) is not null)),
                EvidenceRecord evidence => await db.InForceOnAsync(evidence.Tool, ct),
                _ => [],
            });
        }

        return resting;
    }

    private static async Task<(string Kind, string Key, string? Json)?> FactOfAsync(RegisterDbContext db, object record, CancellationToken ct) => record switch
    {
        Tool tool => (ToolKind, tool.Slug, StoredJson.Write(ToolFact.Of(tool))),
        Decision decision => (DecisionKind, Numbers.Format(Numbers.Decision, decision.Number), Written(DecisionFact.Of(decision, await SupportOfAsync(db, decision, ct)))),
        Channel channel => (ChannelKind, channel.Name, StoredJson.Write(ChannelFact.Of(channel))),
        ExceptionRecord exception => (ExceptionKind, Numbers.Format(Numbers.Exception, exception.Number), Written(ExceptionFact.Of(exception))),
        _ => null,
    };

    private static async Task<Support> SupportOfAsync(RegisterDbContext db, Decision decision, CancellationToken ct) =>
        decision.InForce is { Terms: var terms } ? await db.SupportOfAsync(decision.Tool, terms.Claims, ct) : Support.None;

    private static string? Written<T>(T? fact)
        where T : class => fact is null ? null : StoredJson.Write(fact);
}
