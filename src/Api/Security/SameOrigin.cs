using ToolRegistry.Domain;

namespace ToolRegistry.Api.Security;

/// <summary>
/// Keeps the connection of a page to pages of this service: a browser sends its cookies with the WebSocket of any site's page, and asks
/// nobody first (RFC 6455, section 10.2).
/// </summary>
internal static class SameOrigin
{
    private const string Connection = "/_blazor";

    /// <exception cref="DomainException"><c>request.other-origin</c></exception>
    public static Task RequireAsync(HttpContext http, Func<Task> next)
    {
        var origin = http.Request.Headers.Origin;
        if (origin.Count > 0 && http.Request.Path.StartsWithSegments(Connection, StringComparison.OrdinalIgnoreCase) && !IsOwn(origin.ToString(), http.Request.Host))
            throw DomainException.Forbidden("request.other-origin", "The page is another site's. If it is not, a proxy gives the service another Host than the browser named: let it pass Host on.");
        return next();
    }

    /// <summary>The scheme is not compared: behind a proxy that ends TLS it is another.</summary>
    private static bool IsOwn(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var named) && string.Equals(named.Authority, host.Value, StringComparison.OrdinalIgnoreCase);
}
