using Microsoft.AspNetCore.Components.Endpoints;
using ToolRegistry.Api.Security;

namespace ToolRegistry.Api.Pages;

/// <summary>What a page may load and who may frame it (w3.org/TR/CSP3).</summary>
internal static class PagePolicy
{
    private const string FormAction = "form-action 'self'";
    private const string Common = $"default-src 'self'; script-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; {FormAction}; frame-ancestors 'none'";

    /// <summary>Of pages that everyone uses.</summary>
    public const string Static = $"{Common}; style-src 'self'";

    /// <summary>Of the staff's pages, whose components set styles of their own.</summary>
    public const string Interactive = $"{Common}; style-src 'self' 'unsafe-inline'";

    /// <summary>To sign out is to post a form that leads on to the provider of sign-ins, and browsers hold the policy against that address too.</summary>
    private static string Of(string policy, OidcSettings oidc) =>
        oidc.SignsIn ? policy.Replace(FormAction, $"{FormAction} {oidc.Authority!.GetLeftPart(UriPartial.Authority)}", StringComparison.Ordinal) : policy;

    /// <summary>Sets it on what is a page, unless it has one of its own.</summary>
    public static void Apply(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not { Type: var page })
            return;
        var headers = http.Response.Headers;
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy = Of(page.IsDefined(typeof(Microsoft.AspNetCore.Components.ExcludeFromInteractiveRoutingAttribute), inherit: true) ? Static : Interactive, http.RequestServices.GetRequiredService<OidcSettings>());
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }
}
