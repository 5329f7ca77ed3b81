using Microsoft.AspNetCore.Routing;

namespace ToolRegistry.Api.Tests.Access;

/// <summary>How tables name what is registered.</summary>
internal static class RouteNames
{
    public static string PatternOf(RouteEndpoint route) => $"/{route.RoutePattern.RawText?.TrimStart('/')}";

    /// <summary>Methods and pattern, as <c>GET /healthz</c>; without methods where any will do.</summary>
    public static string Of(RouteEndpoint route) =>
        string.Join(' ', [.. route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [], PatternOf(route)]);
}
