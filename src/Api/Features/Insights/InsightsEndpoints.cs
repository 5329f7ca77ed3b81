using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;

namespace ToolRegistry.Api.Features.Insights;

internal static class InsightsEndpoints
{
    public static void MapInsights(this IEndpointRouteBuilder api)
    {
        var insights = api.MapGroup("/insights").WithTags("insights");

        insights.MapGet("/unknown", (string? environment, string? since, int? limit, string? cursor, string? sort, IMediator mediator, CancellationToken ct) =>
                mediator.Send(new ListUnknown(new PageQuery(limit, cursor, sort), environment is null ? null : Scope.Environment(environment), Wire.Instant(since, "since")), ct))
            .Lists<ListUnknown, UnknownSoftwareView>("List what is asked for most and is not on record, over the last 30 days unless since is given; sort by checks (descending unless said otherwise), lastAskedAt or subject", "scope.invalid");

        insights.MapGet("/usage", (string decision, string? since, IMediator mediator, CancellationToken ct) =>
                mediator.Send(new GetUsage(Wire.Number(Numbers.Decision, decision), Wire.Instant(since, "since")), ct))
            .Says<GetUsage, UsageView>("Who would notice a decision: what was asked about its tool, over the last 30 days unless since is given, and what would be answered with and without it", StatusCodes.Status200OK, "decision.not-found");
    }
}
