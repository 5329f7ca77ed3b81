using Microsoft.Playwright;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Api.Tests.Webhooks;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Browser.Tests.Admin;

public sealed class WebhookPagesTests(Given.Browser browser)
{
    [Fact]
    public async Task Administrator_MakesAWebhook_TriesIt_AndSeesWhatItsReceiverSaid()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = await RegisterHost.StartAsync(new() { ["Webhooks:AllowHttp"] = "true", ["Webhooks:AllowedNetworks:0"] = "127.0.0.0/8" });
        await using var visitor = await browser.VisitAsync(host.Address);
        var page = visitor.Page;
        await visitor.SignInAsync(host.Administrator.Token!, "/admin/webhooks");
        await visitor.IsInteractiveAsync();
        await page.GetByLabel("Name").FillAsync("security-chat");
        await page.GetByLabel("Receiver's address").FillAsync("nowhere");
        await page.GetByRole(AriaRole.Button, new() { Name = "New webhook" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
        await visitor.IsAccessibleAsync("staff-webhook-refused");

        await page.GetByLabel("Receiver's address").FillAsync(receiver.Address);
        await page.GetByLabel("decision.approved").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New webhook" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("never shown again");
        await visitor.IsAccessibleAsync("staff-webhooks");

        await page.GetByRole(AriaRole.Status).GetByRole(AriaRole.Link, new() { Name = "security-chat" }).ClickAsync();
        await visitor.IsInteractiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("It is sent within seconds");
        await host.SendDueAsync();
        Assert.Single(receiver.All);
        await page.ReloadAsync();
        await visitor.IsInteractiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new() { Name = "Request" })).ToContainTextAsync("toolregistry.webhook.test");
        await visitor.IsAccessibleAsync("staff-webhook");
    }

    [Fact]
    public async Task Auditor_ReadsWebhooks_AndIsGivenNothingToChange()
    {
        await using var host = await RegisterHost.StartAsync();
        (await host.Administrator.PostAsync("/v1/webhooks", new { name = "security-chat", address = "https://hooks.example/secret-path", events = new[] { "decision.approved" } })).Expect(201);
        var auditor = await host.CallerAsync(Role.Auditor, "ada");
        await using var visitor = await browser.VisitAsync(host.Address);
        await visitor.SignInAsync(auditor.Token!, "/admin/webhooks/security-chat");
        await visitor.IsInteractiveAsync();
        var main = visitor.Page.GetByRole(AriaRole.Main);
        await Assertions.Expect(main).ToContainTextAsync("hooks.example");
        await Assertions.Expect(main).Not.ToContainTextAsync("secret-path");
        await Assertions.Expect(main.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await visitor.IsAccessibleAsync("staff-webhook-read");
    }
}
