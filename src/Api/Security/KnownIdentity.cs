using System.Security.Claims;

namespace ToolRegistry.Api.Security;

/// <summary>The identity of somebody who is known.</summary>
/// <param name="principal">Who it is.</param>
/// <param name="ends">When a sign-in by the provider ends; null: with the token that stands behind it.</param>
internal sealed class KnownIdentity(Principal principal, DateTimeOffset? ends = null) : ClaimsIdentity("Known")
{
    public Principal Principal => principal;

    public DateTimeOffset? Ends => ends;
}
