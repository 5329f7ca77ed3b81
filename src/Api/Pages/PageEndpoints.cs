using System.Text;
using System.Xml;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using ToolRegistry.Api.Features.Checks;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Pages;

/// <summary>What pages need beside themselves.</summary>
internal static class PageEndpoints
{
    /// <summary>Sends people to the provider of sign-ins, where there is one.</summary>
    public static void MapProvider(this IEndpointRouteBuilder app) =>
        app.MapGet("/sign-in/provider", (string? returnUrl, OidcSettings oidc) => oidc.SignsIn
            ? (IResult)TypedResults.Challenge(new AuthenticationProperties { RedirectUri = Links.Local(returnUrl) }, [OidcSignIn.Browser])
            : TypedResults.LocalRedirect("/sign-in")).ExcludeFromDescription();

    /// <summary>Names of tools, as one types.</summary>
    public static void MapSuggestions(this IEndpointRouteBuilder app) =>
        app.MapGet("/suggest", async (string q, HttpContext http, IMediator mediator, CancellationToken ct) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            return string.IsNullOrWhiteSpace(q) ? [] : await mediator.Send(new SuggestTools(q), ct);
        }).ExcludeFromDescription();

    /// <summary>A tool's answer as a small picture, for other pages to show.</summary>
    public static void MapBadges(this IEndpointRouteBuilder app) =>
        app.MapGet("/t/{slug}/badge.svg", async (string slug, HttpContext http, IMediator mediator, CancellationToken ct) =>
        {
            var verdict = VerdictViews.Of(await mediator.Send(new Check(new CheckBody(slug), Revision: null), ct), isAnonymous: true);
            http.Response.Headers.CacheControl = "public, max-age=30";
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
            return TypedResults.Text(Badge(verdict), "image/svg+xml", Encoding.UTF8);
        }).ExcludeFromDescription();

    private static string Badge(VerdictView verdict)
    {
        var (name, says) = (Domain.Texts.Shortened(Words.Subject(verdict), 40), Words.Of(verdict.Outcome));
        var (left, right) = (WidthOf(name), WidthOf(says));
        var colour = verdict.Action switch { "block" => "#b3261e", "warn" => "#8a5a00", _ => "#1a7f4b" };
        using var text = new StringWriter();
        using (var svg = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true }))
        {
            svg.WriteStartElement("svg", "http://www.w3.org/2000/svg");
            svg.WriteAttributeString("width", $"{left + right}");
            svg.WriteAttributeString("height", "20");
            svg.WriteAttributeString("role", "img");
            svg.WriteAttributeString("aria-label", $"{name}: {says}");
            svg.WriteElementString("title", $"{name}: {says}");
            Rectangle(svg, 0, left, "#3c4450");
            Rectangle(svg, left, right, colour);
            Label(svg, left / 2, name);
            Label(svg, left + right / 2, says);
            svg.WriteEndElement();
        }

        return text.ToString();
    }

    private static int WidthOf(string text) => 14 + 7 * text.Length;

    private static void Rectangle(XmlWriter svg, int x, int width, string colour)
    {
        svg.WriteStartElement("rect");
        svg.WriteAttributeString("x", $"{x}");
        svg.WriteAttributeString("width", $"{width}");
        svg.WriteAttributeString("height", "20");
        svg.WriteAttributeString("fill", colour);
        svg.WriteEndElement();
    }

    private static void Label(XmlWriter svg, int x, string text)
    {
        svg.WriteStartElement("text");
        svg.WriteAttributeString("x", $"{x}");
        svg.WriteAttributeString("y", "14");
        svg.WriteAttributeString("fill", "#fff");
        svg.WriteAttributeString("font-family", "Verdana,DejaVu Sans,sans-serif");
        svg.WriteAttributeString("font-size", "11");
        svg.WriteAttributeString("text-anchor", "middle");
        svg.WriteString(text);
        svg.WriteEndElement();
    }
}
