using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Features.Tokens;

internal static class TokensEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder api)
    {
        var tokens = api.MapGroup("/tokens").WithTags("record");

        tokens.MapGet("/", (string? owner, string? role, int? limit, string? cursor, string? sort, IMediator mediator, CancellationToken ct) =>
                mediator.Send(new ListTokens(new PageQuery(limit, cursor, sort), owner, role), ct))
            .Lists<ListTokens, TokenView>("List tokens without their secrets; sort by id, expiresAt or name", "owner.invalid");

        tokens.MapPost("/", (NewTokenBody body, IMediator mediator, CancellationToken ct) => mediator.CreatedAsync(new IssueToken(body), t => $"/v1/tokens/{t.Details.Id}", ct))
            .Says<IssueToken, IssuedToken>("Make a token; its secret is shown this once", StatusCodes.Status201Created, "owner.invalid", "scope.invalid", "idempotency.secret");

        tokens.MapGet("/{id}", (string id, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new GetToken(id), ct))
            .Says<GetToken, TokenView>("Read what is on record of a token", StatusCodes.Status200OK, "token.not-found");

        tokens.MapPost("/{id}/revoke", (string id, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new RevokeToken(id), ct))
            .Changes<RevokeToken, TokenView>("End a token at once", StatusCodes.Status200OK, "token.not-found", "token.revoked");
    }
}
