using Microsoft.Playwright;
using ToolRegistry.Browser.Tests.Given;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Browser.Tests.Admin;

public sealed class StaffChangesTests(Given.Browser browser)
{
    [Fact]
    public async Task Tool_EditedByTwo_TellsTheSecond()
    {
        await using var register = await FoundingCase.StartAsync();
        var ann = await register.Host.CallerAsync(Role.Analyst, "ann");
        await using var dana = await browser.VisitAsync(register.Host.Address);
        await using var other = await browser.VisitAsync(register.Host.Address);
        await dana.SignInAsync(register.Analyst.Token!, "/admin/tools/claude-code");
        await dana.IsInteractiveAsync();
        await dana.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        await Assertions.Expect(dana.Page.GetByLabel("Publisher")).ToHaveValueAsync("Anthropic");
        await other.SignInAsync(ann.Token!, "/admin/tools/claude-code/edit");
        await other.IsInteractiveAsync();

        await dana.Page.GetByLabel("Category").FillAsync("ai-coding-agent");
        await dana.Page.GetByLabel("Support", new() { Exact = true }).SelectOptionAsync("supported");
        await dana.Page.GetByLabel("End of support").FillAsync("2027-01-31");
        await dana.Page.GetByRole(AriaRole.Button, new() { Name = "Save and close" }).ClickAsync();
        await Assertions.Expect(dana.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("supported 2027-01-31");

        await other.Page.GetByLabel("Name").FillAsync("");
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Save and close" }).ClickAsync();
        await Assertions.Expect(other.Page.GetByLabel("Name")).ToHaveAttributeAsync("aria-errormessage", "name-error");
        await Assertions.Expect(other.Page.Locator("#name-error")).ToBeVisibleAsync();
        await other.IsAccessibleAsync("staff-tool-edit-refused");
        await other.Page.GetByLabel("Name").FillAsync("Claude");
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Save and close" }).ClickAsync();
        var alert = other.Page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(alert).ToContainTextAsync("Somebody else changed this");
        await Assertions.Expect(alert.GetByRole(AriaRole.Row, new() { Name = "Category" })).ToContainTextAsync("ai-coding-agent");
        await other.IsAccessibleAsync("staff-tool-edited-by-two");
        Assert.Equal("Claude Code", (await register.Analyst.GetAsync("/v1/tools/claude-code")).Expect(200)["name"]!.GetValue<string>());
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Take the latest" }).ClickAsync();
        await Assertions.Expect(other.Page.GetByLabel("Category")).ToHaveValueAsync("ai-coding-agent");
        await Assertions.Expect(other.Page.GetByLabel("Name")).ToHaveValueAsync("Claude Code");
    }

    [Fact]
    public async Task Identity_ChangedUnderADecision_WaitsForAnotherPerson()
    {
        await using var register = await FoundingCase.StartAsync();
        await using var dana = await browser.VisitAsync(register.Host.Address);
        await using var omar = await browser.VisitAsync(register.Host.Address);
        await dana.SignInAsync(register.Analyst.Token!, "/admin/tools/claude-code");
        await dana.IsInteractiveAsync();
        await dana.Page.GetByText("Add an identifier").First.ClickAsync();
        await dana.Page.Locator("#identifier-kind").SelectOptionAsync("file-name");
        await dana.Page.Locator("#identifier-value").FillAsync("claude.exe");
        await dana.Page.GetByRole(AriaRole.Button, new() { Name = "Add an identifier" }).ClickAsync();
        await Assertions.Expect(dana.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("another person may approve it");
        var identifiers = dana.Page.GetByRole(AriaRole.Region, new() { Name = "Identifiers" });
        await Assertions.Expect(identifiers).ToContainTextAsync("file-name:claude.exe");
        await Assertions.Expect(identifiers.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToHaveCountAsync(0);

        await omar.SignInAsync(register.Approver.Token!, "/admin/tools/claude-code");
        await omar.IsInteractiveAsync();
        var pending = omar.Page.GetByRole(AriaRole.Region, new() { Name = "A change of what it is recognised by" });
        await Assertions.Expect(pending).ToContainTextAsync("by dana");
        await Assertions.Expect(pending.GetByRole(AriaRole.Row, new() { Name = "Identifiers" })).ToContainTextAsync("file-name:claude.exe");
        await omar.IsAccessibleAsync("staff-identity-pending");
        await pending.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Assertions.Expect(omar.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your approval is on record");
        await Assertions.Expect(pending).ToHaveCountAsync(0);

        await dana.Page.ReloadAsync();
        await dana.IsInteractiveAsync();
        await identifiers.GetByText("Change what it is recognised by").First.ClickAsync();
        await identifiers.GetByLabel("Version scheme").SelectOptionAsync("generic");
        await identifiers.GetByRole(AriaRole.Group, new() { Name = "file-name:claude.exe" }).GetByLabel("remove").CheckAsync();
        await dana.IsAccessibleAsync("staff-identity-change");
        await identifiers.GetByRole(AriaRole.Button, new() { Name = "Change what it is recognised by" }).ClickAsync();
        await Assertions.Expect(identifiers.GetByRole(AriaRole.Status)).ToContainTextAsync("another person may approve it");
        await omar.Page.ReloadAsync();
        await omar.IsInteractiveAsync();
        await Assertions.Expect(pending.GetByRole(AriaRole.Row, new() { Name = "Version scheme" })).ToContainTextAsync("generic");
        await Assertions.Expect(pending.Locator("del").Filter(new() { HasText = "file-name:claude.exe" })).ToHaveCountAsync(1);
        await pending.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await Assertions.Expect(pending).ToHaveCountAsync(0);
        var tool = (await register.Analyst.GetAsync("/v1/tools/claude-code")).Expect(200);
        Assert.Equal("npm", tool["versionScheme"]!.GetValue<string>());
        Assert.Equal(2, tool["identifiers"]!.AsArray().Count);
    }

    [Fact]
    public async Task Claim_ChangedWithAReason_KeepsWhatItWas()
    {
        await using var register = await FoundingCase.StartAsync();
        await register.FillAsync();
        await using var visitor = await browser.VisitAsync(register.Host.Address);
        var page = visitor.Page;
        await visitor.SignInAsync(register.Analyst.Token!, "/admin/tools/claude-code/claims/CL-1");
        await visitor.IsInteractiveAsync();
        await page.GetByText("Change", new() { Exact = true }).First.ClickAsync();
        await page.GetByLabel("Status").SelectOptionAsync("confirmed");
        await page.GetByLabel("Statement").FillAsync("It reports the host's network.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Why")).ToHaveAttributeAsync("aria-invalid", "true");
        await visitor.IsAccessibleAsync("staff-claim-without-reason");
        await page.GetByLabel("Why").FillAsync("Reproduced in our lab.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("It is on record.");
        await page.GetByText("All that it was (2)").First.ClickAsync();
        var rows = page.GetByRole(AriaRole.Group, new() { Name = "All that it was" }).GetByRole(AriaRole.Row);
        await Assertions.Expect(rows.Nth(1)).ToContainTextAsync("Reproduced in our lab.");
        await Assertions.Expect(rows.Nth(2)).ToContainTextAsync("It is a backdoor.");
        await visitor.IsAccessibleAsync("staff-claim-history");
    }

    [Fact]
    public async Task Evidence_Withdrawn_NoLongerCounts()
    {
        await using var register = await FoundingCase.StartAsync();
        await register.FillAsync();
        await using var visitor = await browser.VisitAsync(register.Host.Address);
        var page = visitor.Page;
        await visitor.SignInAsync(register.Analyst.Token!, "/admin/tools/claude-code/evidence/EV-2");
        await visitor.IsInteractiveAsync();
        await page.GetByText("Change", new() { Exact = true }).First.ClickAsync();
        await page.GetByLabel("Reliability of the source").SelectOptionAsync("B");
        await page.GetByLabel("What it says of CL-1").SelectOptionAsync("supports");
        await page.GetByLabel("Derived from").FillAsync("");
        await page.GetByLabel("Why").FillAsync("It has sources of its own.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("It is on record.");
        await page.GetByRole(AriaRole.Link, new() { Name = "CL-1" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("2 independent origins");

        await visitor.GoAsync("/admin/tools/claude-code/evidence/EV-1");
        await visitor.IsInteractiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).ClickAsync();
        var asking = page.GetByRole(AriaRole.Region, new() { Name = "Withdraw" });
        await asking.GetByLabel("Why").FillAsync("Its author took it back.");
        await asking.GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("counts no more");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Withdraw" })).ToHaveCountAsync(0);
        await page.GetByText("All that it was (2)").First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new() { Name = "All that it was" })).ToContainTextAsync("Its author took it back.");
        await visitor.IsAccessibleAsync("staff-evidence-withdrawn");
        await page.GetByRole(AriaRole.Link, new() { Name = "CL-1" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "EV-1" })).ToContainTextAsync("withdrawn");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("1 independent origin:");
    }

    [Fact]
    public async Task Evidence_ItsCopyIsStored_AndItIsSuperseded()
    {
        await using var register = await FoundingCase.StartAsync();
        await register.FillAsync();
        await using var visitor = await browser.VisitAsync(register.Host.Address);
        var page = visitor.Page;
        await visitor.SignInAsync(register.Analyst.Token!, "/admin/tools/claude-code/evidence/EV-1");
        await visitor.IsInteractiveAsync();
        await page.GetByText("Store the copy that was read").First.ClickAsync();
        await page.GetByLabel("File").SetInputFilesAsync(new FilePayload { Name = "large.html", MimeType = "text/html", Buffer = new byte[10 * 1024 * 1024 + 1] });
        await page.GetByRole(AriaRole.Button, new() { Name = "Store the copy that was read" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("1 byte to 10 MiB");
        var read = new byte[200_000];
        Array.Fill(read, (byte)'<');
        await page.GetByLabel("File").SetInputFilesAsync(new FilePayload { Name = "read.html", MimeType = "text/html", Buffer = read });
        await visitor.IsAccessibleAsync("staff-evidence-copy");
        await page.GetByRole(AriaRole.Button, new() { Name = "Store the copy that was read" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The copy is stored.");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
        Assert.Equal(read, await File.ReadAllBytesAsync((await download.PathAsync())!));
        Assert.Equal("default-src 'none'; sandbox", (await visitor.Context.APIRequest.GetAsync("/admin/tools/claude-code/evidence/EV-1/copy")).Headers["content-security-policy"]);

        await page.GetByRole(AriaRole.Button, new() { Name = "Supersede" }).ClickAsync();
        var asking = page.GetByRole(AriaRole.Region, new() { Name = "Supersede" });
        await asking.GetByLabel("Superseded by").SelectOptionAsync("EV-2");
        await asking.GetByLabel("Why").FillAsync("The article is the better account.");
        await visitor.IsAccessibleAsync("staff-evidence-supersede");
        await asking.GetByRole(AriaRole.Button, new() { Name = "Supersede" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("counts no more");
        await page.GetByRole(AriaRole.Link, new() { Name = "EV-2" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "EV-2" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Exception_Edited_KeepsWhatWasNotTouched_AndTellsTheSecond()
    {
        await using var register = await FoundingCase.StartAsync();
        (await register.Analyst.PostAsync("/v1/exceptions", new { decision = "TR-2", audience = new { groups = new[] { "builders" }, environments = new[] { "ci" } }, from = "2026-07-01T00:00:00Z", until = "2026-08-01T00:00:00Z", reviewBy = "2026-07-15T00:00:00Z", reason = "Builds.", compensatingControls = new[] { "No network.", "No secrets." }, residualRisk = "Low." })).Expect(201);
        await using var dana = await browser.VisitAsync(register.Host.Address);
        await using var other = await browser.VisitAsync(register.Host.Address);
        await dana.SignInAsync(register.Analyst.Token!, "/admin/exceptions/EX-1");
        await dana.IsInteractiveAsync();
        await dana.Page.GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        await Assertions.Expect(dana.Page.GetByLabel("Groups")).ToHaveValueAsync("builders");
        await Assertions.Expect(dana.Page.GetByLabel("From Asia/Singapore")).ToHaveValueAsync("2026-07-01T08:00");
        await other.SignInAsync(register.Approver.Token!, "/admin/exceptions/EX-1/edit");
        await other.IsInteractiveAsync();
        await dana.Page.GetByLabel("Until Asia/Singapore").FillAsync("2026-07-20T08:00");
        await dana.Page.GetByRole(AriaRole.Button, new() { Name = "Save and close" }).ClickAsync();
        await Assertions.Expect(dana.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("No secrets.");
        var saved = (await register.Analyst.GetAsync("/v1/exceptions/EX-1")).Expect(200);
        Assert.Equal("2026-07-20T00:00:00+00:00", saved["until"]!.GetValue<DateTimeOffset>().ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:sszzz"));
        Assert.Equal(new DateTimeOffset(2026, 7, 15, 0, 0, 0, TimeSpan.Zero), saved["reviewBy"]!.GetValue<DateTimeOffset>());
        Assert.Equal("builders", saved["audience"]!["groups"]![0]!.GetValue<string>());

        await other.Page.GetByLabel("Residual risk").FillAsync("None.");
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Save and close" }).ClickAsync();
        await Assertions.Expect(other.Page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Row, new() { Name = "Until" })).ToContainTextAsync("2026-07-20 08:00 +08:00");
        await other.IsAccessibleAsync("staff-exception-edited-by-two");
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Take the latest" }).ClickAsync();
        await Assertions.Expect(other.Page.GetByLabel("Residual risk")).ToHaveValueAsync("Low.");
    }

    [Fact]
    public async Task Channel_Loosened_WaitsForASecondAdministrator()
    {
        await using var register = await FoundingCase.StartAsync();
        (await register.Host.Administrator.PostAsync("/v1/channels", new { name = "fleet", targets = new[] { "openvex", "register-csv" }, dispositions = new[] { "Banned", "HighRisk" }, unknown = "deny" })).Expect(201);
        var (pat, kim) = (await register.Host.CallerAsync(Role.Administrator, "pat"), await register.Host.CallerAsync(Role.Administrator, "kim"));
        await using var first = await browser.VisitAsync(register.Host.Address);
        await using var second = await browser.VisitAsync(register.Host.Address);
        var page = first.Page;
        await first.SignInAsync(pat.Token!, "/admin/channels/fleet");
        await first.IsInteractiveAsync();
        await page.GetByText("Change", new() { Exact = true }).First.ClickAsync();
        await page.GetByLabel("Contact").FillAsync("it@example.com");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("It is on record.");
        await page.GetByText("Change", new() { Exact = true }).First.ClickAsync();
        await Assertions.Expect(page.GetByLabel("Deny software that no decision permits")).ToBeCheckedAsync();
        await first.IsAccessibleAsync("staff-channel-change");
        await page.GetByLabel("Accept what says less than was decided").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("It waits for a second Administrator.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("another person must");

        await second.SignInAsync(kim.Token!, "/admin/channels/fleet");
        await second.IsInteractiveAsync();
        var pending = second.Page.GetByRole(AriaRole.Region, new() { Name = "A change waits" });
        await Assertions.Expect(pending.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await Assertions.Expect(pending.GetByRole(AriaRole.Row, new() { Name = "Accept what says less" })).ToContainTextAsync("yes");
        await second.IsAccessibleAsync("staff-channel-pending");
        await pending.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Assertions.Expect(second.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("It is on record.");
        await Assertions.Expect(pending).ToHaveCountAsync(0);
        var channel = (await kim.GetAsync("/v1/channels/fleet")).Expect(200);
        Assert.True(channel["acceptsNarrower"]!.GetValue<bool>());
        Assert.Equal("deny", channel["unknown"]!.GetValue<string>());

        await page.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Somebody else changed this");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take the latest" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Reject" })).ToHaveCountAsync(0);
    }
}
