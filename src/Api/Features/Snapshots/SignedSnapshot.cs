using System.Text.Json;
using Microsoft.Extensions.Options;
using ToolRegistry.Client;
using ToolRegistry.Client.Signatures;
using ToolRegistry.Infrastructure.Signing;

namespace ToolRegistry.Api.Features.Snapshots;

/// <summary>A snapshot as a signed document, written while it is put together.</summary>
internal sealed class SignedSnapshot(SnapshotDocument document) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        // In the zone in which the service answers: an answer given elsewhere reads as its own.
        var json = httpContext.RequestServices.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions;
        var keys = httpContext.RequestServices.GetRequiredService<SigningKeys>();
        using var key = keys.Open(keys.Current);
        var (response, ct) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = CompactJws.MediaType;
        response.Headers.CacheControl = "private, no-store";
        await CompactJws.WriteAsync(response.Body, key.Kid, key.Key, SnapshotDocument.Type, payload => JsonSerializer.SerializeAsync(payload, document, json, ct), ct);
    }
}
