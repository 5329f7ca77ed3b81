using System.Text.Encodings.Web;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Tokens;

internal static class SetupEndpoints
{
    public static void MapSetup(this IEndpointRouteBuilder api) =>
        api.MapPost("/setup", async (SetupBody body, RequestContext context, IMediator mediator, CancellationToken ct) => Reply.Ok(await SendAsync(body, context, mediator, ct)))
            .WithTags("record")
            .Says<CompleteSetup, IssuedToken>("Make the first Administrator, by the code of the setup link", StatusCodes.Status200OK, "setup.closed", "setup.code-invalid", "owner.invalid");

    /// <summary>The page behind the setup link. It works without scripts and loads nothing.</summary>
    public static void MapSetupPage(this IEndpointRouteBuilder app)
    {
        app.MapGet("/setup", async (string? code, HttpContext http, RegisterDbContext db, CancellationToken ct) =>
            await db.SetupCodes.AnyAsync(ct) ? Page(http, Form(code)) : throw DomainException.NotFound("setup.closed", "The register is set up: an Administrator makes further tokens."))
            .ExcludeFromDescription();

        // The code is the secret that a forged form would lack.
        app.MapPost("/setup", async ([FromForm] string code, [FromForm] string owner, HttpContext http, RequestContext context, IMediator mediator, CancellationToken ct) =>
            Page(http, Done((await SendAsync(new SetupBody(code, owner), context, mediator, ct)).Body.Token)))
            .DisableAntiforgery()
            .ExcludeFromDescription();
    }

    private static Task<Stored<IssuedToken>> SendAsync(SetupBody body, RequestContext context, IMediator mediator, CancellationToken ct)
    {
        context.Principal = Principal.Anonymous with { Method = "setup" };
        return mediator.Send(new CompleteSetup(body), ct);
    }

    private static ContentHttpResult Page(HttpContext http, string body)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        return TypedResults.Content($$"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Set up ToolRegistry</title>
            <style>body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}input,button{font:inherit;padding:.5rem;width:100%;box-sizing:border-box}code{overflow-wrap:anywhere}</style></head>
            <body><main><h1>Set up ToolRegistry</h1>{{body}}</main></body>
            </html>
            """, "text/html; charset=utf-8");
    }

    private static string Form(string? code) => $"""
        <p>You make the first Administrator. The token that you get is shown once and is good for 90 days.</p>
        <form method="post" action="/setup">
        <input type="hidden" name="code" value="{HtmlEncoder.Default.Encode(code ?? "")}">
        <p><label for="owner">Your user name or e-mail address</label> <input id="owner" name="owner" required maxlength="200" autocomplete="username" autofocus></p>
        <p><button>Make me Administrator</button></p>
        </form>
        """;

    private static string Done(string token) => $"""
        <p>This is your token. It is not shown again.</p>
        <p><code>{HtmlEncoder.Default.Encode(token)}</code></p>
        <p><a href="/sign-in?returnUrl=/admin/tokens">Sign in</a> with it, and make tokens for others; or send it as <code>Authorization: Bearer &lt;token&gt;</code> with <code>POST /v1/tokens</code>.</p>
        """;
}
