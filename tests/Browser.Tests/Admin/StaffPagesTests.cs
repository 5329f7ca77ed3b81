using Microsoft.Playwright;
using ToolRegistry.Browser.Tests.Given;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Browser.Tests.Admin;

public sealed class StaffPagesTests(Given.Browser browser)
{
    private static readonly (string Name, string Address)[] Pages =
    [
        ("overview", "/admin"), ("tools", "/admin/tools"), ("tool", "/admin/tools/claude-code"), ("tool-new", "/admin/tools/new"), ("tool-edit", "/admin/tools/claude-code/edit"), ("claim", "/admin/tools/claude-code/claims/CL-1"), ("evidence", "/admin/tools/claude-code/evidence/EV-1"),
        ("decisions", "/admin/decisions"), ("decision", "/admin/decisions/TR-2"), ("decision-new", "/admin/decisions/new"), ("decision-edit", "/admin/decisions/TR-3/edit"),
        ("exceptions", "/admin/exceptions"), ("exception-new", "/admin/exceptions/new?decision=TR-2"), ("exception", "/admin/exceptions/EX-1"), ("exception-edit", "/admin/exceptions/EX-1/edit"), ("requests", "/admin/requests"), ("reviews", "/admin/reviews"),
        ("channels", "/admin/channels"), ("channel", "/admin/channels/fleet"), ("what-if", "/admin/what-if?q=claude-code"), ("settings", "/admin/settings"),
    ];

    [Fact]
    public async Task EveryPage_IsAccessible_InLightAndDark()
    {
        await using var register = await FoundingCase.StartAsync();
        await register.FillAsync();
        await using var visitor = await browser.VisitAsync(register.Host.Address);
        await visitor.SignInAsync(register.Analyst.Token!, "/admin");
        foreach (var (name, address) in Pages)
        {
            await visitor.GoAsync(address);
            await visitor.IsInteractiveAsync();
            await visitor.IsAccessibleAsync($"staff-{name}");
        }
    }

    [Theory]
    [InlineData(Role.Auditor, "audit", "/admin/audit")]
    [InlineData(Role.Administrator, "tokens", "/admin/tokens")]
    [InlineData(Role.Administrator, "channels-manage", "/admin/channels")]
    public async Task PageOfOneRole_IsAccessible(Role role, string name, string address)
    {
        await using var register = await FoundingCase.StartAsync();
        var caller = await register.Host.CallerAsync(role, "pat");
        await using var visitor = await browser.VisitAsync(register.Host.Address);
        await visitor.SignInAsync(caller.Token!, address);
        await visitor.IsInteractiveAsync();
        await visitor.IsAccessibleAsync($"staff-{name}");
    }

