using Microsoft.AspNetCore.Components.Endpoints;

namespace ToolRegistry.Api.Pages;

/// <summary>What a page may load and who may frame it (w3.org/TR/CSP3).</summary>
internal static class PagePolicy
{
    private const string Common = "default-src 'self'; script-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Of pages that everyone uses.</summary>
    public const string Static = $"{Common}; style-src 'self'";

    /// <summary>Of the staff's pages, whose components set styles of their own.</summary>
    public const string Interactive = $"{Common}; style-src 'self' 'unsafe-inline'";

    /// <summary>Sets it on what is a page, unless it has one of its own.</summary>
    public static void Apply(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not { Type: var page })
            return;
        var headers = http.Response.Headers;
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy = page.IsDefined(typeof(Microsoft.AspNetCore.Components.ExcludeFromInteractiveRoutingAttribute), inherit: true) ? Static : Interactive;
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }
}
