using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Claims;

/// <summary>Reads one claim of a tool.</summary>
internal sealed record GetClaim(string Slug, int Number) : IQuery<Stored<ClaimView>>
{
    public static Permission Permission => Permission.ReadInternal;
}

internal sealed class GetClaimHandler(RegisterDbContext db) : IRequestHandler<GetClaim, Stored<ClaimView>>
{
    public async Task<Stored<ClaimView>> Handle(GetClaim request, CancellationToken cancellationToken)
    {
        var grounds = await db.GroundsOfAsync(request.Slug, cancellationToken);
        return grounds.Claims.FirstOrDefault(c => c.Number == request.Number) is { } claim
            ? new Stored<ClaimView>(ClaimViews.Whole(claim, grounds), db.RowVersionOf(claim))
            : throw DomainException.NotFound("claim.not-found", "There is no such claim about this tool.");
    }
}
