using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ToolRegistry.Browser.Tests.Given;

namespace ToolRegistry.Browser.Tests.Admin;

public sealed class ConnectionTests(Given.Browser browser)
{
    [Fact]
    public async Task LostConnection_IsTold_AndWhatWasSavedIsStillThere()
    {
        await using var register = await FoundingCase.StartAsync();
        (await register.Analyst.PostAsync("/v1/decisions", new { tool = "qoder", ranges = new[] { "vers:npm/*" }, phases = new[] { new { from = "2026-06-01T00:00:00Z", disposition = "Banned" } }, publicStatement = "Draft." })).Expect(201);
        await using var visitor = await browser.VisitAsync(register.Host.Address);
        // The browser complains of what is cut off on purpose.
        visitor.Expects = fault => fault.StartsWith("console: ", StringComparison.Ordinal);
        IWebSocketRoute? connection = null;
        await visitor.Page.RouteWebSocketAsync(new Regex("/_blazor", RegexOptions.None, TimeSpan.FromSeconds(1)), route =>
        {
            connection = route;
            route.ConnectToServer();
        });
        await visitor.SignInAsync(register.Analyst.Token!, "/admin/decisions/TR-3/edit");
        await visitor.IsInteractiveAsync();
        await visitor.Page.GetByLabel("Public statement").FillAsync("Saved before.");
        await visitor.Page.GetByLabel("Public statement").BlurAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved");

        await visitor.Context.SetOfflineAsync(true);
        await connection!.CloseAsync();
        await Assertions.Expect(visitor.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.Locator("#components-reconnect-modal")).ToContainTextAsync("The connection to the service was lost");
        await visitor.Context.SetOfflineAsync(false);
        await visitor.Page.Locator("#components-reconnect-modal a").ClickAsync();
        await visitor.IsInteractiveAsync();
        await Assertions.Expect(visitor.Page.GetByLabel("Public statement")).ToHaveValueAsync("Saved before.");
    }
}
