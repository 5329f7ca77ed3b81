using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Tests;

namespace ToolRegistry.Api.Tests.Access;

/// <summary>Who sees what in a browser: every address beside the API's, visited as everybody.</summary>
public sealed partial class PageTableTests(Samples samples) : IClassFixture<Samples>
{
    private static readonly Role[] People = [Role.Reader, Role.Analyst, Role.Approver, Role.Auditor, Role.Administrator];
    private static readonly Role[] Insiders = [Role.Analyst, Role.Approver, Role.Auditor];
    private static readonly Role[] Drafters = [Role.Analyst, Role.Approver];
    private static readonly Role[] Pullers = [Role.Analyst, Role.Approver, Role.Auditor, Role.Administrator];

    /// <summary>What a visitor meets.</summary>
    private enum Met
    {
        /// <summary>What stands there.</summary>
        Shown,

        /// <summary>The way to the sign-in.</summary>
        SignIn,

        /// <summary>A page or a problem that says: not you.</summary>
        Refused,

        /// <summary>That there is no such record.</summary>
        Absent,

        /// <summary>401, for files that no page surrounds.</summary>
        Unauthenticated,
    }

    /// <summary>Where each route is tried, who of those who sign in sees it, and what the others and the anonymous meet. In braces: the address of a sample, or its last part.</summary>
    private static readonly Row[] Table =
    [
        new("GET POST /admin", "/admin", People),
        new("GET POST /admin/tools", "/admin/tools", People),
        new("GET POST /admin/tools/new", "/admin/tools/new", [Role.Analyst]),
        new("GET POST /admin/tools/{Slug}", "/admin{GetTool}", People),
        new("GET POST /admin/tools/{Slug}/edit", "/admin{GetTool}/edit", [Role.Analyst]),
        new("GET POST /admin/tools/{Slug}/claims/{Number}", "/admin{GetClaim}", Insiders),
        new("GET POST /admin/tools/{Slug}/evidence/{Number}", "/admin{GetEvidence}", Insiders),
        new("GET POST /admin/decisions", "/admin/decisions", People),
        new("GET POST /admin/decisions/new", "/admin/decisions/new", Drafters),
        new("GET POST /admin/decisions/{Number}", "/admin{GetDecision}", People),
        new("GET POST /admin/decisions/{Number}", "/admin{EditDecision}", Insiders, Met.Absent),
        new("GET POST /admin/decisions/{Number}/edit", "/admin{EditDecision}/edit", Drafters),
        new("GET POST /admin/exceptions", "/admin/exceptions", Insiders),
        new("GET POST /admin/exceptions/new", "/admin/exceptions/new", Drafters),
        new("GET POST /admin/exceptions/{Number}", "/admin{GetException}", Insiders),
        new("GET POST /admin/exceptions/{Number}/edit", "/admin{GetException}/edit", Drafters),
        new("GET POST /admin/requests", "/admin/requests", People),
        new("GET POST /admin/reviews", "/admin/reviews", Insiders),
        new("GET POST /admin/channels", "/admin/channels", Pullers),
        new("GET POST /admin/channels/{Name}", "/admin{GetChannel}", Pullers),
        new("GET POST /admin/webhooks", "/admin/webhooks", [Role.Auditor, Role.Administrator]),
        new("GET POST /admin/webhooks/{Name}", "/admin{GetWebhook}", [Role.Auditor, Role.Administrator]),
        new("GET POST /admin/what-if", "/admin/what-if", People),
        new("GET POST /admin/settings", "/admin/settings", People),
        new("GET POST /admin/audit", "/admin/audit", [Role.Auditor]),
        new("GET POST /admin/tokens", "/admin/tokens", [Role.Administrator]),

        new("GET /admin/tools.csv", "/admin/tools.csv", People, Anonymous: Met.Unauthenticated),
        new("GET /admin/audit.jsonl", "/admin/audit.jsonl", [Role.Auditor], Anonymous: Met.Unauthenticated),
        new("GET /admin/decisions/{number}/report", "/admin{GetDecisionReport}", People, Anonymous: Met.Unauthenticated),
        new("GET /admin/tools/{slug}/evidence/{number}/copy", "/admin{GetEvidenceCopy}", Insiders, Anonymous: Met.Unauthenticated),
        new("GET /admin/exports/{target}/{channel}", "/admin/exports/rpz/{#GetChannel}", Pullers, Anonymous: Met.Unauthenticated),

        new("GET POST /", "/", People, Anonymous: Met.Shown),
        new("GET POST /t/{Slug}", "/t/sampled", People, Anonymous: Met.Shown),
        new("GET /t/{slug}/badge.svg", "/t/sampled/badge.svg", People, Anonymous: Met.Shown),
        new("GET POST /d/{Number}", "/d/TR-2", People, Anonymous: Met.Shown),
        new("GET /suggest", "/suggest?q=sampled", People, Anonymous: Met.Shown),
        new("GET POST /request", "/request", People),
        new("GET POST /not-found", "/not-found", People, Anonymous: Met.Shown),
        new("GET POST /sign-in", "/sign-in", People, Anonymous: Met.Shown),
        new("GET /sign-in/provider", "/sign-in/provider", [], Met.SignIn),
        new("GET POST /sign-out", "/sign-out", People, Anonymous: Met.Shown),
        new("GET /setup", "/setup", People, Anonymous: Met.Shown),
        new("GET /healthz", "/healthz", People, Anonymous: Met.Shown),
        new("GET /readyz", "/readyz", People, Anonymous: Met.Shown),
        new("GET /openapi/{documentName}.json", "/openapi/v1.json", People, Anonymous: Met.Shown),
        new("GET /docs/{documentName?}", "/docs/", People, Anonymous: Met.Shown),
        new("GET /docs/scalar.js", "/docs/scalar.js", People, Anonymous: Met.Shown),
        new("GET /docs/scalar.aspnetcore.js", "/docs/scalar.aspnetcore.js", People, Anonymous: Met.Shown),
        new("GET /docs/favicon.svg", "/docs/favicon.svg", People, Anonymous: Met.Shown),
        new("/_blazor/initializers/", "/_blazor/initializers", People, Anonymous: Met.Shown),
    ];

