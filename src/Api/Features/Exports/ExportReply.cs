using System.Globalization;
using MediatR;
using Microsoft.Net.Http.Headers;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Features.Exports;

/// <summary>
/// An export's file with what whoever pulls it needs to know; 304 when they have it already. With <c>Prefer: wait=N</c>
/// (RFC 7240) the answer waits for up to N seconds until there is something else than they have.
/// </summary>
internal sealed class ExportReply(PullExport request, IMediator mediator, Replica replica, TimeProvider clock) : IResult
{
    private const int MaxWait = 120;
    private const int MaxAge = 30;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var ct = httpContext.RequestAborted;
        var pulled = await mediator.Send(request, ct);
        var wait = WaitOf(httpContext.Request);
        if (wait is { } seconds && request.At is null)
        {
            // Not by the time of day, which may be set back meanwhile.
            var began = clock.GetTimestamp();
            bool IsOver() => clock.GetElapsedTime(began) >= TimeSpan.FromSeconds(seconds);
            while (IsKnown(httpContext.Request, pulled) && !IsOver())
            {
                await WaitForNewsAsync(pulled, IsOver, ct);
                pulled = await mediator.Send(request, ct);
            }

            httpContext.Response.Headers["Preference-Applied"] = string.Create(CultureInfo.InvariantCulture, $"wait={seconds}");
        }

        await SendAsync(httpContext, pulled, ct);
    }

    private async Task SendAsync(HttpContext http, PulledExport pulled, CancellationToken ct)
    {
        var (response, file, now) = (http.Response, pulled.File, clock.GetUtcNow());
        var headers = response.GetTypedHeaders();
        headers.ETag = TagOf(pulled);
        headers.LastModified = file.AsOf;
        headers.CacheControl = new CacheControlHeaderValue { Private = true, MaxAge = TimeSpan.FromSeconds(Math.Clamp(((file.ValidUntil ?? DateTimeOffset.MaxValue) - now).TotalSeconds, 0, MaxAge)) };
        response.Headers.Vary = "Authorization, Prefer";
        response.Headers["X-Policy-Revision"] = file.Revision.ToString(CultureInfo.InvariantCulture);
        SnapshotAge.Say(response, SnapshotAge.Of(replica, now));
        if (file.ValidUntil is { } until)
            response.Headers["X-Valid-Until"] = until.ToString("O", CultureInfo.InvariantCulture);
        // RFC 9530.
        response.Headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(file.Sha256))}:";
        if (IsKnown(http.Request, pulled))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = pulled.MediaType;
        response.ContentLength = file.Length;
        response.Headers.ContentDisposition = $"attachment; filename=\"{pulled.FileName}\"";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        if (HttpMethods.IsHead(http.Request.Method))
            return;
        await using var content = pulled.Open();
        await content.CopyToAsync(response.Body, ct);
    }

    /// <summary>Waits until the policy changes, or the file's content does by itself.</summary>
    private async Task WaitForNewsAsync(PulledExport pulled, Func<bool> isOver, CancellationToken ct)
    {
        while (!isOver() && !(clock.GetUtcNow() >= pulled.File.ValidUntil) && replica.Current.Snapshot.Revision == pulled.File.Revision)
            await Task.Delay(Glance, clock, ct);
    }

    private static bool IsKnown(HttpRequest request, PulledExport pulled) =>
        request.GetTypedHeaders().IfNoneMatch is { Count: > 0 } tags && tags.Any(t => t.Equals(EntityTagHeaderValue.Any) || t.Compare(TagOf(pulled), useStrongComparison: false));

    private static EntityTagHeaderValue TagOf(PulledExport pulled) => new($"\"{pulled.File.Sha256}\"");

    private static int? WaitOf(HttpRequest request)
    {
        foreach (var preference in request.Headers.GetCommaSeparatedValues("Prefer"))
        {
            var parts = preference.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts is ["wait", var text] && int.TryParse(text.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
                return Math.Min(seconds, MaxWait);
        }

        return null;
    }
}
