using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Features.Reviews;

internal static class ReviewsEndpoints
{
    public static void MapReviews(this IEndpointRouteBuilder api)
    {
        var reviews = api.MapGroup("/reviews").WithTags("reviews");

        reviews.MapGet("/", (string? kind, string? owner, string? dueBefore, int? limit, string? cursor, string? sort, IMediator mediator, CancellationToken ct) =>
                mediator.Send(new ListReviews(new PageQuery(limit, cursor, sort), kind, owner, Wire.Instant(dueBefore, "dueBefore")), ct))
            .Lists<ListReviews, ReviewItemView>("List what waits for a review and is due before an instant, 30 days from now unless given; sort by dueAt", "owner.invalid");
    }
}
