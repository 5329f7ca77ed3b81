using Microsoft.Playwright;
using ToolRegistry.Browser.Tests.Given;

namespace ToolRegistry.Browser.Tests.Admin;

public sealed class KeyboardTests(Given.Browser browser)
{
    [Fact]
    public async Task Decision_FromItsFormToItsApproval_NeedsNoMouse()
    {
        await using var register = await FoundingCase.StartAsync();
        await register.RegisterAsync("agent", "Agent", "Somebody", "pkg:npm/agent");
        await register.Host.CatchUpAsync();
        await using var dana = await browser.VisitAsync(register.Host.Address);
        await using var omar = await browser.VisitAsync(register.Host.Address);
        var keys = dana.Page.Keyboard;
        await dana.SignInAsync(register.Analyst.Token!, "/admin");
        await dana.IsInteractiveAsync();

        await keys.PressAsync("Control+k");
        await Assertions.Expect(dana.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await dana.IsAccessibleAsync("palette");
        await keys.TypeAsync("new dec");
        await keys.PressAsync("Enter");
        await Assertions.Expect(dana.Page.GetByRole(AriaRole.Heading, new() { Name = "New decision" })).ToBeVisibleAsync();
        await TypeAsync(dana, "#tool", "agent");
        await TypeAsync(dana, "#ranges", null);
        await Assertions.Expect(dana.Page.GetByLabel("Versions", new() { Exact = true })).ToHaveValueAsync("vers:npm/*");
        await TabToAsync(dana, "#from-0");
        // Day, month, year, hour and minute, as the browser's locale has them.
        await keys.TypeAsync("07102026");
        await keys.PressAsync("Tab");
        await keys.TypeAsync("1200AM");
        await TypeAsync(dana, "#statement", "Not from 10 July.");
        await TypeAsync(dana, "#rationale", "Because.");
        await TabToAsync(dana, "#review");
        await keys.TypeAsync("09012026");
        await keys.PressAsync("Tab");
        await keys.TypeAsync("0900AM");
        await TabToAsync(dana, "form button.primary");
        await keys.PressAsync("Enter");
        await Assertions.Expect(dana.Page.GetByRole(AriaRole.Heading, new() { Name = "TR-3: agent" })).ToBeVisibleAsync();
        await PressButtonAsync(dana, "Propose");
        await Assertions.Expect(dana.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("another person may approve");

        await omar.SignInAsync(register.Approver.Token!, "/admin/decisions/TR-3");
        await omar.IsInteractiveAsync();
        await PressButtonAsync(omar, "Approve");
        await Assertions.Expect(omar.Page.GetByRole(AriaRole.Heading, new() { Name = "In force: revision 1" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task QuestionMark_ListsTheShortcuts()
    {
        await using var register = await FoundingCase.StartAsync();
        await using var visitor = await browser.VisitAsync(register.Host.Address);
        await visitor.SignInAsync(register.Analyst.Token!, "/admin/decisions");
        await visitor.IsInteractiveAsync();
        await visitor.Page.Keyboard.PressAsync("?");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("goes to the first field");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await visitor.Page.Keyboard.PressAsync("/");
        await Assertions.Expect(visitor.Page.Locator("#tool")).ToBeFocusedAsync();
    }

    private static async Task TypeAsync(Visitor visitor, string field, string? text)
    {
        await TabToAsync(visitor, field);
        if (text is not null)
            await visitor.Page.Keyboard.TypeAsync(text);
    }

    private static async Task PressButtonAsync(Visitor visitor, string name)
    {
        var button = visitor.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
        await TabUntilAsync(visitor, () => button.EvaluateAsync<bool>("b => b === document.activeElement"), name);
        await visitor.Page.Keyboard.PressAsync("Enter");
    }

    private static Task TabToAsync(Visitor visitor, string selector) =>
        TabUntilAsync(visitor, () => visitor.Page.EvaluateAsync<bool>("s => document.activeElement?.matches(s) === true", selector), selector);

    private static async Task TabUntilAsync(Visitor visitor, Func<Task<bool>> isThere, string what)
    {
        for (var step = 0; step < 120; step++)
        {
            if (await isThere())
                return;
            await visitor.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{what} is not reached by the Tab key.");
    }
}
