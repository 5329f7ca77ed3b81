using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Access;

/// <summary>Four eyes over HTTP: nobody approves what they had a hand in, by whatever token.</summary>
public sealed class FourEyesTests(Staff staff) : IClassFixture<Staff>
{
    [Theory]
    [InlineData("analyst")]
    [InlineData("ANALYST")]
    [InlineData("Analyst")]
    public async Task Approve_ByTheProposerWithAnotherToken_IsRefused(string owner)
    {
        var decision = await staff.ProposeAsync();
        var self = await staff.Host.CallerAsync(Role.Approver, owner);
        await RefusedAsync(() => self.VerbAsync(decision, "approve"), 403, "review.four-eyes");
        Assert.Equal("Proposed", await StateAsync(decision));
        (await staff.Approver.VerbAsync(decision, "approve")).Expect(200);
        Assert.Equal("Approved", await StateAsync(decision));
    }

    [Fact]
    public async Task Approve_ByWhoDraftedWhatAnotherProposed_IsRefused()
    {
        var decision = await staff.DraftAsync(by: staff.Approver);
        (await staff.Analyst.VerbAsync(decision, "propose")).Expect(200);
        await RefusedAsync(() => staff.Approver.VerbAsync(decision, "approve"), 403, "review.four-eyes");
        (await staff.SecondApprover.VerbAsync(decision, "approve")).Expect(200);
    }

    [Fact]
    public async Task Approve_ByWhoEditedOnce_IsRefused()
    {
        var decision = await staff.ProposeAsync();
        (await staff.Approver.PutAsync(decision, Edited("As the Approver would have it."), "*")).Expect(200);
        (await staff.Analyst.PutAsync(decision, Edited("As the Analyst would have it."), "*")).Expect(200);
        await RefusedAsync(() => staff.Approver.VerbAsync(decision, "approve"), 403, "review.four-eyes");
    }

    [Fact]
    public async Task Edit_OfWhatIsApprovedOnce_DropsTheApproval()
    {
        var tool = await RatedToolAsync("High");
        var decision = await staff.ProposeAsync(tool);
        (await staff.Approver.VerbAsync(decision, "approve")).Expect(200);
        Assert.Equal("approver", Assert.Single(await ApprovalsAsync(decision)));
        (await staff.Analyst.PutAsync(decision, Edited("Other words."), "*")).Expect(200);
        Assert.Empty(await ApprovalsAsync(decision));
        (await staff.SecondApprover.VerbAsync(decision, "approve")).Expect(200);
        Assert.Equal("Proposed", await StateAsync(decision));
        (await staff.Approver.VerbAsync(decision, "approve")).Expect(200);
        Assert.Equal("Approved", await StateAsync(decision));
    }

    [Theory]
    [InlineData("VeryLow", 1)]
    [InlineData("Moderate", 1)]
    [InlineData("High", 2)]
    [InlineData("VeryHigh", 2)]
    public async Task Approval_OfARating_NeedsAsManyPeople(string level, int people)
    {
        var decision = await staff.ProposeAsync(await RatedToolAsync(level));
        (await staff.Approver.VerbAsync(decision, "approve")).Expect(200);
        Assert.Equal(people == 1 ? "Approved" : "Proposed", await StateAsync(decision));
        if (people == 1)
            return;
        var again = await staff.Host.CallerAsync(Role.Approver, "APPROVER");
        await RefusedAsync(() => again.VerbAsync(decision, "approve"), 409, "review.already-approved");
        (await staff.SecondApprover.VerbAsync(decision, "approve")).Expect(200);
        Assert.Equal("Approved", await StateAsync(decision));
    }

    [Fact]
    public async Task ProtectedTool_IsNeverExpeditedAndNeedsTwoPeople()
    {
        var tool = await staff.ToolAsync();
        (await staff.Analyst.PostAsync($"/v1/tools/{tool}/identifiers", new { kind = "file-name", value = "PowerShell.exe" })).Expect(201);
        var decision = await staff.DraftAsync(tool);
        await RefusedAsync(() => staff.Approver.VerbAsync(decision, "expedite", new { reason = "Now." }), 409, "decision.protected");
        (await staff.Analyst.VerbAsync(decision, "propose")).Expect(200);
        (await staff.Approver.VerbAsync(decision, "approve")).Expect(200);
        Assert.Equal("Unknown", await OutcomeAsync(tool));
        (await staff.SecondApprover.VerbAsync(decision, "approve")).Expect(200);
        Assert.Equal("Banned", await OutcomeAsync(tool));
    }

