using System.Globalization;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
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
        var items = await db.ReviewItemsAsync(list, horizon, kind, request.FirstOfKind, cancellationToken);
        return items.Where(i => owner is null || i.Owner == owner).ToPage(request.Page, ById, Sorts, i => Of(i, now));
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
}
