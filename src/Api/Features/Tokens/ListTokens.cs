using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Features.Tokens;

/// <summary>Lists tokens, without their secrets.</summary>
internal sealed record ListTokens(PageQuery Page, string? Owner, string? Role) : IQuery<Page<TokenView>>
{
    public static Permission Permission => Permission.ManageTokens;
}

internal sealed class ListTokensHandler(RegisterDbContext db) : IRequestHandler<ListTokens, Page<TokenView>>
{
    // The id begins with the time at which the token was made.
    private static readonly Sort<ApiToken> ById = Sort<ApiToken>.By("id", t => t.Id);
    private static readonly Sort<ApiToken>[] Sorts = [Sort<ApiToken>.By("expiresAt", t => t.ExpiresAt), Sort<ApiToken>.By("name", t => t.Name)];

    public async Task<Page<TokenView>> Handle(ListTokens request, CancellationToken cancellationToken)
    {
        var tokens = db.Tokens.AsNoTracking();
        if (request.Owner is { } text)
        {
            var owner = Domain.Owner.Parse(text);
            tokens = tokens.Where(t => t.Owner == owner);
        }

        if (request.Role is { } wanted)
        {
            var role = Wire.Parse<Role>(wanted, "role");
            tokens = tokens.Where(t => t.Role == role);
        }

        return await tokens.ToPageAsync(request.Page, ById, Sorts, TokenViews.Of, cancellationToken);
    }
}
