using Microsoft.EntityFrameworkCore;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Reviews;

namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>Loads what waits for a review.</summary>
public static class ReviewLoading
{
    /// <summary>What is on the list, in no order.</summary>
    /// <param name="db">The register.</param>
    /// <param name="list">The list.</param>
    /// <param name="horizon">The list's horizon.</param>
    /// <param name="kind">One kind, or null for all.</param>
    /// <param name="first">How many of each kind are looked at, those that are due first; null: all.</param>
    /// <param name="ct">Breaks off.</param>
    public static async Task<IReadOnlyList<ReviewItem>> ReviewItemsAsync(this RegisterDbContext db, WorkList list, DateTimeOffset horizon, ReviewKind? kind, int? first, CancellationToken ct)
    {
        var items = new List<ReviewItem>();
        if (kind is null or ReviewKind.Tool)
            items.AddRange((await ToolsAsync(db, list, first, ct)).SelectMany(list.Of));
        if (kind is null or ReviewKind.Assessment)
            items.AddRange((await AssessmentsAsync(db, horizon, ct)).SelectMany(list.Of));
        if (kind is null or ReviewKind.Exception or ReviewKind.ExceptionExpiry)
            items.AddRange((await ExceptionsAsync(db, first, ct)).SelectMany(list.Of));
        if (kind is null or ReviewKind.Decision or ReviewKind.Ratification or ReviewKind.Revalidation or ReviewKind.LiftCondition)
            items.AddRange((await DecisionsAsync(db, horizon, first, ct)).SelectMany(list.Of));
        return [.. items.Where(i => kind is null || i.Kind == kind)];
    }

    private static Task<List<ToolOnRecord>> ToolsAsync(RegisterDbContext db, WorkList list, int? first, CancellationToken ct) =>
        First(db.Tools.AsNoTracking()
            .Where(t => t.Details.LastVerifiedAt == null || t.Details.LastVerifiedAt > list.Today ? t.CreatedAt < list.LatestCreation : t.Details.LastVerifiedAt <= list.LatestVerification)
            .OrderBy(t => t.CreatedAt), first)
            .Select(t => new ToolOnRecord(t.Slug, t.Details.Owner, t.Details.LastVerifiedAt, t.CreatedAt))
            .ToListAsync(ct);

    private static IQueryable<T> First<T>(IQueryable<T> all, int? count) => count is { } some ? all.Take(some) : all;

    /// <summary>All assessments of a tool of which one is due: a later one may have taken its place.</summary>
    private static async Task<IEnumerable<AssessmentsOnRecord>> AssessmentsAsync(RegisterDbContext db, DateTimeOffset horizon, CancellationToken ct)
    {
        var assessments = from assessment in db.Assessments.AsNoTracking()
                          where db.Assessments.Where(a => a.NextReviewAt < horizon).Select(a => a.Tool).Contains(assessment.Tool)
                          join tool in db.Tools on assessment.Tool equals tool.Slug
                          select new { Assessment = assessment, tool.Details.Owner };
        return (await assessments.ToListAsync(ct)).GroupBy(a => a.Assessment.Tool, StringComparer.Ordinal).Select(of => new AssessmentsOnRecord(of.First().Owner, [.. of.Select(a => a.Assessment)]));
    }

    /// <summary>The exceptions granted to decisions in force. When one ends stands in no column.</summary>
    private static async Task<IEnumerable<ExceptionOnRecord>> ExceptionsAsync(RegisterDbContext db, int? first, CancellationToken ct)
    {
        var exceptions = from exception in db.Exceptions.AsNoTracking()
                         where exception.State == ReviewState.Approved
                         join decision in db.Decisions on exception.Decision equals decision.Number
                         where db.Decisions.SelectMany(d => d.Revisions, (d, r) => new { d.Number, r.State }).Where(r => r.State == ReviewState.Approved).Select(r => r.Number).Contains(decision.Number)
                         join tool in db.Tools on decision.Tool equals tool.Slug
                         select new { Exception = exception, decision.Tool, tool.Details.Owner };
        return (await First(exceptions.OrderBy(e => e.Exception.Number), first).ToListAsync(ct)).Select(e => new ExceptionOnRecord(e.Exception, e.Tool, e.Owner));
    }

    private static async Task<IEnumerable<DecisionOnRecord>> DecisionsAsync(RegisterDbContext db, DateTimeOffset horizon, int? first, CancellationToken ct)
    {
        // Lists of numbers, because SQLite looks into a decision's revisions by their state, which goes through those of all decisions.
        var due = db.Decisions.SelectMany(d => d.Revisions, (d, r) => new { d.Number, r.State, r.ReviewBy, r.Expedition })
            .Where(r => r.State == ReviewState.Approved);
        var dueFirst = First(due.Where(r => r.ReviewBy < horizon).OrderBy(r => r.ReviewBy), first).Select(r => r.Number);
        var expedited = First(due.Where(r => r.Expedition != null), first).Select(r => r.Number);
        var changed = First(db.DecisionChanges.Where(c => c.IsOpen).OrderBy(c => c.Seq), first).Select(c => c.Decision);
        var decisions = from decision in db.Decisions.AsNoTracking()
                        where dueFirst.Contains(decision.Number) || expedited.Contains(decision.Number) || changed.Contains(decision.Number)
                        join tool in db.Tools on decision.Tool equals tool.Slug
                        select new { Decision = decision, tool.Details.Owner };
        var loaded = await decisions.ToListAsync(ct);
        var changes = (await db.DecisionChanges.AsNoTracking().Where(c => c.IsOpen).OrderBy(c => c.Seq).ThenBy(c => c.Subject)
                .Select(c => new { c.Decision, Change = new OpenChange(c.Revision, c.At, c.Subject, c.What, c.IsMaterial, c.OpensLiftReview) }).ToListAsync(ct))
            .ToLookup(c => c.Decision, c => c.Change);
        return loaded.Select(d => new DecisionOnRecord(d.Decision, d.Owner, [.. changes[d.Decision.Number]]));
    }
}
