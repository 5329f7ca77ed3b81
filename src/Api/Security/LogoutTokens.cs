using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Sessions;

namespace ToolRegistry.Api.Security;

/// <summary>Reads the provider's word that sessions ended: a logout token (OpenID Connect Back-Channel Logout 1.0, sections 2.4 and 2.6).</summary>
internal sealed class LogoutTokens(OidcSettings settings, IOptionsMonitor<OpenIdConnectOptions> options)
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";
    private const int MaxLength = 16 * 1024;
    private static readonly string[] Types = ["", "JWT", "logout+jwt", "application/logout+jwt"];

    /// <summary>Which sessions ended, when by the provider's clock, and whose they are if it says.</summary>
    /// <exception cref="DomainException"><c>logout.no-provider</c>, <c>logout.token-invalid</c>, <c>service.no-provider</c></exception>
    public async Task<(string Key, DateTimeOffset EndedAt, Owner? Owner)> ReadAsync(string token, HttpContext http, CancellationToken ct)
    {
        if (!settings.SignsIn)
            throw DomainException.NotFound("logout.no-provider", "Nobody signs in by a provider here.");
        var provider = options.Get(OidcSignIn.Browser);
        await OidcSignIn.RequireKeysAsync(provider.ConfigurationManager!, ct);
        var good = provider.TokenValidationParameters.Clone();
        good.ConfigurationManager = provider.ConfigurationManager as BaseConfigurationManager;
        var result = token.Length <= MaxLength ? await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, good) : null;
        if (result is not { IsValid: true, SecurityToken: JsonWebToken read } || SaidIn(read) is not { } said)
        {
            SignIn.LoggerOf(http).LogWarning("A logout token from {Address} was refused", http.Connection.RemoteIpAddress);
            throw DomainException.Invalid("logout.token-invalid", "The logout token is not one of the provider's for this register, not good at this time, or names no session.", "logout_token");
        }

        return (said.Key, new DateTimeOffset(read.IssuedAt, TimeSpan.Zero), Owner.TryParse(Text(said.Claims, settings.OwnerClaim), out var owner) ? owner : null);
    }

    /// <summary>What a logout token says: one session where it is named, else all of the person. Null for any other token.</summary>
    private static (string Key, JsonElement Claims)? SaidIn(JsonWebToken token)
    {
        var claims = JsonSerializer.Deserialize<JsonElement>(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        if (!IsLogout(token.Typ, claims))
            return null;
        if (Text(claims, JwtRegisteredClaimNames.Sid) is { Length: > 0 } session)
            return (Session.KeyOfProviderSession(session), claims);
        return Text(claims, JwtRegisteredClaimNames.Sub) is { Length: > 0 } person ? (Session.KeyOfPerson(person), claims) : null;
    }

    /// <summary>A token for signing in has a nonce, and none but one for signing out has the event.</summary>
    private static bool IsLogout(string? type, JsonElement claims) =>
        Types.Contains(type ?? "", StringComparer.OrdinalIgnoreCase)
        && claims.TryGetProperty("events", out var events) && events.ValueKind == JsonValueKind.Object
        && events.TryGetProperty(Event, out var said) && said.ValueKind == JsonValueKind.Object
        && !claims.TryGetProperty("nonce", out _)
        && Text(claims, JwtRegisteredClaimNames.Jti) is { Length: > 0 }
        && claims.TryGetProperty(JwtRegisteredClaimNames.Iat, out var at) && at.ValueKind == JsonValueKind.Number;

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
