using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Security;

/// <summary>The section <c>Oidc</c>: who signs people in, and what its claims mean here.</summary>
internal sealed record OidcSettings
{
    public const string Section = "Oidc";

    /// <summary>The longest that a sign-in in a browser may be set to last.</summary>
    public static readonly TimeSpan LongestSession = TimeSpan.FromHours(24);

    /// <summary>The issuer's address, whose discovery document tells the rest (OpenID Connect Discovery 1.0); null: people sign in by token.</summary>
    public Uri? Authority { get; init; }

    /// <summary>The name of the provider, as people know it.</summary>
    public string Name { get; init; } = "single sign-on";

    /// <summary>The register's id at the provider, for sign-in in a browser; null: none.</summary>
    public string? ClientId { get; init; }

    /// <summary>The register's secret at the provider.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>The audience of access tokens that the API takes (RFC 9068); null: it takes none.</summary>
    public string? Audience { get; init; }

    /// <summary>What is asked of the provider besides <c>openid</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["profile"];

    /// <summary>The claim that names the person, as four eyes counts people. One that never names another: not an address that is given anew.</summary>
    public string OwnerClaim { get; init; } = "sub";

    /// <summary>The claim with roles; a path with dots leads into an object, such as <c>realm_access.roles</c>.</summary>
    public string RolesClaim { get; init; } = "roles";

    /// <summary>The claim with groups.</summary>
    public string GroupsClaim { get; init; } = "groups";

    /// <summary>For each role here, the values among roles and groups that give it.</summary>
    public IReadOnlyDictionary<Role, string[]> Roles { get; init; } = new Dictionary<Role, string[]>();

    /// <summary>The role of whoever has no other; null: they are refused.</summary>
    public Role? DefaultRole { get; init; } = Role.Reader;

    /// <summary>How long a sign-in in a browser lasts.</summary>
    public TimeSpan Session { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Whether people sign in by it in a browser.</summary>
    public bool SignsIn => Authority is not null && ClientId is not null;

    /// <summary>Whether the API takes its access tokens.</summary>
    public bool TakesTokens => Authority is not null && Audience is not null;

    /// <summary>The settings, if they can hold.</summary>
    /// <exception cref="InvalidOperationException">They can't; stops the start.</exception>
    public static OidcSettings Of(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section).Get<OidcSettings>(options => options.ErrorOnUnknownConfiguration = true) ?? new OidcSettings();
        if (settings.Authority is not { } authority)
            return settings with { ClientId = null, Audience = null };
        Require(authority.IsAbsoluteUri && (authority.Scheme == Uri.UriSchemeHttps || authority.IsLoopback), "Oidc:Authority is an https address.");
        Require(settings.ClientId is not null || settings.Audience is not null, "Oidc needs a ClientId, for sign-in in a browser, or an Audience, for access tokens, or both.");
        // An ID token's audience is the client: it says who signed in there, and would say here who may do what.
        Require(settings.Audience is null || settings.Audience != settings.ClientId, "Oidc:Audience is another than Oidc:ClientId, or ID tokens would pass for access tokens.");
        Require(settings.Session > TimeSpan.Zero && settings.Session <= LongestSession, "Oidc:Session is at most a day.");
        Require(settings.DefaultRole is null or Role.Reader, "Oidc:DefaultRole is Reader or left empty: every other role is given by name.");
        return settings;
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidOperationException(otherwise);
    }
}
