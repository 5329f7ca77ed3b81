using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Reviews;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Reviews;

/// <summary>Lists what waits for a review.</summary>
internal sealed record ListReviews(PageQuery Page, string? Kind, string? Owner, DateTimeOffset? DueBefore) : IQuery<Page<ReviewItemView>>
{
    /// <summary>How many of each kind are looked at, those that are due first; null: all. For whoever wants to see the first few only.</summary>
    public int? FirstOfKind { get; init; }

    public static Permission Permission => Permission.ReadInternal;
}

internal sealed class ListReviewsHandler(RegisterDbContext db, TimeZoneInfo zone, TimeProvider clock) : IRequestHandler<ListReviews, Page<ReviewItemView>>
{
    private static readonly Sort<ReviewItem>[] Sorts = [Sort<ReviewItem>.By("dueAt", i => i.DueAt)];

    // By kind and then by subject, of which numbers sort as numbers.
    private static readonly Sort<ReviewItem> ById = Sort<ReviewItem>.By("id", i => $"{Wire.Name(i.Kind)} {(i.Number ?? 0).ToString("D10", CultureInfo.InvariantCulture)} {i.Tool}");

    public async Task<Page<ReviewItemView>> Handle(ListReviews request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var horizon = request.DueBefore ?? now + WorkList.DefaultHorizon;
        var list = new WorkList(now, horizon, zone);
        ReviewKind? kind = request.Kind is { } name ? Wire.Parse<ReviewKind>(name, "kind") : null;
        var owner = request.Owner is { } person ? Domain.Owner.Parse(person) : null;
        var items = new List<ReviewItem>();
        if (kind is null or ReviewKind.Tool)
            items.AddRange((await ToolsAsync(list, request.FirstOfKind, cancellationToken)).SelectMany(list.Of));
        if (kind is null or ReviewKind.Assessment)
            items.AddRange((await AssessmentsAsync(horizon, cancellationToken)).SelectMany(list.Of));
        if (kind is null or ReviewKind.Exception or ReviewKind.ExceptionExpiry)
            items.AddRange((await ExceptionsAsync(request.FirstOfKind, cancellationToken)).SelectMany(list.Of));
        if (kind is null or ReviewKind.Decision or ReviewKind.Ratification or ReviewKind.Revalidation or ReviewKind.LiftCondition)
            items.AddRange((await DecisionsAsync(horizon, request.FirstOfKind, cancellationToken)).SelectMany(list.Of));
        return items.Where(i => (kind is null || i.Kind == kind) && (owner is null || i.Owner == owner)).ToPage(request.Page, ById, Sorts, i => Of(i, now));
    }

    private static ReviewItemView Of(ReviewItem item, DateTimeOffset now) =>
        new(Wire.Name(item.Kind), item.Subject, item.Tool, item.Owner?.Value, item.DueAt, item.IsOverdueAt(now), item.What, AddressOf(item));

    private static string AddressOf(ReviewItem item) => item.Kind switch
    {
        ReviewKind.Tool => $"/v1/tools/{item.Tool}",
        ReviewKind.Assessment => $"/v1/tools/{item.Tool}/risk-assessments/{item.Subject}",
        ReviewKind.Exception or ReviewKind.ExceptionExpiry => $"/v1/exceptions/{item.Subject}",
        _ => $"/v1/decisions/{item.Subject}",
    };

    private Task<List<ToolOnRecord>> ToolsAsync(WorkList list, int? first, CancellationToken ct) =>
        First(db.Tools.AsNoTracking()
            .Where(t => t.Details.LastVerifiedAt == null || t.Details.LastVerifiedAt > list.Today ? t.CreatedAt < list.LatestCreation : t.Details.LastVerifiedAt <= list.LatestVerification)
            .OrderBy(t => t.CreatedAt), first)
            .Select(t => new ToolOnRecord(t.Slug, t.Details.Owner, t.Details.LastVerifiedAt, t.CreatedAt))
            .ToListAsync(ct);

    private static IQueryable<T> First<T>(IQueryable<T> all, int? count) => count is { } some ? all.Take(some) : all;

    /// <summary>All assessments of a tool of which one is due: a later one may have taken its place.</summary>
    private async Task<IEnumerable<AssessmentsOnRecord>> AssessmentsAsync(DateTimeOffset horizon, CancellationToken ct)
    {
        var assessments = from assessment in db.Assessments.AsNoTracking()
                          where db.Assessments.Where(a => a.NextReviewAt < horizon).Select(a => a.Tool).Contains(assessment.Tool)
                          join tool in db.Tools on assessment.Tool equals tool.Slug
                          select new { Assessment = assessment, tool.Details.Owner };
        return (await assessments.ToListAsync(ct)).GroupBy(a => a.Assessment.Tool, StringComparer.Ordinal).Select(of => new AssessmentsOnRecord(of.First().Owner, [.. of.Select(a => a.Assessment)]));
    }

    /// <summary>The exceptions granted to decisions in force. When one ends stands in no column.</summary>
    private async Task<IEnumerable<ExceptionOnRecord>> ExceptionsAsync(int? first, CancellationToken ct)
    {
        var exceptions = from exception in db.Exceptions.AsNoTracking()
                         where exception.State == ReviewState.Approved
                         join decision in db.Decisions on exception.Decision equals decision.Number
                         where db.Decisions.SelectMany(d => d.Revisions, (d, r) => new { d.Number, r.State }).Where(r => r.State == ReviewState.Approved).Select(r => r.Number).Contains(decision.Number)
                         join tool in db.Tools on decision.Tool equals tool.Slug
                         select new { Exception = exception, decision.Tool, tool.Details.Owner };
        return (await First(exceptions.OrderBy(e => e.Exception.Number), first).ToListAsync(ct)).Select(e => new ExceptionOnRecord(e.Exception, e.Tool, e.Owner));
    }

    private async Task<IEnumerable<DecisionOnRecord>> DecisionsAsync(DateTimeOffset horizon, int? first, CancellationToken ct)
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
