using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Risk;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>
/// What changed on record since a revision was approved, as far as the decision has to answer to it. Open until a
/// revision that is more than a reschedule takes its place.
/// </summary>
public sealed class DecisionChange
{
    /// <summary>The longest subject, in UTF-16 units: a release's version.</summary>
    public const int MaxSubjectLength = 200;

    /// <summary>The decision's number.</summary>
    public int Decision { get; init; }

    /// <summary>The number of the audit entry of the same transaction.</summary>
    public long Seq { get; init; }

    /// <summary>What changed: <c>CL-1</c>, <c>EV-9</c>, <c>RA-7</c>, or a release's version.</summary>
    public required string Subject { get; init; }

    /// <summary>The revision that rests on what changed.</summary>
    public int Revision { get; init; }

    /// <summary>When it changed.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Who changed it.</summary>
    public required Owner By { get; init; }

    /// <summary>What kind of change.</summary>
    public ChangeKind Kind { get; init; }

    /// <summary>How it changed; internal text.</summary>
    public required string What { get; init; }

    /// <summary>Why; internal text, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it alters what the decision rests on.</summary>
    public bool IsMaterial { get; init; }

    /// <summary>Whether it may meet the decision's lift condition.</summary>
    public bool OpensLiftReview { get; init; }

    /// <summary>Whether the decision has still to answer to it.</summary>
    public bool IsOpen { get; set; }
}

/// <summary>Reads what a decision has still to answer to.</summary>
public static class OpenChanges
{
    /// <summary>The open changes under the revision that is in force, the oldest first.</summary>
    public static async Task<IReadOnlyList<DecisionChange>> OpenChangesOfAsync(this RegisterDbContext db, Decision decision, CancellationToken ct)
    {
        // The command that answers to them by a revision has not closed them yet when it answers.
        var revision = decision.Substance?.Number;
        return await db.DecisionChanges.AsNoTracking().Where(c => c.Decision == decision.Number && c.IsOpen && c.Revision == revision).OrderBy(c => c.Seq).ThenBy(c => c.Subject).ToListAsync(ct);
    }
}

/// <summary>Notes for the decisions in force what changed of what they rest on, so that no command can forget to.</summary>
internal static class DecisionChanges
{
    public static async Task KeepAsync(RegisterDbContext db, IReadOnlyCollection<EntityEntry> changes, long seq, Owner? by, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var decision in changes.Select(c => c.Entity).OfType<Decision>())
            await CloseAsync(db, decision, ct);
        foreach (var onTool in ChangesIn(db, changes).GroupBy(c => c.Tool, c => c.Change, StringComparer.Ordinal))
        {
            foreach (var decision in await db.InForceOnAsync(onTool.Key, ct))
                Note(db, decision, onTool, seq, by!, now);
        }
    }

    /// <summary>Loads the decisions on a tool that are in force.</summary>
    public static async Task<IReadOnlyList<Decision>> InForceOnAsync(this RegisterDbContext db, string tool, CancellationToken ct) =>
        await db.Decisions.Where(d => d.Tool == tool && d.Revisions.Any(r => r.State == ReviewState.Approved)).ToListAsync(ct);

    private static async Task CloseAsync(RegisterDbContext db, Decision decision, CancellationToken ct)
    {
        var revision = decision.Substance?.Number;
        foreach (var answered in await db.DecisionChanges.Where(c => c.Decision == decision.Number && c.IsOpen && c.Revision != revision).ToListAsync(ct))
            answered.IsOpen = false;
    }

    private static void Note(RegisterDbContext db, Decision decision, IEnumerable<RecordChange> changes, long seq, Owner by, DateTimeOffset now)
    {
        var revision = decision.Substance!;
        foreach (var change in changes)
        {
            var (isMaterial, opensLiftReview) = (change.IsMaterialTo(revision), change.OpensLiftReviewOf(revision));
            if (!isMaterial && !opensLiftReview)
                continue;
            db.DecisionChanges.Add(new DecisionChange
            {
                Decision = decision.Number,
                Seq = seq,
                Subject = change.Subject,
                Revision = revision.Number,
                At = now,
                By = by,
                Kind = change.Kind,
                What = change.What,
                Reason = change.Reason,
                IsMaterial = isMaterial,
                OpensLiftReview = opensLiftReview,
                IsOpen = true,
            });
        }
    }

    private static IEnumerable<(string Tool, RecordChange Change)> ChangesIn(RegisterDbContext db, IReadOnlyCollection<EntityEntry> changes)
    {
        foreach (var entry in changes)
        {
            switch (entry.Entity)
            {
                case Claim claim when Grew(entry, nameof(Claim.History)):
                    yield return (claim.Tool, RecordChange.Of(claim));
                    break;
                case EvidenceRecord evidence when entry.State == EntityState.Added || Grew(entry, nameof(EvidenceRecord.History)):
                    yield return (evidence.Tool, RecordChange.Of(evidence));
                    break;
                case RiskAssessment assessment:
                    yield return (assessment.Tool, RecordChange.Of(assessment));
                    break;
                case Tool tool when entry.State == EntityState.Modified:
                    foreach (var release in tool.Releases.Where(r => db.Entry(r).State == EntityState.Added))
                        yield return (tool.Slug, RecordChange.Of(release));
                    break;
                default:
                    break;
            }
        }
    }

    private static bool Grew(EntityEntry entry, string history) => entry.State == EntityState.Modified && entry.Property(history).IsModified;
}
