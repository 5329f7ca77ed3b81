using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Sessions;

namespace ToolRegistry.Api.Features.Sessions;

internal static class SessionEndpoints
{
    /// <summary>Ends a session, here and at the provider by which somebody came.</summary>
    public static void MapSignOut(this IEndpointRouteBuilder app) =>
        app.MapPost("/sign-out/now", async (HttpContext http, IAntiforgery antiforgery, IMediator mediator) =>
        {
            await antiforgery.ValidateRequestAsync(http);
            var cookie = await http.AuthenticateAsync(SignIn.Scheme);
            if (cookie.Principal?.Identity is KnownIdentity { Principal.Session: { } session })
                await EndAsync(session, http, mediator);
            await http.SignOutAsync(SignIn.Scheme);
            // Whoever came by the provider is signed out there too.
            return cookie.Properties?.GetTokenValue(OpenIdConnectParameterNames.IdToken) is null
                ? (IResult)TypedResults.LocalRedirect("/")
                : TypedResults.SignOut(new AuthenticationProperties(cookie.Properties.Items) { RedirectUri = "/" }, [OidcSignIn.Browser]);
        }).ExcludeFromDescription();

    /// <summary>Where the provider of sign-ins says that somebody signed out (OpenID Connect Back-Channel Logout 1.0, section 2.5).</summary>
    public static void MapBackChannel(this IEndpointRouteBuilder app) =>
        // The provider's signature is what a forged form would lack.
        app.MapPost(OidcSignIn.BackChannelPath, async ([FromForm(Name = "logout_token")] string token, LogoutTokens tokens, HttpContext http, RequestContext context, IMediator mediator, CancellationToken ct) =>
        {
            var (key, endedAt, owner) = await tokens.ReadAsync(token, http, ct);
            context.Principal = Principal.Anonymous with { Owner = owner, Method = "oidc" };
            await mediator.Send(new EndSessions(key, endedAt), ct);
            http.Response.Headers.CacheControl = "no-store";
            return TypedResults.Ok();
        }).DisableAntiforgery().ExcludeFromDescription();

    /// <summary>The browser forgets its cookie in any case; a copy of it is refused once the database knows.</summary>
    private static async Task EndAsync(Session session, HttpContext http, IMediator mediator)
    {
        try
        {
            await mediator.Send(new EndSessions(session.Key, session.BeganAt), CancellationToken.None);
        }
        catch (Exception failure) when (failure is DomainException || DatabaseFailures.IsDatabase(failure))
        {
            SignIn.LoggerOf(http).LogWarning(failure, "Somebody signed out while the database was away: a copy of the cookie is good until it expires");
        }
    }
}
