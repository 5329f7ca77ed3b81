using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;
using ToolRegistry.Client.Findings;

namespace ToolRegistry.Api.Features.Checks;

/// <summary>Many verdicts in the form that the asker wants: JSON, or what code hosts (SARIF) and build servers (JUnit) show.</summary>
internal sealed class CheckReply(CheckBatchView answer) : IResult
{
    private const string Json = "application/json";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.Headers.Vary = "Accept, Authorization";
        response.Headers.CacheControl = "no-store";
        if (request.Prefers(SarifWriter.MediaType, usual: Json) && !request.Prefers(JUnitWriter.MediaType, usual: SarifWriter.MediaType))
            await WriteAsync(response, SarifWriter.MediaType, output => SarifWriter.Write(Findings, answer.Revision, output));
        else if (request.Prefers(JUnitWriter.MediaType, usual: Json))
            await WriteAsync(response, JUnitWriter.MediaType, output => JUnitWriter.Write(Findings, answer.Revision, output));
        else
            await TypedResults.Ok(answer).ExecuteAsync(httpContext);
    }

    private Finding[] Findings => [.. answer.Verdicts.Select(v => new Finding(v))];

    /// <summary>The writers write at once and the connection only in time, so the answer is put together in memory.</summary>
    private static async Task WriteAsync(HttpResponse response, string mediaType, Action<Stream> write)
    {
        using var whole = new MemoryStream();
        write(whole);
        response.ContentType = $"{mediaType}; charset=utf-8";
        response.ContentLength = whole.Length;
        whole.Position = 0;
        await whole.CopyToAsync(response.Body, response.HttpContext.RequestAborted);
    }
}
