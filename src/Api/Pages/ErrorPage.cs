using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Resources;

namespace ToolRegistry.Api.Pages;

/// <summary>A refusal as a page, for whoever came by a browser. It needs nothing that could have failed.</summary>
internal static class ErrorPage
{
    /// <summary>Whether the asker wants a page rather than a problem document.</summary>
    public static bool IsWanted(HttpRequest request) =>
        !request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase) && request.Prefers(MarkdownPage.HtmlType, usual: "application/problem+json");

    public static Task WriteAsync(HttpContext http, ProblemDetails problem)
    {
        var response = http.Response;
        response.StatusCode = problem.Status!.Value;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = PagePolicy.Static;
        return response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" /><meta name="color-scheme" content="light dark" />
            <title>{Text(problem.Title)} · {Text(UiText.Product)}</title><link rel="stylesheet" href="/register.css" /></head>
            <body><main id="main"><h1>{Text(problem.Title)}</h1><p>{Text(problem.Detail)}</p>
            <p class="meta"><code>{Text(problem.Extensions["code"]?.ToString())}</code> · <code>{Text(http.TraceIdentifier)}</code></p>
            <p><a href="/">{Text(UiText.ToTheCheck)}</a></p></main></body>
            </html>
            """);
    }

    private static string Text(string? text) => HtmlEncoder.Default.Encode(text ?? "");
}
