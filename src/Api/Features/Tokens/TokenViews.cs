using ToolRegistry.Client;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Features.Tokens;

internal static class TokenViews
{
    public static TokenView Of(ApiToken token) =>
        new(token.Id, token.Name, token.Owner.Value, Wire.Name(token.Role), token.Groups, token.CreatedAt, token.CreatedBy.Value, token.ExpiresAt, token.RevokedAt, token.LastUsedAt);
}
