using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Insights;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Security;

/// <summary>Knows callers by <c>Authorization: Bearer</c> and a token of the register, without asking the database.</summary>
internal sealed class TokenAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, UseLog uses)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Bearer";

    private const string Prefix = Scheme + " ";
    private const string Basic = "Basic ";

    /// <summary>The token that a header names, live or not; null when it names none that is known.</summary>
    public static KnownToken? Find(string header, KnownTokens tokens) =>
        SecretOf(header) is { IsEmpty: false } secret ? tokens.Find(secret) : null;

    /// <summary>The groups of those for whom a token asks: a machine without groups asks for people whose groups it does not know; a person without groups has none.</summary>
    public static IReadOnlyList<string>? GroupsOf(KnownToken token) => token is { Role: Role.Service, Groups.Count: 0 } ? null : token.Groups;

    /// <summary>Who a token stands for.</summary>
    public static Principal PrincipalOf(KnownToken token) => new(token.Owner, [token.Role], GroupsOf(token), $"token:{token.Id}");

    /// <summary>The live token of a secret; null when there is none.</summary>
    /// <param name="secret">What somebody says is a token.</param>
    /// <param name="http">The request with which it came.</param>
    public static async Task<KnownToken?> FindAsync(string secret, HttpContext http)
    {
        var services = http.RequestServices;
        var replica = services.GetRequiredService<Replica>();
        // To ask the database costs; whoever guesses soon may no more.
        var token = replica.Current.Tokens.Find(secret) ?? (services.GetRequiredService<RequestLimits>().MayTry(http) ? await FindNewAsync(secret, replica, http) : null);
        return token is not null && services.GetRequiredService<TimeProvider>().GetUtcNow() < token.ExpiresAt ? token : null;
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = FromBasic(Request.Headers.Authorization.ToString());
        if (header.Length == 0)
            return AuthenticateResult.NoResult();
        // Who sends a credential means to be somebody: a bad one is never taken for nobody.
        if (await FindAsync(SecretOf(header).ToString(), Context) is not { } token)
        {
            Logger.LogInformation("An API token from {Address} was refused", Context.Connection.RemoteIpAddress);
            throw new DomainException(Refusal.Unauthenticated, "access.token-invalid", "The API token is unknown, expired or revoked, or not sent as Authorization: Bearer <token>.");
        }

        uses.NoteToken(token.Id);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new KnownIdentity(PrincipalOf(token))), Scheme));
    }

    private static ReadOnlySpan<char> SecretOf(string header) =>
        header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header.AsSpan(Prefix.Length).Trim() : [];

    /// <summary>On routes that take it, a name and a password (RFC 7617) are the token that the password is.</summary>
    private string FromBasic(string header)
    {
        if (!header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) || Context.GetEndpoint()?.Metadata.GetMetadata<Door.TakesBasic>() is null)
            return header;
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Basic.Length..].Trim(), bytes, out var length))
            return header;
        var credentials = Encoding.UTF8.GetString(bytes, 0, length);
        return Prefix + credentials[(credentials.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }

    /// <summary>A token that another replica made just now is known to the database only.</summary>
    private static async Task<KnownToken?> FindNewAsync(string secret, Replica replica, HttpContext http)
    {
        if (!secret.StartsWith(ApiToken.Prefix, StringComparison.Ordinal))
            return null;
        try
        {
            await replica.CatchUpAsync(http.RequestServices.GetRequiredService<RegisterDbContext>(), http.RequestAborted);
        }
        catch (Exception failure) when (DatabaseFailures.IsDatabase(failure))
        {
            // The replica has said that it is cut off.
            return null;
        }

        return replica.Current.Tokens.Find(secret);
    }
}
