using System.Net.Mime;

namespace ToolRegistry.Api.Pipeline;

/// <summary>Bytes that strangers wrote, served so that no browser shows or runs them: a file to save, of no known type.</summary>
/// <param name="fileName">A name of the register's own, without quotes.</param>
/// <param name="tag">The strong ETag, without its quotes.</param>
/// <param name="bytes">The bytes.</param>
internal sealed class InertDownload(string fileName, string tag, byte[] bytes) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = MediaTypeNames.Application.Octet;
        response.ContentLength = bytes.Length;
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ETag = $"\"{tag}\"";
        response.Headers.CacheControl = "no-store";
        await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }
}
