using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Security;

/// <summary>The identity behind an API token.</summary>
internal sealed class TokenIdentity(Principal principal) : ClaimsIdentity(TokenAuthentication.Scheme)
{
    public Principal Principal => principal;
}

/// <summary>Knows callers by <c>Authorization: Bearer</c> and a token of the register.</summary>
internal sealed class TokenAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, RegisterDbContext db, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Bearer";

    private const string Prefix = Scheme + " ";
    private static readonly TimeSpan UsePrecision = TimeSpan.FromMinutes(1);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length == 0)
            return AuthenticateResult.NoResult();
        // Who sends a credential means to be somebody: a bad one is never taken for nobody.
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || header.Length > 200)
            throw Refused();
        var hash = Secret.HashOf(header[Prefix.Length..].Trim());
        var now = clock.GetUtcNow();
        var token = await db.Tokens.AsNoTracking().SingleOrDefaultAsync(t => t.Hash == hash, Context.RequestAborted);
        if (token is null || !token.IsLive(now))
            throw Refused();
        await NoteUseAsync(token, now);
        var principal = new Principal(token.Owner, token.Role, GroupsOf(token), $"token:{token.Id}");
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new TokenIdentity(principal)), Scheme));
    }

    /// <summary>A machine without groups asks for people whose groups it does not know; a person without groups has none.</summary>
    private static IReadOnlyList<string>? GroupsOf(ApiToken token) =>
        token is { Role: Role.Service, Groups.Count: 0 } ? null : token.Groups;

    private async Task NoteUseAsync(ApiToken token, DateTimeOffset now)
    {
        if (token.LastUsedAt is { } last && now - last < UsePrecision)
            return;
        try
        {
            await db.Tokens.Where(t => t.Id == token.Id).ExecuteUpdateAsync(t => t.SetProperty(x => x.LastUsedAt, now), Context.RequestAborted);
        }
        catch (Exception failure) when (failure is System.Data.Common.DbException or DbUpdateException)
        {
            // When a token was last used is worth knowing, not worth refusing a request for.
            Logger.LogWarning(failure, "The last use of token {Token} was not noted", token.Id);
        }
    }

    private static DomainException Refused() =>
        new(Refusal.Unauthenticated, "access.token-invalid", "The API token is unknown, expired or revoked, or not sent as Authorization: Bearer <token>.");
}
