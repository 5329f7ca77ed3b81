using System.Globalization;

namespace ToolRegistry.Api.Pipeline;

/// <summary>An answer that carries the record's ETag.</summary>
internal sealed class Reply<T>(Stored<T> stored, int status, string? location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{stored.RowVersion}\"");
        response.Headers.CacheControl = "no-store";
        if (location is not null)
            response.Headers.Location = location;
        return response.WriteAsJsonAsync(stored.Body, httpContext.RequestAborted);
    }
}

/// <summary>Makes answers.</summary>
internal static class Reply
{
    public static Reply<T> Ok<T>(Stored<T> stored) => new(stored, StatusCodes.Status200OK, location: null);

    public static Reply<T> Created<T>(Stored<T> stored, string location) => new(stored, StatusCodes.Status201Created, location);

    public static Reply<T> Accepted<T>(Stored<T> stored) => new(stored, StatusCodes.Status202Accepted, location: null);
}