    [Fact]
    public async Task Reader_IsNotShownWhatIsInternal_AndRefusedItsAddress()
    {
        await using var register = await FoundingCase.StartAsync();
        var reader = await register.Host.CallerAsync(Role.Reader, "rita");
        await using var visitor = await browser.VisitAsync(register.Host.Address);
        await visitor.SignInAsync(reader.Token!, "/admin/decisions/TR-2");
        await visitor.IsInteractiveAsync();
        var main = visitor.Page.GetByRole(AriaRole.Main);
        await Assertions.Expect(main).ToContainTextAsync("Not for workplace use from 10 July.");
        await Assertions.Expect(main).Not.ToContainTextAsync("Internal reasons");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Revoke" })).ToHaveCountAsync(0);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Audit log" })).ToHaveCountAsync(0);
        foreach (var address in new[] { "/admin/audit", "/admin/tokens", "/admin/reviews" })
        {
            await visitor.GoAsync(address);
            await Assertions.Expect(main.GetByRole(AriaRole.Alert)).ToContainTextAsync("may not do this");
        }
    }

    [Fact]
    public async Task Audit_IsVerified_AndExported()
    {
        await using var register = await FoundingCase.StartAsync();
        var auditor = await register.Host.CallerAsync(Role.Auditor, "ada");
        await using var visitor = await browser.VisitAsync(register.Host.Address);
        await visitor.SignInAsync(auditor.Token!, "/admin/audit");
        await visitor.IsInteractiveAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Verify" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Intact");
        var exported = await (await visitor.Context.APIRequest.GetAsync("/admin/audit.jsonl")).TextAsync();
        var entries = (await auditor.GetAsync("/v1/audit?limit=1&sort=-seq")).Expect(200)["items"]![0]!["seq"]!.GetValue<long>();
        Assert.Equal(entries, exported.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Export_IsPreviewed_AndDownloaded()
    {
        await using var register = await FoundingCase.StartAsync();
        await register.FillAsync();
        await using var visitor = await browser.VisitAsync(register.Host.Address);
        await visitor.SignInAsync(register.Analyst.Token!, "/admin/channels/fleet");
        await visitor.IsInteractiveAsync();
        register.Host.Clock.SetUtcNow(new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.Zero));
        await visitor.Page.GetByRole(AriaRole.Row, new() { Name = "register-csv" }).GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Group, new() { Name = "File" })).ToContainTextAsync("TR-2");
        await visitor.Page.GetByLabel("or with a draft").FillAsync("TR-3");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Added TR-3");
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.GetByRole(AriaRole.Row, new() { Name = "register-csv" }).GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
        Assert.Contains("TR-2", await File.ReadAllTextAsync((await download.PathAsync())!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exception_IsAsked_Granted_AndExpires()
    {
        await using var register = await FoundingCase.StartAsync();
        await using var dana = await browser.VisitAsync(register.Host.Address);
        await using var omar = await browser.VisitAsync(register.Host.Address);
        var page = dana.Page;
        await dana.SignInAsync(register.Analyst.Token!, "/admin/exceptions/new?decision=TR-2");
        await dana.IsInteractiveAsync();
        await page.GetByLabel("Where").FillAsync("ci");
        await page.GetByLabel("From Asia/Singapore").FillAsync("2026-07-01T00:00");
        await page.GetByLabel("Until Asia/Singapore").FillAsync("2026-08-01T00:00");
        await page.GetByLabel("Why").FillAsync("Builds depend on it.");
        await page.GetByLabel("Compensating controls").FillAsync("No outbound network.");
        await page.GetByLabel("Residual risk").FillAsync("Low.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as a draft" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Propose" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("another person may approve");
        await omar.SignInAsync(register.Approver.Token!, "/admin/exceptions/EX-1");
        await omar.IsInteractiveAsync();
        await omar.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Assertions.Expect(omar.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("on record");
        await register.Host.CatchUpAsync();

        register.Host.Clock.SetUtcNow(new DateTimeOffset(2026, 7, 31, 23, 59, 59, TimeSpan.FromHours(8)));
        await omar.GoAsync("/?q=claude-code&environment=ci");
        await Assertions.Expect(omar.Page.GetByRole(AriaRole.Article)).ToContainTextAsync("may be used under conditions");
        await Assertions.Expect(omar.Page.GetByRole(AriaRole.Article)).ToContainTextAsync("1 August 2026");
        register.Host.Clock.SetUtcNow(new DateTimeOffset(2026, 8, 1, 0, 0, 0, TimeSpan.FromHours(8)));
        await omar.Page.ReloadAsync();
        await Assertions.Expect(omar.Page.GetByRole(AriaRole.Article)).ToContainTextAsync("is banned");
    }

    [Fact]
    public async Task TwoEditors_TheSecondIsTold_AndShownWhatChanged()
    {
        await using var register = await FoundingCase.StartAsync();
        await register.FillAsync();
        var ann = await register.Host.CallerAsync(Role.Analyst, "ann");
        await using var dana = await browser.VisitAsync(register.Host.Address);
        await using var other = await browser.VisitAsync(register.Host.Address);
        await dana.SignInAsync(register.Analyst.Token!, "/admin/decisions/TR-3/edit");
        await other.SignInAsync(ann.Token!, "/admin/decisions/TR-3/edit");
        await dana.IsInteractiveAsync();
        await other.IsInteractiveAsync();
        await dana.Page.GetByLabel("Public statement").FillAsync("First.");
        await dana.Page.GetByLabel("Public statement").BlurAsync();
        await Assertions.Expect(dana.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved");
        await other.Page.GetByLabel("Public statement").FillAsync("Second.");
        await other.Page.GetByLabel("Public statement").BlurAsync();
        await Assertions.Expect(other.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Somebody else changed this");
        await Assertions.Expect(other.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("First.");
        await other.IsAccessibleAsync("staff-two-editors");
        Assert.Equal("First.", (await register.Analyst.GetAsync("/v1/decisions/TR-3")).Expect(200)["pending"]!["publicStatement"]!.GetValue<string>());
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Take the latest" }).ClickAsync();
        await Assertions.Expect(other.Page.GetByLabel("Public statement")).ToHaveValueAsync("First.");
    }

    [Fact]
    public async Task WhatIf_SaysWhy_AlongTheDays()
    {
        await using var register = await FoundingCase.StartAsync();
        await using var visitor = await browser.VisitAsync(register.Host.Address);
        await visitor.SignInAsync(register.Analyst.Token!, "/admin/what-if?q=claude-code");
        await visitor.IsInteractiveAsync();
        var card = visitor.Page.GetByRole(AriaRole.Article);
        await Assertions.Expect(card).ToContainTextAsync("is high-risk");
        await visitor.Page.GetByRole(AriaRole.Slider).FocusAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Slider)).ToBeFocusedAsync();
        for (var day = 0; day < 9; day++)
            await visitor.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(card).ToContainTextAsync("is banned");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Row, new() { Name = "TR-2" })).ToContainTextAsync("decides");
    }

    [Fact]
    public async Task Claim_AndItsEvidence_ArePutOnRecord()
    {
        await using var register = await FoundingCase.StartAsync();
        await using var visitor = await browser.VisitAsync(register.Host.Address);
        var page = visitor.Page;
        await visitor.SignInAsync(register.Analyst.Token!, "/admin/tools/claude-code");
        await visitor.IsInteractiveAsync();
        await page.GetByText("Add a claim").First.ClickAsync();
        await page.Locator("#claim-statement").FillAsync("It is a backdoor.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a claim" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("It is on record.");
        await page.GetByText("Add evidence").First.ClickAsync();
        await page.Locator("#evidence-title").FillAsync("Write-up");
        await page.Locator("#evidence-publisher").FillAsync("Somebody");
        await page.Locator("#evidence-url").FillAsync("https://example.com/write-up");
        await page.GetByLabel("What it says of CL-1").SelectOptionAsync("supports");
        await visitor.IsAccessibleAsync("staff-evidence");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add evidence" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Claims" })).ToContainTextAsync("1 independent origin");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Evidence" })).ToContainTextAsync("supports CL-1");
    }

    [Fact]
    public async Task View_IsSaved_AndItsToolsAreTakenAsCsv()
    {
        await using var register = await FoundingCase.StartAsync();
        await using var visitor = await browser.VisitAsync(register.Host.Address);
        var page = visitor.Page;
        await visitor.SignInAsync(register.Analyst.Token!, "/admin/tools?outcome=HighRisk");
        await visitor.IsInteractiveAsync();
        await page.GetByLabel("Name of the view").FillAsync("Risky");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save this view" }).ClickAsync();
        await visitor.IsAccessibleAsync("staff-saved-view");
        await visitor.GoAsync("/admin/tools");
        await visitor.IsInteractiveAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Qoder" })).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "Risky" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Qoder" })).ToHaveCountAsync(0);
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        Assert.Equal("slug,name,publisher,outcome,decisions,releases\r\nclaude-code,Claude Code,Anthropic,HighRisk,1,2\r\n", await File.ReadAllTextAsync((await download.PathAsync())!));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://example.com/<script>")]
    public async Task AddressOfEvidence_IsFollowedOnlyOnTheWeb(string address)
    {
        Assert.Equal(address.StartsWith("https", StringComparison.Ordinal), Api.Pages.Links.Followable(address) is not null);
        await using var register = await FoundingCase.StartAsync();
        const string hostile = "<img src=x onerror=alert(1)>";
        (await register.Analyst.PostAsync("/v1/tools/claude-code/evidence", new { kind = "report", title = hostile, publisher = hostile, url = "https://example.com/", reliability = "D", credibility = 3 })).Expect(201);
        await using var visitor = await browser.VisitAsync(register.Host.Address);
        await visitor.SignInAsync(register.Analyst.Token!, "/admin/tools/claude-code");
        await visitor.IsInteractiveAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Evidence" })).ToContainTextAsync(hostile);
    }
}
