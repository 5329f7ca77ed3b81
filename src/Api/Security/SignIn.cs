using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Infrastructure.Sessions;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Security;

/// <summary>
/// How people are known in a browser: by a cookie. It names the token with which they signed in, and what they may do is read from the
/// token each time, so that a session ends with its token; or it says what the provider of sign-ins said of them.
/// </summary>
internal static class SignIn
{
    public const string Scheme = "Cookie";

    private const string ByPath = "ByPath";
    private const string TokenClaim = "token";
    private const string OwnerClaim = "owner";
    private const string MethodClaim = "method";
    private const string RoleClaim = "role";
    private const string GroupClaim = "group";
    private const string GroupsKnownClaim = "groups-known";
    private const string SessionClaim = "session";
    private const string BeganClaim = "began";
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>Bearer tokens below <c>/v1</c>, cookies elsewhere, and neither in the other's place.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services, OidcSettings oidc)
    {
        services.AddSessionKeys().AddSingleton(oidc).AddSingleton<LogoutTokens>();
        services.AddAuthentication(ByPath)
            .AddPolicyScheme(ByPath, displayName: null, options => options.ForwardDefaultSelector = http => SchemeOf(http, oidc))
            .AddOidc(oidc)
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
        LoggerOf(http).LogInformation("{Owner} signed in by token {Token}", token.Owner.Value, token.Id);
        var end = now + Longest;
        return http.SignInAsync(
            Scheme,
            new ClaimsPrincipal(new ClaimsIdentity([new Claim(TokenClaim, token.Id), .. ClaimsOf(Session.Begin(now))], Scheme)),
            new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = end < token.ExpiresAt ? end : token.ExpiresAt });
    }

    /// <summary>Where it is told who signed in, and who could not.</summary>
    public static ILogger LoggerOf(HttpContext http) => http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("ToolRegistry.SignIn");

    /// <summary>The session of somebody whom the provider knows.</summary>
    public static ClaimsPrincipal SessionOf(Principal principal, Session session)
    {
        var identity = new ClaimsIdentity(Scheme);
        identity.AddClaims([new Claim(OwnerClaim, principal.Person.Value), new Claim(MethodClaim, principal.Method)]);
        identity.AddClaims(principal.Roles.Select(role => new Claim(RoleClaim, role.ToString())));
        identity.AddClaims(ClaimsOf(session));
        if (principal.Groups is { } groups)
            identity.AddClaims([new Claim(GroupsKnownClaim, "true"), .. groups.Select(group => new Claim(GroupClaim, group))]);
        return new ClaimsPrincipal(identity);
    }

    /// <summary>Who signed in, as of now; null when nobody did, or when what they signed in by has ended.</summary>
    public static Principal? PrincipalOf(ClaimsPrincipal user, Replica replica, DateTimeOffset now)
    {
        if (user.Identity is not KnownIdentity { Principal: { Session: { } session } principal, Ends: var ends } || !IsOpen(session, replica))
            return null;
        if (principal.TokenId is { } id)
            return ByToken(id, session, replica, now);
        return now < ends ? principal : null;
    }

    /// <summary>Whether a session was not ended before its time. While nothing was read, nobody knows of any end.</summary>
    private static bool IsOpen(Session session, Replica replica) => replica.HasState && !replica.Current.Ended.Hold(session);

    /// <summary>Who a token stands for now; null when it was revoked or has expired.</summary>
    private static Principal? ByToken(string tokenId, Session session, Replica replica, DateTimeOffset now) =>
        replica.Current.Tokens.FindById(tokenId) is { Role: not Role.Service } token && now < token.ExpiresAt ? TokenAuthentication.PrincipalOf(token) with { Session = session } : null;

    private static string SchemeOf(HttpContext http, OidcSettings oidc)
    {
        if (!http.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase))
            return Scheme;
        return oidc.TakesTokens && OidcSignIn.IsAccessToken(http.Request.Headers.Authorization.ToString()) ? OidcSignIn.Bearer : TokenAuthentication.Scheme;
    }

    /// <summary>What the provider said of somebody, as the cookie keeps it.</summary>
    private static Principal? SaidOf(ClaimsPrincipal cookie, Session session)
    {
        if (!Owner.TryParse(cookie.FindFirstValue(OwnerClaim), out var owner) || cookie.FindFirstValue(MethodClaim) is not { } method)
            return null;
        var groups = cookie.HasClaim(GroupsKnownClaim, "true") ? cookie.FindAll(GroupClaim).Select(c => c.Value).ToArray() : null;
        return new Principal(owner, [.. cookie.FindAll(RoleClaim).Select(c => Enum.Parse<Role>(c.Value))], groups, method) { Session = session };
    }

    private static IEnumerable<Claim> ClaimsOf(Session session) =>
        session.Keys.Select(key => new Claim(SessionClaim, key)).Append(new Claim(BeganClaim, session.BeganAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));

    private static Session? SessionIn(ClaimsPrincipal cookie) =>
        cookie.FindAll(SessionClaim).Select(c => c.Value).ToArray() is { Length: > 0 } keys && long.TryParse(cookie.FindFirstValue(BeganClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var began)
            ? new Session(keys, DateTimeOffset.FromUnixTimeSeconds(began))
            : null;

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var cookie = context.Principal!;
        var replica = services.GetRequiredService<Replica>();
        if (SessionIn(cookie) is { } session && IsOpen(session, replica) && (cookie.FindFirstValue(TokenClaim) is { } id ? ByToken(id, session, replica, now) : SaidOf(cookie, session)) is { } said)
        {
            var identity = new KnownIdentity(said, context.Properties.ExpiresUtc);
            // A form is good for the session that got it, and for no other.
            identity.AddClaims([new Claim(ClaimTypes.Name, said.Person.Value), new Claim(ClaimTypes.NameIdentifier, said.Method)]);
            context.ReplacePrincipal(new ClaimsPrincipal(identity));
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }
}
