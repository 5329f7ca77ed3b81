using Microsoft.Playwright;
using ToolRegistry.Browser.Tests.Given;

namespace ToolRegistry.Browser.Tests.Pages;

public sealed class SignInTests(Given.Browser browser)
{
    [Fact]
    public async Task SignedIn_AsksForAnException_AndSignsOut()
    {
        await using var register = await FoundingCase.StartAsync();
        var reader = await register.Host.CallerAsync(Infrastructure.Security.Role.Reader, "rita");
        await using var visitor = await browser.VisitAsync(register.Host.Address);
        var page = visitor.Page;
        await visitor.GoAsync("/t/claude-code");
        await page.GetByRole(AriaRole.Link, new() { Name = "Ask for an exception" }).ClickAsync();
        await page.GetByLabel("API token").FillAsync(reader.Token!);
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ask for an exception" })).ToBeVisibleAsync();
        await visitor.IsAccessibleAsync("request");
        await page.GetByLabel("Why you need it").FillAsync("A customer's project until autumn.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("RQ-1");
        var filed = (await reader.GetAsync("/v1/requests/RQ-1")).Expect(200);
        Assert.Equal(("exception", "TR-2", "claude-code"), (filed["kind"]!.GetValue<string>(), filed["decision"]!.GetValue<string>(), filed["subject"]!.GetValue<string>()));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Session_EndsWithItsToken_AndIsNoUseForTheApi()
    {
        await using var register = await FoundingCase.StartAsync();
        await using var visitor = await browser.VisitAsync(register.Host.Address);
        var page = visitor.Page;
        await visitor.SignInAsync(register.Analyst.Token!);
        await Assertions.Expect(page.GetByText("dana", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal(401, (await visitor.Context.APIRequest.GetAsync("/v1/tools")).Status);
        Assert.Equal(401, (await visitor.Context.APIRequest.GetAsync("/V1/tools")).Status);

        var tokens = (await register.Host.Administrator.GetAsync("/v1/tokens")).Expect(200)["items"]!.AsArray();
        var id = tokens.First(t => t!["owner"]!.GetValue<string>() == "dana")!["id"]!.GetValue<string>();
        (await register.Host.Administrator.VerbAsync($"/v1/tokens/{id}", "revoke")).Expect(200);
        await register.Host.CatchUpAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task ReturnAddressElsewhere_IsNotFollowed(string address)
    {
        await using var register = await FoundingCase.StartAsync();
        await using var visitor = await browser.VisitAsync(register.Host.Address);
        await visitor.SignInAsync(register.Analyst.Token!, address);
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(register.Host.Address.ToString());
    }

    [Fact]
    public async Task WrongToken_IsRefused_TiedToItsField()
    {
        await using var register = await FoundingCase.StartAsync();
        await using var visitor = await browser.VisitAsync(register.Host.Address);
        await visitor.SignInAsync("tr_wrong");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("unknown, expired or revoked");
        await Assertions.Expect(visitor.Page.GetByLabel("API token")).ToHaveAttributeAsync("aria-invalid", "true");
        await visitor.IsAccessibleAsync("sign-in-refused");
    }

    [Theory]
    [InlineData("/sign-out/now", "")]
    [InlineData("/sign-in", "Token=x&_handler=sign-in")]
    [InlineData("/request?subject=claude-code", "Reason=because&_handler=request")]
    public async Task FormOfAnotherSite_IsRefused(string address, string form)
    {
        await using var register = await FoundingCase.StartAsync();
        await using var visitor = await browser.VisitAsync(register.Host.Address);
        await visitor.SignInAsync(register.Analyst.Token!);
        var answer = await visitor.Context.APIRequest.PostAsync(address, new() { DataString = form, Headers = new Dictionary<string, string> { ["Content-Type"] = "application/x-www-form-urlencoded", ["Origin"] = "https://evil.example" } });
        Assert.Equal(400, answer.Status);
        Assert.Empty((await register.Analyst.GetAsync("/v1/requests")).Expect(200)["items"]!.AsArray());
    }
}
