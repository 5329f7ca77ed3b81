using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Infrastructure.Sessions;

namespace ToolRegistry.Api.Security;

/// <summary>Who asks.</summary>
/// <param name="Owner">The person, as four eyes counts people; null: nobody is known.</param>
/// <param name="Roles">The roles: a token has one, a person may have several.</param>
/// <param name="Groups">The person's groups; null: unknown.</param>
/// <param name="Method">By what they are known: <c>token:…</c> by a token of the register, <c>oidc:…</c> by the provider of sign-ins.</param>
internal sealed record Principal(Owner? Owner, IReadOnlyList<Role> Roles, IReadOnlyList<string>? Groups, string Method)
{
    public static readonly Principal Anonymous = new(Owner: null, Roles: [], Groups: null, "anonymous");

    /// <summary>The session in a browser; null: there is none.</summary>
    public Session? Session { get; init; }

    /// <summary>The owner of an authenticated principal; the authorization behaviour has seen to it that there is one.</summary>
    public Owner Person => Owner ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>Whether nobody is known.</summary>
    public bool IsAnonymous => Roles.Count == 0;

    private const string TokenMethod = "token:";

    /// <summary>Whether a token rather than a person's sign-in stands behind it.</summary>
    public bool IsToken => TokenId is not null;

    /// <summary>The id of the token that stands behind it, or null.</summary>
    public string? TokenId => Method.StartsWith(TokenMethod, StringComparison.Ordinal) ? Method[TokenMethod.Length..] : null;
}
