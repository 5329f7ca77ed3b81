using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Features.Tokens;

/// <summary>Ends a token at once.</summary>
internal sealed record RevokeToken(string Id) : ICommand<Stored<TokenView>>
{
    public static Permission Permission => Permission.ManageTokens;

    public static string Action => "token.revoke";

    public string Subject => "token";
}

internal sealed class RevokeTokenValidator : AbstractValidator<RevokeToken>
{
    public RevokeTokenValidator() => RuleFor(c => c.Id).NotNull();
}

internal sealed class RevokeTokenHandler(RegisterDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<RevokeToken, Stored<TokenView>>
{
    public async Task<Stored<TokenView>> Handle(RevokeToken request, CancellationToken cancellationToken)
    {
        var token = await db.ForChangeAsync<ApiToken>(request.Id, context.IfMatch, cancellationToken);
        token.Revoke(clock.GetUtcNow());
        return new Stored<TokenView>(TokenViews.Of(token), db.RowVersionOf(token));
    }
}
