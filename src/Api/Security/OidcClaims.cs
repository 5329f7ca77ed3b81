using System.Security.Claims;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Security;

/// <summary>Reads from a provider's claims who it is that signs in.</summary>
internal static class OidcClaims
{
    private const int MaxValues = 2_000;

    /// <summary>Who it is; null when the claims name nobody, or nobody with a role.</summary>
    /// <param name="claims">Claims of a token whose signature, issuer, audience and time were found good.</param>
    /// <param name="settings">What they mean.</param>
    /// <param name="mayBeMachine">Whether a machine may be meant; in a browser none is.</param>
    public static Principal? PrincipalOf(IReadOnlyCollection<Claim> claims, OidcSettings settings, bool mayBeMachine)
    {
        if (Values(claims, settings.OwnerClaim) is not [{ } name] || !Owner.TryParse(name, out var owner))
            return null;
        var groups = GroupsOf(claims, settings);
        var given = Values(claims, settings.RolesClaim).Concat(groups ?? []).ToHashSet(StringComparer.Ordinal);
        var roles = settings.Roles.Where(r => r.Value.Any(given.Contains)).Select(r => r.Key).Order().ToArray();
        var isMachine = IsMachine(claims);
        // A machine takes no decisions, and a person is no machine.
        roles = [.. roles.Where(role => (role == Role.Service) == isMachine)];
        if (roles.Length == 0 && !isMachine && settings.DefaultRole is { } role)
            roles = [role];
        if (roles.Length == 0 || (isMachine && !mayBeMachine))
            return null;
        return new Principal(owner, roles, isMachine && groups is null or [] ? null : groups, $"oidc:{name}");
    }

    /// <summary>The groups; null when there are more than the token tells, as Entra says by pointing elsewhere.</summary>
    private static string[]? GroupsOf(IReadOnlyCollection<Claim> claims, OidcSettings settings)
    {
        var elsewhere = Values(claims, $"_claim_names.{settings.GroupsClaim}").Length > 0 || Values(claims, "hasgroups") is ["true"];
        return elsewhere ? null : [.. Values(claims, settings.GroupsClaim).Where(g => g.Length is > 0 and <= 200)];
    }

    /// <summary>Whether a token was given to a client for itself: its subject is the client (RFC 9068, 2.2), or it says so (Entra).</summary>
    private static bool IsMachine(IReadOnlyCollection<Claim> claims) =>
        Values(claims, "idtyp") is ["app"]
        || (Values(claims, "sub") is [{ } subject] && (Values(claims, "client_id") is [{ } client] && client == subject || Values(claims, "azp") is [{ } party] && party == subject));

    private static string[] Values(IReadOnlyCollection<Claim> claims, string path)
    {
        var plain = claims.Where(c => c.Type == path).SelectMany(c => Texts(c)).Take(MaxValues).ToArray();
        if (plain.Length > 0 || path.Split('.', 2) is not [var root, var rest])
            return plain;
        return [.. claims.Where(c => c.Type == root && c.ValueType == JsonClaimValueTypes.Json).SelectMany(c => Within(c.Value, rest)).Take(MaxValues)];
    }

    private static IEnumerable<string> Texts(Claim claim) => claim.ValueType == JsonClaimValueTypes.JsonArray ? Texts(JsonSerializer.Deserialize<JsonElement>(claim.Value)) : [claim.Value];

    private static IEnumerable<string> Within(string json, string path)
    {
        var element = JsonSerializer.Deserialize<JsonElement>(json);
        foreach (var name in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return [];
        }

        return Texts(element);
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };
}
