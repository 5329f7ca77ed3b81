using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Claims;

/// <summary>Lists the claims about a tool.</summary>
internal sealed record ListClaims(string Slug, PageQuery Page, string? Status) : IQuery<Page<ClaimView>>
{
    public static Permission Permission => Permission.ReadInternal;
}

internal sealed class ListClaimsHandler(RegisterDbContext db) : IRequestHandler<ListClaims, Page<ClaimView>>
{
    private static readonly Sort<Claim> ByNumber = Sort<Claim>.By("number", c => c.Number);

    public async Task<Page<ClaimView>> Handle(ListClaims request, CancellationToken cancellationToken)
    {
        await db.FindRecordAsync<Tool>(request.Slug, cancellationToken);
        var claims = db.Claims.AsNoTracking().Where(c => c.Tool == request.Slug);
        if (request.Status is { } text)
        {
            var status = Wire.Parse<ClaimStatus>(text, "status");
            claims = claims.Where(c => c.Status == status);
        }

        var grounds = await db.GroundsOfAsync(request.Slug, cancellationToken);
        return await claims.ToPageAsync(request.Page, ByNumber, [], c => ClaimViews.InList(c, grounds), cancellationToken);
    }
}
