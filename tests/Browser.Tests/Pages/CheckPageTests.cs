using Microsoft.Playwright;
using ToolRegistry.Browser.Tests.Given;

namespace ToolRegistry.Browser.Tests.Pages;

public sealed class CheckPageTests(Given.Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answer_FollowsTheDates_WithAndWithoutScripts(bool scripts)
    {
        await using var register = await FoundingCase.StartAsync();
        await using var visitor = await browser.VisitAsync(register.Host.Address, o => o.JavaScriptEnabled = scripts);
        var page = visitor.Page;
        await visitor.GoAsync("/");
        await page.Locator("#q").FillAsync("pkg:npm/%40anthropic-ai/claude-code");
        await page.GetByLabel("Version").FillAsync("2.1.95");
        await page.GetByLabel("Where").SelectOptionAsync("workstation");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();

        await Expects(page, "Claude Code 2.1.95 is high-risk");
        var card = page.GetByRole(AriaRole.Article);
        await Assertions.Expect(card).ToContainTextAsync("Banned from");
        await Assertions.Expect(card).ToContainTextAsync("(in 8 days)");
        await Assertions.Expect(card).ToContainTextAsync("Not for workplace use from 10 July.");
        await Assertions.Expect(card).ToContainTextAsync("provisional");
        await Assertions.Expect(card.GetByRole(AriaRole.Link, new() { Name = "Qoder" })).ToHaveAttributeAsync("href", "/t/qoder");
        await Assertions.Expect(card).ToContainTextAsync("our own product");
        await Assertions.Expect(card).Not.ToContainTextAsync("Internal reasons");

        register.Host.Clock.SetUtcNow(new DateTimeOffset(2026, 7, 10, 0, 0, 0, TimeSpan.FromHours(8)));
        await page.ReloadAsync();
        await Expects(page, "Claude Code 2.1.95 is banned");
    }

    [Fact]
    public async Task Name_IsSuggested_AndChosenByKeys()
    {
        await using var register = await FoundingCase.StartAsync();
        await using var visitor = await browser.VisitAsync(register.Host.Address);
        var page = visitor.Page;
        await visitor.GoAsync("/");
        var search = page.GetByRole(AriaRole.Combobox, new() { Name = "Tool" });
        await Assertions.Expect(search).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("code");
        await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Name = "Claude Code" })).ToBeVisibleAsync();
        await visitor.IsAccessibleAsync("check-suggestions");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expects(page, "Claude Code is high-risk");
    }

    [Theory]
    [InlineData("/", "check")]
    [InlineData("/?q=claude-code", "check-answer")]
    [InlineData("/?q=clau", "check-names")]
    [InlineData("/?q=no%20such%20tool", "check-unknown")]
    [InlineData("/t/claude-code", "tool")]
    [InlineData("/d/TR-2", "decision")]
    [InlineData("/sign-in", "sign-in")]
    [InlineData("/t/nothing-here", "not-found")]
    public async Task Page_IsAccessible_AndSmall_AndLoadsNothingFromElsewhere(string address, string name)
    {
        await using var register = await FoundingCase.StartAsync();
        await using var visitor = await browser.VisitAsync(register.Host.Address);
        visitor.Expects = fault => name == "not-found" && fault.Contains("404", StringComparison.Ordinal);
        var answer = await visitor.GoAsync(address);
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.InRange(await visitor.BytesAsync(), 1, 100_000);
        var headers = await answer.AllHeadersAsync();
        Assert.Contains("frame-ancestors 'none'", headers["content-security-policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", headers["content-security-policy"], StringComparison.Ordinal);
        Assert.Equal("DENY", headers["x-frame-options"]);
        await visitor.IsAccessibleAsync(name);
    }

    [Fact]
    public async Task Badge_SaysTheAnswer_AsAPicture()
    {
        await using var register = await FoundingCase.StartAsync();
        var badge = await register.Host.Anonymous.GetAsync("/t/claude-code/badge.svg");
        Assert.Equal((200, "image/svg+xml"), (badge.Status, badge.MediaType));
        Assert.Contains("aria-label=\"Claude Code: High-risk\"", badge.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HostileText_IsShownAsText()
    {
        const string hostile = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>";
        await using var register = await FoundingCase.StartAsync();
        await register.RegisterAsync("hostile", hostile, hostile, "pkg:npm/hostile");
        var number = await register.DecideAsync("hostile", [new { from = "2026-06-01T00:00:00+08:00", disposition = "Banned" }], hostile, []);
        await using var visitor = await browser.VisitAsync(register.Host.Address);
        foreach (var address in new[] { "/t/hostile", $"/d/{number}", $"/?q={Uri.EscapeDataString(hostile)}", "/?q=hostile&version=%22%3E%3Cscript%3Ealert(3)%3C/script%3E" })
        {
            await visitor.GoAsync(address);
            await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(address.Contains("version", StringComparison.Ordinal) ? "hostile" : hostile);
        }

        await visitor.GoAsync("/");
        await visitor.Page.GetByRole(AriaRole.Combobox, new() { Name = "Tool" }).PressSequentiallyAsync("img src");
        await Assertions.Expect(visitor.Page.Locator("#q-list-0")).ToHaveTextAsync(hostile);
    }

    private static Task Expects(IPage page, string headline) => Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = headline })).ToBeVisibleAsync();
}
