using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;
using ToolRegistry.Domain;

namespace ToolRegistry.Api.Features.Claims;

internal static class ClaimsEndpoints
{
    public static void MapClaims(this IEndpointRouteBuilder api)
    {
        var claims = api.MapGroup("/tools/{slug}/claims").WithTags("tools");

        claims.MapGet("/", (string slug, string? status, int? limit, string? cursor, string? sort, IMediator mediator, CancellationToken ct) =>
                mediator.Send(new ListClaims(slug, new PageQuery(limit, cursor, sort), status), ct))
            .Lists<ListClaims, ClaimView>("List the claims about a tool", "tool.not-found");

        claims.MapPost("/", (string slug, NewClaimBody body, IMediator mediator, CancellationToken ct) =>
                mediator.CreatedAsync(new AddClaim(slug, body), created => $"/v1/tools/{slug}/claims/{created.Number}", ct))
            .Says<AddClaim, ClaimView>("Record a claim about a tool", StatusCodes.Status201Created, "tool.not-found", "claim.invalid", "range.invalid", "version-scheme.unknown");

        claims.MapGet("/{number}", (string slug, string number, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new GetClaim(slug, Wire.Number(Numbers.Claim, number)), ct))
            .Says<GetClaim, ClaimView>("Read a claim about a tool: how far the evidence carries it, and why", StatusCodes.Status200OK, "claim.not-found");
        claims.MapPut("/{number}", (string slug, string number, ChangeClaimBody body, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new ChangeClaim(slug, Wire.Number(Numbers.Claim, number), body), ct))
            .Changes<ChangeClaim, ClaimView>("Change a claim; what it was is kept", StatusCodes.Status200OK, "claim.not-found", "claim.invalid", "claim.unchanged", "claim.too-many-changes", "reason.required", "range.invalid", "version-scheme.unknown");
    }
}
