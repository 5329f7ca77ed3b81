using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Infrastructure.Sessions;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Security;

/// <summary>
/// How people are known in a browser: by a cookie that names the token with which they signed in. What they may do is read from the
/// token each time, so that a session ends with its token.
/// </summary>
internal static class SignIn
{
    public const string Scheme = "Cookie";

    private const string ByPath = "ByPath";
    private const string TokenClaim = "token";
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>Bearer tokens below <c>/v1</c>, cookies elsewhere, and neither in the other's place.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddSessionKeys();
        services.AddAuthentication(ByPath)
            .AddPolicyScheme(ByPath, displayName: null, options => options.ForwardDefaultSelector = http => http.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase) ? TokenAuthentication.Scheme : Scheme)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.Scheme, configureOptions: null)
            .AddCookie(Scheme, options =>
            {
                options.Cookie.Name = "toolregistry";
                options.Cookie.HttpOnly = true;
                // Lax, so that a link in a mail finds its reader signed in.
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.ExpireTimeSpan = Longest;
                options.SlidingExpiration = false;
                options.LoginPath = "/sign-in";
                options.ReturnUrlParameter = "returnUrl";
                options.Events.OnValidatePrincipal = ValidateAsync;
            });
        return services;
    }

    /// <summary>Signs in by a token.</summary>
    public static Task SignInAsync(HttpContext http, KnownToken token, DateTimeOffset now)
    {
        var end = now + Longest;
        return http.SignInAsync(
            Scheme,
            new ClaimsPrincipal(new ClaimsIdentity([new Claim(TokenClaim, token.Id)], Scheme)),
            new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = end < token.ExpiresAt ? end : token.ExpiresAt });
    }

    /// <summary>Who a token stands for now; null when it was revoked or has expired.</summary>
    public static Principal? PrincipalOf(string tokenId, Replica replica, DateTimeOffset now) =>
        replica.HasState && replica.Current.Tokens.FindById(tokenId) is { Role: not Role.Service } token && now < token.ExpiresAt ? TokenAuthentication.PrincipalOf(token) : null;

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        if (context.Principal?.FindFirstValue(TokenClaim) is { } id
            && PrincipalOf(id, services.GetRequiredService<Replica>(), services.GetRequiredService<TimeProvider>().GetUtcNow()) is { } principal)
        {
            var identity = new TokenIdentity(principal);
            // A form is good for the session that got it, and for no other.
            identity.AddClaims([new Claim(ClaimTypes.Name, principal.Person.Value), new Claim(ClaimTypes.NameIdentifier, id)]);
            context.ReplacePrincipal(new ClaimsPrincipal(identity));
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }
}