    [Fact]
    public async Task Exception_ApprovedByItsRequester_IsRefused()
    {
        var exception = await staff.ExceptAsync(await staff.DecideAsync(), by: staff.Approver);
        (await staff.Analyst.VerbAsync(exception, "propose")).Expect(200);
        await RefusedAsync(() => staff.Approver.VerbAsync(exception, "approve"), 403, "review.four-eyes");
        var proposer = await staff.Host.CallerAsync(Role.Approver, "Analyst");
        await RefusedAsync(() => proposer.VerbAsync(exception, "approve"), 403, "review.four-eyes");
        (await staff.SecondApprover.VerbAsync(exception, "approve")).Expect(200);
    }

    [Fact]
    public async Task Exception_ToADecisionOfHighRisk_NeedsTwoPeople()
    {
        var tool = await RatedToolAsync("High");
        var decision = await staff.ProposeAsync(tool);
        (await staff.Approver.VerbAsync(decision, "approve")).Expect(200);
        (await staff.SecondApprover.VerbAsync(decision, "approve")).Expect(200);
        var exception = await staff.ExceptAsync(decision);
        (await staff.Analyst.VerbAsync(exception, "propose")).Expect(200);
        (await staff.Approver.VerbAsync(exception, "approve")).Expect(200);
        Assert.Equal("Proposed", await StateAsync(exception));
        (await staff.SecondApprover.VerbAsync(exception, "approve")).Expect(200);
        Assert.Equal("Approved", await StateAsync(exception));
    }

    [Fact]
    public async Task Revocation_OfARestriction_NeedsASecondPerson()
    {
        var tool = await staff.ToolAsync();
        var decision = await staff.DecideAsync(tool);
        (await staff.Approver.VerbAsync(decision, "revoke", new { reason = "Unfounded." })).Expect(200);
        Assert.Equal("Banned", await OutcomeAsync(tool));
        await RefusedAsync(() => staff.Approver.VerbAsync(decision, "approve"), 403, "review.four-eyes");
        (await staff.SecondApprover.VerbAsync(decision, "approve")).Expect(200);
        Assert.Equal("Unknown", await OutcomeAsync(tool));
        Assert.Equal("Revoked", await StateAsync(decision));
    }

    [Fact]
    public async Task Revocation_OfAnApproval_HoldsAtOnce()
    {
        var tool = await staff.ToolAsync();
        var decision = await staff.DecideAsync(tool, "Approved");
        (await staff.Approver.VerbAsync(decision, "revoke", new { reason = "No longer maintained." })).Expect(200);
        Assert.Equal("Unknown", await OutcomeAsync(tool));
    }

    [Fact]
    public async Task Identity_ChangedWhileADecisionIsApproved_WaitsForAnotherPerson()
    {
        var tool = await staff.ToolAsync();
        await staff.DecideAsync(tool);
        var author = await staff.Host.CallerAsync(Role.Analyst, "switcher");
        var change = await author.PutAsync($"/v1/tools/{tool}/identifiers", new { versionScheme = "npm", oneVersionLine = true, identifiers = Array.Empty<object>() }, "*");
        change.Expect(202);
        Assert.Equal("Banned", await OutcomeAsync($"pkg:npm/{tool}"));
        var self = await staff.Host.CallerAsync(Role.Approver, "SWITCHER");
        await RefusedAsync(() => self.PostAsync($"/v1/tools/{tool}/identifiers/approve", etag: change.ETag), 403, "review.four-eyes");
        Assert.Equal("Banned", await OutcomeAsync($"pkg:npm/{tool}"));
        (await staff.Approver.PostAsync($"/v1/tools/{tool}/identifiers/approve", etag: change.ETag)).Expect(200);
        Assert.Equal("Unknown", await OutcomeAsync($"pkg:npm/{tool}"));
    }

    [Fact]
    public async Task Identity_ChangedWithoutAnApprovedDecision_HoldsAtOnce()
    {
        var tool = await staff.ToolAsync();
        (await staff.Analyst.PostAsync($"/v1/tools/{tool}/identifiers", new { kind = "file-name", value = $"{tool}.exe" })).Expect(201);
        await staff.ProposeAsync(tool);
        (await staff.Analyst.PostAsync($"/v1/tools/{tool}/identifiers", new { kind = "file-name", value = $"{tool}.dmg" })).Expect(201);
    }

