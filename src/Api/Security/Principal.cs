using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Security;

/// <summary>Who asks.</summary>
/// <param name="Owner">The person, as four eyes counts people; null: nobody is known.</param>
/// <param name="Role">The role, or null.</param>
/// <param name="Groups">The person's groups; null: unknown.</param>
/// <param name="Method">By what they are known, such as <c>token:…</c>.</param>
internal sealed record Principal(Owner? Owner, Role? Role, IReadOnlyList<string>? Groups, string Method)
{
    public static readonly Principal Anonymous = new(Owner: null, Role: null, Groups: null, "anonymous");

    /// <summary>The owner of an authenticated principal; the authorization behaviour has seen to it that there is one.</summary>
    public Owner Person => Owner ?? throw new InvalidOperationException("Nobody is signed in.");

    private const string TokenMethod = "token:";

    /// <summary>Whether a token rather than a person's sign-in stands behind it.</summary>
    public bool IsToken => TokenId is not null;

    /// <summary>The id of the token that stands behind it, or null.</summary>
    public string? TokenId => Method.StartsWith(TokenMethod, StringComparison.Ordinal) ? Method[TokenMethod.Length..] : null;
}
