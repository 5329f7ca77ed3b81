using Microsoft.Playwright;
using ToolRegistry.Api.Tests.Crash;

namespace ToolRegistry.Browser.Tests.Admin;

[Collection(Processes.Name)]
public sealed class FirstStartTests(Given.Browser browser)
{
    [Fact]
    public async Task SetupLink_LeadsToTheFirstAdministrator_WhoMakesTokensForOthers()
    {
        using var folder = new RegisterFolder();
        await using var service = await ServiceProcess.StartAsync(folder);
        await using var visitor = await browser.VisitAsync(service.Address);
        var page = visitor.Page;
        var link = await service.SetupLinkAsync();
        await visitor.GoAsync(link.PathAndQuery);
        await visitor.IsAccessibleAsync("setup");
        await page.GetByLabel("Your user name").FillAsync("root");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make me Administrator" }).ClickAsync();
        var token = await page.Locator("code").First.TextContentAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByLabel("API token").FillAsync(token!);
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await visitor.IsInteractiveAsync();
        await page.GetByLabel("Name").FillAsync("dana's");
        await page.GetByLabel("Owner").FillAsync("dana");
        await page.GetByLabel("Role").SelectOptionAsync("Analyst");
        await page.GetByRole(AriaRole.Button, new() { Name = "New token" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("It is not shown again");
        var made = await page.GetByRole(AriaRole.Status).Locator("code").TextContentAsync();
        await visitor.IsAccessibleAsync("staff-token-made");

        await using var dana = await browser.VisitAsync(service.Address);
        await dana.SignInAsync(made!, "/admin");
        await Assertions.Expect(dana.Page.GetByRole(AriaRole.Heading, new() { Name = "Overview" })).ToBeVisibleAsync();
        dana.Expects = fault => fault.StartsWith("404", StringComparison.Ordinal);
        Assert.Equal(404, (await dana.GoAsync(link.PathAndQuery)).Status);
    }
}
