using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;
using ToolRegistry.Domain;

namespace ToolRegistry.Api.Features.Evidence;

internal static class EvidenceEndpoints
{
    public static void MapEvidence(this IEndpointRouteBuilder api)
    {
        var evidence = api.MapGroup("/tools/{slug}/evidence").WithTags("tools");

        evidence.MapGet("/", (string slug, int? limit, string? cursor, string? sort, IMediator mediator, CancellationToken ct) =>
                mediator.Send(new ListEvidence(slug, new PageQuery(limit, cursor, sort)), ct))
            .Lists<ListEvidence, EvidenceView>("List the evidence about a tool", "tool.not-found");

        evidence.MapPost("/", (string slug, NewEvidenceBody body, IMediator mediator, CancellationToken ct) =>
                mediator.CreatedAsync(new AddEvidence(slug, body), created => $"/v1/tools/{slug}/evidence/{created.Number}", ct))
            .Says<AddEvidence, EvidenceView>("Record a piece of evidence about a tool", StatusCodes.Status201Created, "tool.not-found", "evidence.invalid", "claim.unknown", "evidence.unknown");

        evidence.MapGet("/{number}", (string slug, string number, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new GetEvidence(slug, Wire.Number(Numbers.Evidence, number)), ct))
            .Says<GetEvidence, EvidenceView>("Read a piece of evidence about a tool", StatusCodes.Status200OK, "evidence.not-found");
    }
}
