using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Features.Tokens;

/// <summary>Reads what is on record of a token.</summary>
internal sealed record GetToken(string Id) : IQuery<Stored<TokenView>>
{
    public static Permission Permission => Permission.ManageTokens;
}

internal sealed class GetTokenHandler(RegisterDbContext db) : IRequestHandler<GetToken, Stored<TokenView>>
{
    public async Task<Stored<TokenView>> Handle(GetToken request, CancellationToken cancellationToken)
    {
        var token = await db.FindRecordAsync<ApiToken>(request.Id, cancellationToken);
        return new Stored<TokenView>(TokenViews.Of(token), db.RowVersionOf(token));
    }
}
