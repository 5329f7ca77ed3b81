using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using ToolRegistry.Client;
using HttpJsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace ToolRegistry.Api.Features.Audit;

/// <summary>How an entry of the audit log is written for others: a line each.</summary>
internal enum AuditFormat
{
    /// <summary>JSON as the API gives it, whole, which <c>toolreg audit verify</c> reads.</summary>
    Jsonl,

    /// <summary>ArcSight Common Event Format; without free text.</summary>
    Cef,

    /// <summary>Open Cybersecurity Schema Framework as JSON; without free text.</summary>
    Ocsf,
}

/// <summary>Entries of the audit log, written as they are read.</summary>
internal sealed class AuditExport(AuditFormat format, IAsyncEnumerable<AuditEntryView> entries) : IResult
{
    public const string LinesType = "application/jsonl";
    public const string CefType = "text/plain";

    /// <summary>The version of the product that writes.</summary>
    public static readonly string Version = typeof(AuditExport).Assembly.GetName().Version!.ToString(3);

    private const int FlushAt = 64 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, ct) = (httpContext.Response, httpContext.RequestAborted);
        var json = httpContext.RequestServices.GetRequiredService<IOptions<HttpJsonOptions>>().Value.SerializerOptions;
        response.ContentType = $"{(format == AuditFormat.Cef ? CefType : LinesType)}; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"audit.{(format == AuditFormat.Cef ? "cef" : "jsonl")}\"";
        response.Headers.CacheControl = "no-store";
        await foreach (var entry in entries.WithCancellation(ct))
        {
            Encoding.UTF8.GetBytes(LineOf(entry, json), response.BodyWriter);
            response.BodyWriter.Write("\n"u8);
            if (response.BodyWriter.UnflushedBytes > FlushAt)
                await response.BodyWriter.FlushAsync(ct);
        }

        await response.BodyWriter.FlushAsync(ct);
    }

    private string LineOf(AuditEntryView entry, JsonSerializerOptions json) => format switch
    {
        AuditFormat.Jsonl => JsonSerializer.Serialize(entry, json),
        AuditFormat.Cef => AuditCef.LineOf(entry),
        AuditFormat.Ocsf => AuditOcsf.LineOf(entry),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