    /// <summary>What is not visited as the others are, and which test holds it.</summary>
    private static readonly string[] Apart =
    [
        "POST /setup", // Setup_WithoutTheCode_IsForNobody
        "POST /sign-out/now", // Form_WithoutItsToken_IsRefused
        "POST /sign-out/provider", // LogoutToken_ThatIsNotGood_IsRefusedAndEndsNothing
        "/_blazor", "/_blazor/negotiate", "/_blazor/disconnect/", "GET /_framework/opaque-redirect", // Circuit_WithoutAPage_IsForNobody
        "GET HEAD /{**path:file}", // a file that is not there
    ];

    private IEnumerable<RouteEndpoint> Routes => samples.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(route => !RouteNames.PatternOf(route).StartsWith("/v1", StringComparison.Ordinal));

    [Fact]
    public void Route_Each_HasARowInTheTable() => Assert.Equal(
        Table.Select(row => row.Route).Concat(Apart).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        Routes.Where(route => route.Metadata.GetMetadata<StaticAssetDescriptor>() is null).Select(RouteNames.Of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(null)]
    [InlineData(Role.Reader)]
    [InlineData(Role.Analyst)]
    [InlineData(Role.Approver)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Service)]
    public async Task Address_Each_ShowsWhatItsRowSays(Role? role)
    {
        // Whoever comes first makes the key that protects cookies and forms.
        Assert.Equal(200, (await samples.Anonymous.GetAsync("/sign-in")).Status);
        var before = await samples.Host.DigestAsync();
        var wrong = new List<string>();
        using var http = await VisitorAsync(role);
        foreach (var row in Table)
        {
            // A Service has no session: its token is not taken in a browser.
            var expected = role is null or Role.Service ? row.Anonymous : row.Shown.Contains(role.Value) ? Met.Shown : row.Others;
            var address = AddressOf(row);
            using var answer = await http.GetAsync(address);
            var met = MetIn(answer, await answer.Content.ReadAsStringAsync());
            if (met != expected)
                wrong.Add($"{role?.ToString() ?? "Nobody"} at {address}: {met?.ToString() ?? $"{answer.StatusCode}"}, expected {expected}");
        }

        Assert.Empty(wrong);
        Assert.Equal(before, await samples.Host.DigestAsync());
    }

