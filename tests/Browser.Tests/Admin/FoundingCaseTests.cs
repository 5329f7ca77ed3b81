using Microsoft.Playwright;
using ToolRegistry.Browser.Tests.Given;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Browser.Tests.Admin;

public sealed class FoundingCaseTests(Given.Browser browser)
{
    [Fact]
    public async Task Decision_IsEntered_RefusedToItsProposer_ApprovedByAnother_AndMovedToAnotherDay()
    {
        await using var register = await FoundingCase.StartAsync();
        await register.RegisterAsync("agent", "Agent", "Somebody", "pkg:npm/agent");
        await register.Host.CatchUpAsync();
        var alsoDana = await register.Host.CallerAsync(Role.Approver, "dana");
        await using var dana = await browser.VisitAsync(register.Host.Address);
        await using var omar = await browser.VisitAsync(register.Host.Address);

        await dana.SignInAsync(register.Analyst.Token!, "/admin/decisions/new?tool=agent");
        var page = dana.Page;
        await dana.IsInteractiveAsync();
        await Assertions.Expect(page.GetByLabel("Slug")).ToHaveValueAsync("agent");
        await page.GetByLabel("Versions", new() { Exact = true }).FillAsync("vers:npm/>=2.0.0|<3.0.0");
        await page.GetByLabel("Versions", new() { Exact = true }).BlurAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.List, new() { Name = "Releases" })).ToContainTextAsync("2.1.95 held");
        await Assertions.Expect(page.GetByRole(AriaRole.List, new() { Name = "Releases" })).ToContainTextAsync("1.0.0 not held");
        await page.GetByLabel("workstation").CheckAsync();
        await page.GetByLabel("Disposition").SelectOptionAsync("HighRisk");
        await page.GetByLabel("From Asia/Singapore").FillAsync("2026-07-03T00:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a phase" }).ClickAsync();
        await page.Locator("#disposition-1").SelectOptionAsync("Banned");
        await page.Locator("#from-1").FillAsync("2026-07-10T00:00");
        await page.GetByLabel("Public statement").FillAsync("Not from 10 July.");
        await page.GetByLabel("Rationale").FillAsync("Alleged detection of corporate networks.");
        await page.GetByLabel("Use instead").FillAsync("qoder: ours");
        await page.GetByLabel("Review by").FillAsync("2026-09-01T09:00");
        var follows = page.GetByRole(AriaRole.Complementary, new() { Name = "What follows" });
        await Assertions.Expect(follows).ToContainTextAsync("our own product: Qoder");
        await dana.IsAccessibleAsync("decision-form");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as a draft" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "TR-3: agent" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Complementary)).ToContainTextAsync("our own product: Qoder");
        await dana.IsAccessibleAsync("decision-draft");
        await page.GetByRole(AriaRole.Button, new() { Name = "Propose" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("another person may approve");

        await dana.SignInAsync(alsoDana.Token!, "/admin/decisions/TR-3");
        await dana.IsInteractiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("another person must");

        await omar.SignInAsync(register.Approver.Token!, "/admin");
        await omar.IsInteractiveAsync();
        await Assertions.Expect(omar.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("Waits for approval");
        await omar.IsAccessibleAsync("overview");
        await omar.Page.GetByRole(AriaRole.Link, new() { Name = "TR-3" }).ClickAsync();
        await SayAsync(omar.Page, "Ask for changes", "Why", "Say who is asked.");
        await Assertions.Expect(omar.Page.GetByRole(AriaRole.List, new() { Name = "What was said" })).ToContainTextAsync("asked for changes");

        await dana.SignInAsync(register.Analyst.Token!, "/admin/decisions/TR-3");
        await dana.IsInteractiveAsync();
        await SayAsync(page, "Comment", "Your comment", "Whoever asks is told.");
        await Assertions.Expect(page.GetByRole(AriaRole.List, new() { Name = "What was said" })).ToContainTextAsync("Whoever asks is told.");
        await dana.IsAccessibleAsync("decision-returned");
        await page.GetByRole(AriaRole.Button, new() { Name = "Propose" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("another person may approve");

        await omar.SignInAsync(register.Approver.Token!, "/admin/decisions/TR-3");
        await omar.IsInteractiveAsync();
        await omar.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Assertions.Expect(omar.Page.GetByRole(AriaRole.Heading, new() { Name = "In force: revision 1" })).ToBeVisibleAsync();
        await register.Host.CatchUpAsync();

        await AsksAsync(omar, register, "2026-07-02T12:00:00+08:00", "Nothing is decided");
        await AsksAsync(omar, register, "2026-07-09T23:59:59+08:00", "is high-risk");
        await AsksAsync(omar, register, "2026-07-10T00:00:00+08:00", "is banned");

        await dana.SignInAsync(register.Analyst.Token!, "/admin/decisions/TR-3");
        await dana.IsInteractiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Reschedule" }).ClickAsync();
        await page.GetByLabel("Banned from").FillAsync("2026-07-17T00:00");
        await page.GetByLabel("Why").FillAsync("Reported to shift.");
        await dana.IsAccessibleAsync("decision-reschedule");
        await page.GetByRole(AriaRole.Button, new() { Name = "Reschedule" }).Last.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Table, new() { Name = "What changes" })).ToContainTextAsync("2026-07-17");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("another person may approve");
        // Days have passed, and so has the session.
        await omar.SignInAsync(register.Approver.Token!, "/admin/decisions/TR-3");
        await omar.IsInteractiveAsync();
        await omar.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Assertions.Expect(omar.Page.GetByRole(AriaRole.Heading, new() { Name = "In force: revision 2" })).ToBeVisibleAsync();
        await Assertions.Expect(omar.Page.GetByRole(AriaRole.Region, new() { Name = "All revisions" })).ToContainTextAsync("Reported to shift.");
        await omar.IsAccessibleAsync("decision-in-force");
        await register.Host.CatchUpAsync();
        await AsksAsync(omar, register, "2026-07-11T00:00:00+08:00", "is high-risk");
    }

    [Fact]
    public async Task Revision_ThatWidens_SaysWhatBecomesOfEachException()
    {
        await using var register = await FoundingCase.StartAsync();
        var (analyst, approver) = (register.Analyst, register.Approver);
        await register.RegisterAsync("agent", "Agent", "Somebody", "pkg:npm/agent");
        (await analyst.PostAsync("/v1/decisions", new { tool = "agent", ranges = new[] { "vers:npm/<2.0.0" }, phases = new[] { new { from = "2026-07-01T00:00:00Z", disposition = "Banned" } }, publicStatement = "Old.", reviewBy = "2026-09-01T00:00:00Z" })).Expect(201);
        (await analyst.VerbAsync("/v1/decisions/TR-3", "propose")).Expect(200);
        (await approver.VerbAsync("/v1/decisions/TR-3", "approve")).Expect(200);
        (await analyst.PostAsync("/v1/exceptions", new { decision = "TR-3", audience = new { environments = new[] { "ci" } }, from = "2026-07-01T00:00:00Z", until = "2026-08-01T00:00:00Z", reason = "Builds.", compensatingControls = new[] { "No network." }, residualRisk = "Low." })).Expect(201);
        (await analyst.VerbAsync("/v1/exceptions/EX-1", "propose")).Expect(200);
        (await approver.VerbAsync("/v1/exceptions/EX-1", "approve")).Expect(200);
        (await analyst.VerbAsync("/v1/decisions/TR-3", "revise", new { reason = "All releases.", ranges = new[] { "vers:npm/*" } })).Expect(200);
        await register.Host.CatchUpAsync();

        await using var dana = await browser.VisitAsync(register.Host.Address);
        await dana.SignInAsync(analyst.Token!, "/admin/decisions/TR-3");
        await dana.IsInteractiveAsync();
        await dana.Page.GetByRole(AriaRole.Button, new() { Name = "Propose" }).ClickAsync();
        await Assertions.Expect(dana.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("EX-1");
        await dana.Page.GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        await dana.Page.GetByLabel("EX-1: Where: ci").SelectOptionAsync("stays, for the wider decision too");
        await Assertions.Expect(dana.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Saved");
        await dana.IsAccessibleAsync("decision-widened");
        await dana.Page.GetByRole(AriaRole.Button, new() { Name = "Save and close" }).ClickAsync();
        await dana.Page.GetByRole(AriaRole.Button, new() { Name = "Propose" }).ClickAsync();
        await Assertions.Expect(dana.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("another person may approve");
    }

    private static async Task SayAsync(IPage page, string title, string label, string text)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = title }).ClickAsync();
        await page.GetByLabel(label).FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = title }).Last.ClickAsync();
    }

    private static async Task AsksAsync(Visitor visitor, FoundingCase register, string at, string answer)
    {
        register.Host.Clock.SetUtcNow(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
        await visitor.GoAsync("/?q=agent&version=2.1.95&environment=workstation");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Article).GetByRole(AriaRole.Heading, new() { Level = 2 })).ToContainTextAsync(answer);
    }
}