    [Fact]
    public async Task Release_WithArtifactsWhileADecisionIsApproved_Waits()
    {
        var tool = await staff.ToolAsync();
        await staff.DecideAsync(tool);
        var sha256 = new string('d', 64);
        (await staff.Analyst.PostAsync($"/v1/tools/{tool}/releases", new { version = "3.0.0" })).Expect(201);
        (await staff.Analyst.PostAsync($"/v1/tools/{tool}/releases", new { version = "3.0.1", artifacts = new[] { new { sha256 } } })).Expect(202);
        Assert.Equal("Unknown", await OutcomeAsync(sha256));
        (await staff.Approver.PostAsync($"/v1/tools/{tool}/identifiers/approve", etag: "*")).Expect(200);
        Assert.Equal("Banned", await OutcomeAsync(sha256));
    }

    [Fact]
    public async Task Ratification_ByWhoExpedited_IsRefused()
    {
        var decision = await staff.DraftAsync();
        (await staff.Approver.VerbAsync(decision, "expedite", new { reason = "It spreads." })).Expect(200);
        var self = await staff.Host.CallerAsync(Role.Approver, "APPROVER");
        await RefusedAsync(() => self.VerbAsync(decision, "ratify"), 403, "review.four-eyes");
        var author = await staff.Host.CallerAsync(Role.Approver, "ANALYST");
        await RefusedAsync(() => author.VerbAsync(decision, "ratify"), 403, "review.four-eyes");
        (await staff.SecondApprover.VerbAsync(decision, "ratify")).Expect(200);
    }

    [Theory]
    [InlineData("Approved")]
    [InlineData("Constrained")]
    public async Task Expedition_OfWhatLoosens_IsRefused(string disposition)
    {
        var decision = await staff.DraftAsync(disposition: disposition);
        await RefusedAsync(() => staff.Approver.VerbAsync(decision, "expedite", new { reason = "Now." }), 409, "decision.expedite-loosens");
    }

    [Fact]
    public async Task Expedition_OfARevisionThatNarrowsABan_IsRefused()
    {
        var decision = await staff.DecideAsync();
        (await staff.Analyst.VerbAsync(decision, "revise", new { reason = "Fixed.", ranges = new[] { "vers:npm/<2.0.0" } })).Expect(200);
        await RefusedAsync(() => staff.Approver.VerbAsync(decision, "expedite", new { reason = "Now." }), 409, "decision.expedite-loosens");
    }

    [Fact]
    public async Task Request_AnsweredByItsAsker_IsRefused()
    {
        var request = await Staff.FileAsync(staff.Analyst);
        await RefusedAsync(() => staff.Analyst.VerbAsync(request, "approve"), 403, "review.four-eyes");
        await RefusedAsync(() => staff.Analyst.VerbAsync(request, "reject", new { reason = "No." }), 403, "review.four-eyes");
        (await staff.Approver.VerbAsync(request, "approve")).Expect(200);
    }

    private static JsonObject Edited(string statement)
    {
        var body = Staff.Terms("unused");
        body.Remove("tool");
        body["publicStatement"] = statement;
        return body;
    }

    private async Task<string> RatedToolAsync(string level)
    {
        var tool = await staff.ToolAsync();
        (await staff.Analyst.PostAsync($"/v1/tools/{tool}/risk-assessments", new { range = "vers:npm/*", likelihood = "VeryHigh", impact = level, rationale = "As found." })).Expect(201);
        return tool;
    }

    private async Task RefusedAsync(Func<Task<Answer>> request, int status, string code)
    {
        var before = await staff.Host.DigestAsync();
        (await request()).ExpectProblem(status, code);
        Assert.Equal(before, await staff.Host.DigestAsync());
    }

    private async Task<string> StateAsync(string record)
    {
        var view = (await staff.Auditor.GetAsync(record)).Expect(200);
        return view["pending"]?["state"]?.GetValue<string>() ?? view["state"]!.GetValue<string>();
    }

    private async Task<string[]> ApprovalsAsync(string decision)
    {
        var pending = (await staff.Auditor.GetAsync(decision)).Expect(200)["pending"]!;
        var approvals = (pending["approvals"] ?? pending["internal"]?["approvals"])!.AsArray();
        return [.. approvals.Select(a => a!["by"]!.GetValue<string>())];
    }

    private async Task<string> OutcomeAsync(string subject) =>
        (await staff[Role.Reader].GetAsync($"/v1/check?subject={Uri.EscapeDataString(subject)}")).Expect(200)["outcome"]!.GetValue<string>();
}
