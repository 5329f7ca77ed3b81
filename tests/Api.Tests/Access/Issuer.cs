using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ToolRegistry.Api.Tests.Access;

/// <summary>A provider of sign-ins on loopback, which asks nobody for a password, whose keys a test may change, and which may be gone.</summary>
internal sealed class Issuer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly List<RsaSecurityKey> keys = [];
    private string? nonce;

    private Issuer(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    /// <summary>The key that signs.</summary>
    public RsaSecurityKey Key => keys[^1];

    /// <summary>The name that it gives itself; null: its address.</summary>
    public string? Name { get; set; }

    /// <summary>Whether it points elsewhere for its description.</summary>
    public bool IsElsewhere { get; set; }

    /// <summary>Whether it answers.</summary>
    public bool IsAway { get; set; }

    /// <summary>The claims of whoever signs in next.</summary>
    public JsonObject Next { get; set; } = [];

    /// <summary>The time by the issuer's clock.</summary>
    public DateTimeOffset Now { get; set; }

    public static async Task<Issuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var issuer = new Issuer(builder.Build());
        issuer.Rotate();
        issuer.app.MapGet("/.well-known/openid-configuration", () => issuer.IsElsewhere ? Results.Redirect("/description") : issuer.Answer(issuer.Description()));
        issuer.app.MapGet("/description", () => issuer.Answer(issuer.Description()));
        issuer.app.MapGet("/keys", () => issuer.Answer(new JsonObject { ["keys"] = new JsonArray([.. issuer.keys.Select(Published)]) }));
        issuer.app.MapGet("/auth", (string redirect_uri, string state, string nonce) =>
        {
            issuer.nonce = nonce;
            return Results.Redirect($"{redirect_uri}?code=given&state={Uri.EscapeDataString(state)}");
        });
        issuer.app.MapPost("/token", () =>
        {
            var claims = issuer.Next.DeepClone().AsObject();
            (claims["aud"], claims["nonce"]) = ("register", issuer.nonce);
            return Results.Text(new JsonObject { ["token_type"] = "Bearer", ["access_token"] = "unused", ["id_token"] = issuer.Token(issuer.Now, claims) }.ToJsonString(), "application/json");
        });
        await issuer.app.StartAsync();
        return issuer;
    }

    /// <summary>Signs by a new key from now on; the former stays published.</summary>
    public void Rotate() => keys.Add(new RsaSecurityKey(RSA.Create(2048)) { KeyId = $"key-{keys.Count + 1}" });

    /// <summary>A token with these claims; those that each must have are added unless they are named, and left out when they are named as null.</summary>
    public string Token(DateTimeOffset now, JsonObject claims, SigningCredentials? by = null)
    {
        var payload = new JsonObject { ["iss"] = Address, ["aud"] = "urn:toolregistry", ["sub"] = "dana", ["iat"] = now.ToUnixTimeSeconds(), ["nbf"] = now.ToUnixTimeSeconds(), ["exp"] = now.AddMinutes(10).ToUnixTimeSeconds() };
        foreach (var (name, value) in claims)
        {
            payload.Remove(name);
            if (value is not null)
                payload[name] = value.DeepClone();
        }

        return new JsonWebTokenHandler().CreateToken(payload.ToJsonString(), by ?? new SigningCredentials(Key, SecurityAlgorithms.RsaSha256));
    }

    /// <summary>A token of a header and claims as they are, without a signature.</summary>
    public static string Unsigned(JsonObject header, JsonObject claims) =>
        $"{Base64UrlEncoder.Encode(header.ToJsonString())}.{Base64UrlEncoder.Encode(claims.ToJsonString())}.";

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        foreach (var key in keys)
            key.Rsa.Dispose();
    }

    private JsonObject Description() => new() { ["issuer"] = Name ?? Address, ["jwks_uri"] = $"{Address}/keys", ["authorization_endpoint"] = $"{Address}/auth", ["token_endpoint"] = $"{Address}/token" };

    private IResult Answer(JsonObject document) => IsAway ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable) : Results.Text(document.ToJsonString(), "application/json");

    private static JsonNode Published(RsaSecurityKey key)
    {
        var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = key.KeyId, ["n"] = Base64UrlEncoder.Encode(parameters.Modulus), ["e"] = Base64UrlEncoder.Encode(parameters.Exponent) };
    }
}
