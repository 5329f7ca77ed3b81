using System.Text.Json.Nodes;
using Microsoft.Playwright;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Browser.Tests.Given;

namespace ToolRegistry.Browser.Tests.Provider;

/// <summary>Sign-in by a real provider of OpenID Connect.</summary>
public sealed class ProviderTests(Given.Browser browser)
{
    private const string Elsewhere = "asked https://fonts.";

    [Fact]
    public async Task Person_SignsInByTheProvider_HasAllHerRoles_AndIsSignedOutThereToo()
    {
        await using var provider = await SignInProvider.StartAsync();
        await using var host = await StartAsync(provider, ("Approvals:RequireOidc", "true"));
        await using var dana = await VisitAsync(host, provider);
        var page = dana.Page;
        await dana.GoAsync("/admin/decisions");
        await dana.IsAccessibleAsync("sign-in-provider");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with Acme" }).ClickAsync();
        await AnswerAsync(page, "dana");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Decisions", Level = 1 })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Banner)).ToContainTextAsync("dana");
        await Assertions.Expect(page.GetByRole(AriaRole.Banner)).ToContainTextAsync("Analyst");
        await Assertions.Expect(page.GetByRole(AriaRole.Banner)).ToContainTextAsync("Approver");
        var cookie = Assert.Single(await dana.Context.CookiesAsync([host.Address.ToString()]), c => c.Name == "toolregistry");
        Assert.True(cookie.HttpOnly);
        // A session is no use for the API.
        Assert.Equal(401, (await dana.Context.APIRequest.GetAsync("/v1/tools")).Status);

        await page.GetByRole(AriaRole.Link, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        // The provider asks whether she means it.
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, sign me out" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(host.Address.ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await dana.GoAsync("/sign-in/provider?returnUrl=/admin");
        await Assertions.Expect(page.GetByPlaceholder("Enter any login")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Person_SignedOutAtTheProvider_IsSignedOutHere()
    {
        await using var provider = await SignInProvider.StartAsync();
        await using var host = await StartAsync(provider);
        await using var dana = await VisitAsync(host, provider);
        await dana.GoAsync("/sign-in/provider?returnUrl=/admin/decisions");
        await AnswerAsync(dana.Page, "dana");
        await dana.IsInteractiveAsync();

        var elsewhere = await dana.Context.NewPageAsync();
        await elsewhere.GotoAsync(new Uri(provider.Address, "/session/end").ToString());
        await elsewhere.GetByRole(AriaRole.Button, new() { Name = "Yes, sign me out" }).ClickAsync();
        await Assertions.Expect(elsewhere.GetByText("Sign-out Success")).ToBeVisibleAsync();
        await dana.Page.ReloadAsync();
        await Assertions.Expect(dana.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in with Acme" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Approval_WhereSignInIsRequired_IsRefusedToATokenAndGivenByThePerson()
    {
        await using var provider = await SignInProvider.StartAsync();
        await using var host = await StartAsync(provider, ("Approvals:RequireOidc", "true"));
        var analyst = await host.CallerAsync(Infrastructure.Security.Role.Analyst, "anton");
        var token = await host.CallerAsync(Infrastructure.Security.Role.Approver, "omar");
        (await analyst.PostAsync("/v1/tools", new { slug = "agent", name = "Agent", publisher = "Somebody" })).Expect(201);
        (await analyst.PostAsync("/v1/decisions", new { tool = "agent", ranges = new[] { "vers:generic/*" }, phases = new[] { new { from = "2026-07-01T00:00:00Z", disposition = "Banned" } }, publicStatement = "No.", reviewBy = host.Clock.GetUtcNow().AddDays(30) })).Expect(201);
        (await analyst.VerbAsync("/v1/decisions/TR-1", "propose")).Expect(200);
        (await token.VerbAsync("/v1/decisions/TR-1", "approve")).ExpectProblem(403, "approval.sign-in-required");

        await using var omar = await VisitAsync(host, provider);
        await omar.GoAsync("/sign-in/provider?returnUrl=/admin/decisions/TR-1");
        await AnswerAsync(omar.Page, "omar");
        await omar.IsInteractiveAsync();
        await omar.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Assertions.Expect(omar.Page.GetByRole(AriaRole.Heading, new() { Name = "In force: revision 1" })).ToBeVisibleAsync();
        Assert.Equal("omar", (await analyst.GetAsync("/v1/decisions/TR-1")).Expect(200)["inForce"]!["approvals"]![0]!["by"]!.GetValue<string>());

        // The session lasts as long as it was given for, and what is open ends with it.
        host.Clock.Advance(TimeSpan.FromHours(9));
        await omar.Page.ReloadAsync();
        await Assertions.Expect(omar.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in with Acme" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Person_WithoutARole_IsRefused_WhereThereIsNoDefault()
    {
        await using var provider = await SignInProvider.StartAsync();
        await using var host = await StartAsync(provider, ("Oidc:DefaultRole", ""));
        await using var rita = await VisitAsync(host, provider);
        await rita.GoAsync("/sign-in/provider");
        await AnswerAsync(rita.Page, "rita");
        await Assertions.Expect(rita.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not signed in");
    }

    [Fact]
    public async Task Callback_ForgedOrReplayed_SignsNobodyIn()
    {
        await using var provider = await SignInProvider.StartAsync();
        await using var host = await StartAsync(provider);
        await using var rita = await VisitAsync(host, provider);
        foreach (var forged in new[] { "/sign-in/callback", "/sign-in/callback?code=guessed", "/sign-in/callback?code=guessed&state=guessed", "/sign-in/callback?error=access_denied" })
        {
            await rita.GoAsync(forged);
            await Assertions.Expect(rita.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not signed in");
        }

        var callback = "";
        rita.Page.Request += (_, request) => callback = request.Url.Contains("/sign-in/callback?", StringComparison.Ordinal) ? request.Url : callback;
        await rita.GoAsync("/sign-in/provider?returnUrl=//elsewhere.example");
        await AnswerAsync(rita.Page, "rita");
        await Assertions.Expect(rita.Page).ToHaveURLAsync(host.Address.ToString());
        await using var thief = await VisitAsync(host, provider);
        foreach (var visitor in new[] { rita, thief })
        {
            await visitor.GoAsync(callback);
            await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not signed in");
        }

        await thief.GoAsync("/");
        await Assertions.Expect(thief.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Machine_ByItsAccessToken_ChecksForOthersAndDecidesNothing()
    {
        await using var provider = await SignInProvider.StartAsync();
        await using var host = await StartAsync(provider);
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["grant_type"] = "client_credentials", ["client_id"] = "build", ["client_secret"] = "of-a-test", ["resource"] = "urn:toolregistry", ["scope"] = "api" });
        using var answer = await http.PostAsync(new Uri(provider.Address, "/token"), form, TestContext.Current.CancellationToken);
        var token = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["access_token"]!.GetValue<string>();
        var machine = new Caller(host.Address, token);
        (await machine.GetAsync("/v1/check?subject=pkg:npm/left-pad&groups=dev")).Expect(200);
        (await machine.PostAsync("/v1/tools", new { slug = "agent", name = "Agent", publisher = "Somebody" })).ExpectProblem(403, "access.forbidden");
    }

    private static Task<RegisterHost> StartAsync(SignInProvider provider, params (string Key, string? Value)[] settings)
    {
        var all = provider.Settings();
        foreach (var (key, value) in settings)
            all[key] = value;
        // The provider goes by the time that it is.
        return RegisterHost.StartAsync(all, start: DateTimeOffset.UtcNow);
    }

    private async Task<Visitor> VisitAsync(RegisterHost host, SignInProvider provider)
    {
        var visitor = await browser.VisitAsync(host.Address);
        visitor.Expects = fault => fault.Contains(provider.Address.ToString(), StringComparison.Ordinal) || fault.StartsWith(Elsewhere, StringComparison.Ordinal);
        // The provider's pages would have a font from elsewhere.
        await visitor.Context.RouteAsync("https://**", route => route.AbortAsync());
        return visitor;
    }

    /// <summary>Says at the provider who one is, and that the register may know.</summary>
    private static async Task AnswerAsync(IPage page, string name)
    {
        await page.GetByPlaceholder("Enter any login").FillAsync(name);
        await page.GetByPlaceholder("and password").FillAsync("any");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign-in" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
    }
}