    [Fact]
    public async Task Service_TokenInABrowser_OpensNoSession() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => PageSession.OpenAsync(samples.Host.Address, samples[Role.Service].Token!));

    [Fact]
    public async Task Form_WithoutItsToken_IsRefused()
    {
        using var http = await VisitorAsync(Role.Administrator);
        var pages = Routes.Where(route => route.Metadata.GetMetadata<ComponentTypeMetadata>() is not null).Select(RouteNames.Of).ToArray();
        Assert.NotEmpty(pages);
        foreach (var row in Table.Where(row => pages.Contains(row.Route)).Append(new Row("", "/sign-out/now", [])))
        {
            using var form = new FormUrlEncodedContent([new("_handler", "sign-in"), new("Token", samples.Administrator.Token)]);
            using var answer = await http.PostAsync(AddressOf(row), form);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{row.Address}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Setup_WithoutTheCode_IsForNobody()
    {
        foreach (Role? role in new Role?[] { null, Role.Administrator })
        {
            using var http = await VisitorAsync(role);
            using var form = new FormUrlEncodedContent([new("code", "guessed"), new("owner", "mallory")]);
            using var answer = await http.PostAsync(new Uri("/setup", UriKind.Relative), form);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("GET", "/_blazor?id=made-up")]
    [InlineData("POST", "/_blazor?id=made-up")]
    [InlineData("POST", "/_blazor/disconnect/")]
    [InlineData("GET", "/_framework/opaque-redirect?url=made-up")]
    public async Task Circuit_WithoutAPage_IsForNobody(string method, string address)
    {
        foreach (Role? role in new Role?[] { null, Role.Administrator })
        {
            using var http = await VisitorAsync(role);
            using var request = new HttpRequestMessage(new HttpMethod(method), address);
            using var answer = await http.SendAsync(request);
            Assert.InRange((int)answer.StatusCode, 400, 499);
        }
    }

    [Fact]
    public async Task Asset_Each_IsForEverybody()
    {
        using var http = await VisitorAsync(role: null);
        var assets = Routes.Where(route => route.Metadata.GetMetadata<StaticAssetDescriptor>() is not null).Select(RouteNames.PatternOf).Distinct(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(assets);
        foreach (var asset in assets)
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(asset, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead)).StatusCode);
    }

    private static Met? MetIn(HttpResponseMessage answer, string text) => answer.StatusCode switch
    {
        HttpStatusCode.Redirect when answer.Headers.Location!.OriginalString.Contains("/sign-in", StringComparison.Ordinal) => Met.SignIn,
        HttpStatusCode.Unauthorized => Met.Unauthenticated,
        HttpStatusCode.Forbidden => Met.Refused,
        HttpStatusCode.NotFound => Met.Absent,
        HttpStatusCode.OK when Alert().Match(text) is { Success: true } alert => alert.Value.Contains("may not do this", StringComparison.Ordinal) ? Met.Refused : Met.Absent,
        HttpStatusCode.OK => Met.Shown,
        _ => null,
    };

    private Uri AddressOf(Row row) => new(
        Sample().Replace(row.Address, match => samples[match.Groups["operation"].Value].Path is var path && match.Groups["last"].Success ? Staff.NumberOf(path) : path["/v1".Length..]),
        UriKind.Relative);

    private async Task<HttpClient> VisitorAsync(Role? role)
    {
        if (role is { } known and not Role.Service)
            return await PageSession.OpenAsync(samples.Host.Address, samples[known].Token!);
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = samples.Host.Address };
        if (role is Role.Service)
            http.DefaultRequestHeaders.Authorization = new("Bearer", samples[Role.Service].Token);
        return http;
    }

    private sealed record Row(string Route, string Address, Role[] Shown, Met Others = Met.Refused, Met Anonymous = Met.SignIn);

    [GeneratedRegex(@"\{(?<last>#)?(?<operation>\w+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Sample();

    [GeneratedRegex("role=\"alert\".{0,400}", RegexOptions.Singleline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Alert();
}
