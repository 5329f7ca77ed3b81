using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Infrastructure.Sessions;

namespace ToolRegistry.Api.Security;

/// <summary>
/// Sign-in by a provider (OpenID Connect Core 1.0): people in a browser by authorization code with PKCE, clients of the API by the
/// provider's access tokens (RFC 9068).
/// </summary>
internal static class OidcSignIn
{
    /// <summary>The scheme of people in a browser.</summary>
    public const string Browser = "Oidc";

    /// <summary>The scheme of access tokens.</summary>
    public const string Bearer = "OidcBearer";

    /// <summary>Where people come back to when the provider has signed them out.</summary>
    public const string SignedOutPath = "/sign-out/callback";

    /// <summary>Where the provider says that somebody signed out.</summary>
    public const string BackChannelPath = "/sign-out/provider";

    private const string Prefix = "Bearer ";
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    /// <summary>Whether a header holds a token of the provider's rather than one of the register's.</summary>
    public static bool IsAccessToken(string header) =>
        header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && header.AsSpan(Prefix.Length).Trim() is var token && token.Count('.') == 2 && !token.StartsWith(ApiToken.Prefix, StringComparison.Ordinal);

    public static AuthenticationBuilder AddOidc(this AuthenticationBuilder builder, OidcSettings settings)
    {
        if (settings.Authority is not { } authority)
            return builder;
        var metadata = ProviderMetadata.Of(authority);
        if (settings.SignsIn)
        {
            builder.AddOpenIdConnect(Browser, settings.Name, _ => { });
            builder.Services.AddOptions<OpenIdConnectOptions>(Browser).Configure<TimeProvider>((options, clock) => Configure(options, settings, metadata, clock));
        }

        if (settings.TakesTokens)
        {
            builder.AddJwtBearer(Bearer, _ => { });
            builder.Services.AddOptions<JwtBearerOptions>(Bearer).Configure<TimeProvider>((options, clock) => Configure(options, settings, metadata, clock));
        }

        return builder;
    }

    private static void Configure(OpenIdConnectOptions options, OidcSettings settings, ConfigurationManager<OpenIdConnectConfiguration> metadata, TimeProvider clock)
    {
        options.Authority = settings.Authority!.ToString();
        (options.ConfigurationManager, options.BackchannelHttpHandler) = (metadata, ProviderMetadata.Handler());
        (options.ClientId, options.ClientSecret) = (settings.ClientId, settings.ClientSecret);
        options.RequireHttpsMetadata = !settings.Authority.IsLoopback;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // The answer comes as an address that is opened, so that cookies need not be sent with posts of other sites.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.MapInboundClaims = false;
        options.CallbackPath = "/sign-in/callback";
        options.SignedOutCallbackPath = SignedOutPath;
        options.SignInScheme = SignIn.Scheme;
        options.SignOutScheme = SignIn.Scheme;
        options.TokenValidationParameters = Good(settings, settings.ClientId!, clock);
        options.Scope.Clear();
        foreach (var scope in settings.Scopes.Prepend("openid").Distinct(StringComparer.Ordinal))
            options.Scope.Add(scope);
        options.Events.OnTokenValidated = context =>
        {
            if (OidcClaims.PrincipalOf([.. context.Principal!.Claims], settings, mayBeMachine: false) is not { } principal)
            {
                context.Fail("No role is given here.");
                return Task.CompletedTask;
            }

            SignIn.LoggerOf(context.HttpContext).LogInformation("{Owner} signed in by the provider, as {Roles}", principal.Person.Value, string.Join(", ", principal.Roles));
            var now = clock.GetUtcNow();
            context.Principal = SignIn.SessionOf(principal, SessionIn(context.SecurityToken));
            (context.Properties!.IssuedUtc, context.Properties.ExpiresUtc) = (now, now + settings.Session);
            // All that is kept of what the provider sent: it names the session that ends there when it ends here.
            if (context.TokenEndpointResponse?.IdToken is { } hint)
                context.Properties.StoreTokens([new AuthenticationToken { Name = OpenIdConnectParameterNames.IdToken, Value = hint }]);
            return Task.CompletedTask;
        };
        options.Events.OnRemoteFailure = context =>
        {
            SignIn.LoggerOf(context.HttpContext).LogWarning("A sign-in by the provider from {Address} was refused: {Reason}", context.HttpContext.Connection.RemoteIpAddress, context.Failure?.GetType().Name);
            context.Response.Redirect("/sign-in?refused=true");
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }

    private static void Configure(JwtBearerOptions options, OidcSettings settings, ConfigurationManager<OpenIdConnectConfiguration> metadata, TimeProvider clock)
    {
        options.Authority = settings.Authority!.ToString();
        options.ConfigurationManager = metadata;
        options.RequireHttpsMetadata = !settings.Authority.IsLoopback;
        options.MapInboundClaims = false;
        options.TokenValidationParameters = Good(settings, settings.Audience!, clock);
        options.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                if (OidcClaims.PrincipalOf([.. context.Principal!.Claims], settings, mayBeMachine: true) is not { } principal)
                    throw DomainException.Forbidden("access.forbidden", "The access token gives no role here: ask for one at the provider of sign-ins.");
                context.Principal = new ClaimsPrincipal(new KnownIdentity(principal));
                return Task.CompletedTask;
            },
            // Who sends a credential means to be somebody: a bad one is never taken for nobody.
            OnAuthenticationFailed = context => throw context.Exception as DomainException ?? Refused(context.HttpContext),
            OnMessageReceived = context => RequireKeysAsync(context.Options.ConfigurationManager!, context.HttpContext.RequestAborted),
        };
    }

    private static DomainException Refused(HttpContext http)
    {
        SignIn.LoggerOf(http).LogInformation("An access token from {Address} was refused", http.Connection.RemoteIpAddress);
        return new DomainException(Refusal.Unauthenticated, "access.token-invalid", "The access token is not one of the provider's for this register, or not good at this time.");
    }

    /// <summary>Without the provider's keys every token would seem forged, and clients would throw good ones away.</summary>
    /// <exception cref="DomainException"><c>service.no-provider</c></exception>
    public static async Task RequireKeysAsync(IConfigurationManager<OpenIdConnectConfiguration> provider, CancellationToken ct)
    {
        try
        {
            _ = await provider.GetConfigurationAsync(ct);
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException or HttpRequestException)
        {
            throw new DomainException(Refusal.Unavailable, "service.no-provider", "The provider of sign-ins does not answer, so its tokens can't be verified: try again later, or send an API token.");
        }
    }

    /// <summary>A session that the provider can end, by its own clock.</summary>
    private static Session SessionIn(JwtSecurityToken token)
    {
        var person = Session.KeyOfPerson(token.Subject);
        return Session.Begin(new DateTimeOffset(token.IssuedAt, TimeSpan.Zero), token.Payload.TryGetValue(JwtRegisteredClaimNames.Sid, out var id) ? [person, Session.KeyOfProviderSession($"{id}")] : [person]);
    }

    private static TokenValidationParameters Good(OidcSettings settings, string audience, TimeProvider clock) => new()
    {
        ValidAudience = audience,
        ValidAlgorithms = Algorithms,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        NameClaimType = settings.OwnerClaim,
        ClockSkew = Skew,
        LifetimeValidator = (from, until, _, _) => clock.GetUtcNow().UtcDateTime is var now && until is { } end && now < end + Skew && (from is not { } start || now >= start - Skew),
    };
}
