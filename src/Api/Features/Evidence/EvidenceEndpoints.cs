using MediatR;
using Microsoft.AspNetCore.Mvc;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;
using ToolRegistry.Domain;

namespace ToolRegistry.Api.Features.Evidence;

internal static class EvidenceEndpoints
{
    private static readonly string[] ChangeCodes = ["evidence.not-found", "evidence.not-current", "evidence.too-many-changes", "reason.required"];

    public static void MapEvidence(this IEndpointRouteBuilder api)
    {
        var evidence = api.MapGroup("/tools/{slug}/evidence").WithTags("tools");

        evidence.MapGet("/", (string slug, int? limit, string? cursor, string? sort, IMediator mediator, CancellationToken ct) =>
                mediator.Send(new ListEvidence(slug, new PageQuery(limit, cursor, sort)), ct))
            .Lists<ListEvidence, EvidenceView>("List the evidence about a tool", "tool.not-found");

        evidence.MapPost("/", (string slug, NewEvidenceBody body, IMediator mediator, CancellationToken ct) =>
                mediator.CreatedAsync(new AddEvidence(slug, body), created => $"/v1/tools/{slug}/evidence/{created.Number}", ct))
            .Says<AddEvidence, EvidenceView>("Record a piece of evidence about a tool", StatusCodes.Status201Created, "tool.not-found", "evidence.invalid", "claim.unknown", "evidence.unknown");

        evidence.MapGet("/{number}", (string slug, string number, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new GetEvidence(slug, Evidence(number)), ct))
            .Says<GetEvidence, EvidenceView>("Read a piece of evidence about a tool, and all that it ever was", StatusCodes.Status200OK, "evidence.not-found");
        MapChanges(evidence);
        MapCopies(evidence);
    }

    private static void MapChanges(RouteGroupBuilder evidence)
    {
        evidence.MapPut("/{number}", (string slug, string number, ChangeEvidenceBody body, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new ChangeEvidence(slug, Evidence(number), body), ct))
            .Changes<ChangeEvidence, EvidenceView>("Grade or describe evidence anew; what it was is kept", StatusCodes.Status200OK, [.. ChangeCodes, "evidence.invalid", "claim.unknown", "evidence.unknown", "evidence.cycle"]);
        evidence.MapPost("/{number}/withdraw", (string slug, string number, ReasonBody body, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new WithdrawEvidence(slug, Evidence(number), body), ct))
            .Changes<WithdrawEvidence, EvidenceView>("Withdraw evidence: it stays on record and counts no more", StatusCodes.Status200OK, ChangeCodes);
        evidence.MapPost("/{number}/supersede", (string slug, string number, SupersedeEvidenceBody body, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new SupersedeEvidence(slug, Evidence(number), body), ct))
            .Changes<SupersedeEvidence, EvidenceView>("Put other evidence in its place: it stays on record and counts no more", StatusCodes.Status200OK, [.. ChangeCodes, "evidence.unknown", "evidence.supersedes-itself"]);
    }

    private static void MapCopies(RouteGroupBuilder evidence)
    {
        evidence.MapPut("/{number}/copy", async (string slug, string number, Stream body, IMediator mediator, CancellationToken ct) =>
            {
                var known = Evidence(number);
                var copy = await RawBody.ReadAsync(body, EvidenceCopies.MaxBytes, ct);
                return await mediator.OkAsync(new StoreEvidenceCopy(slug, known, copy), ct);
            })
            .Changes<StoreEvidenceCopy, EvidenceView>("Store the copy of a piece of evidence that was read", StatusCodes.Status200OK, "evidence.not-found", "evidence.copy-differs", "evidence.not-current", "evidence.too-many-changes")
            .WithMetadata(new RequestSizeLimitAttribute(EvidenceCopies.MaxBytes));
        evidence.MapGet("/{number}/copy", (string slug, string number, IMediator mediator, CancellationToken ct) => mediator.Send(new GetEvidenceCopy(slug, Evidence(number)), ct))
            .Downloads<GetEvidenceCopy>("Download the stored copy of a piece of evidence", "evidence.not-found", "evidence.no-copy");
    }

    private static int Evidence(string number) => Wire.Number(Numbers.Evidence, number);
}
