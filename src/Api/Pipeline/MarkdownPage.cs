using System.Net;
using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.Net.Http.Headers;

namespace ToolRegistry.Api.Pipeline;

/// <summary>A document that is answered as Markdown, or as a page of its own to those who ask for HTML.</summary>
/// <param name="Title">The page's title.</param>
/// <param name="Markdown">CommonMark with tables.</param>
internal sealed record MarkdownPage(string Title, string Markdown) : IResult
{
    public const string MarkdownType = "text/markdown";
    public const string HtmlType = "text/html";

    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private const string Style = """
        :root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--line:#ccd1d7;--soft:#f3f5f7;--link:#0b57b7}
        @media (prefers-color-scheme:dark){:root{--ink:#e4e8ec;--paper:#14171a;--line:#3c434b;--soft:#1f2429;--link:#8ab8ff}}
        body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:64rem;margin:2rem auto;padding:0 1rem}
        h1,h2,h3{line-height:1.25;break-after:avoid}h1{font-size:1.8rem}h2{font-size:1.3rem;margin-top:2rem;border-bottom:1px solid var(--line)}h3{font-size:1.05rem}
        p,li,td,blockquote{overflow-wrap:anywhere}a{color:var(--link)}code{font-size:.92em;background:var(--soft);padding:0 .2em;border-radius:3px}
        blockquote{margin:1rem 0;padding:.1rem 1rem;border-left:4px solid var(--line);background:var(--soft)}
        table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{border:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top;min-width:6em}main{overflow-x:auto}th{background:var(--soft)}
        @media print{:root{--ink:#000;--paper:#fff;--line:#999;--soft:#f3f3f3;--link:#000}body{font-size:10pt;margin:0;max-width:none;padding:0}main{overflow:visible}tr,blockquote{break-inside:avoid}thead{display:table-header-group}}
        """;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var isHtml = request.Prefers(HtmlType, usual: MarkdownType);
        response.ContentType = $"{(isHtml ? HtmlType : MarkdownType)}; charset=utf-8";
        response.Headers.Vary = HeaderNames.Accept;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = $"{Policy}; frame-ancestors 'none'";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return response.WriteAsync(isHtml ? Html() : Markdown, Encoding.UTF8, httpContext.RequestAborted);
    }

    /// <summary>The page: it stands alone, runs nothing and loads nothing, and is well-formed XML too.</summary>
    public string Html()
    {
        var document = Markdig.Markdown.Parse(Markdown, Pipeline);
        foreach (var head in document.Descendants<TableRow>().Where(r => r.IsHeader).SelectMany(r => r.OfType<TableCell>()))
            head.GetAttributes().AddProperty("scope", "col");
        foreach (var link in document.Descendants<LinkInline>())
            link.GetAttributes().AddProperty("rel", "noreferrer nofollow");
        // The policy once more, for the page that is saved to a file.
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><meta name="referrer" content="no-referrer" />
            <meta http-equiv="Content-Security-Policy" content="{Policy}" />
            <title>{WebUtility.HtmlEncode(Title)}</title>
            <style>
            {Style}
            </style></head>
            <body><main>
            {document.ToHtml(Pipeline)}</main></body>
            </html>

            """.ReplaceLineEndings("\n");
    }
}
