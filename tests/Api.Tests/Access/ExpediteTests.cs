using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Access;

/// <summary>Enforcement ahead of review, and what was known at an earlier revision.</summary>
public sealed class ExpediteTests(Staff staff) : IClassFixture<Staff>, IAsyncLifetime
{
    private string tool = "";

    public async ValueTask InitializeAsync() => tool = await staff.ToolAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Expedite_ByOneApprover_HoldsInTheNextCheck()
    {
        var decision = await staff.DraftAsync(tool, by: staff.Approver);
        Assert.Equal("Unknown", Outcome(await CheckAsync()));
        (await staff.Approver.VerbAsync(decision, "expedite", new { reason = "It spreads." })).Expect(200);
        var verdict = await CheckAsync();
        Assert.Equal(("Banned", "block"), (Outcome(verdict), verdict["action"]!.GetValue<string>()));
        Assert.False(Overdue(verdict));
        Assert.Equal(staff.Host.Clock.GetUtcNow().AddHours(72), verdict["validUntil"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task Ratification_After72Hours_IsShownAsOverdueAndTheBanStands()
    {
        await ExpediteAsync();
        staff.Host.Clock.Advance(TimeSpan.FromHours(72) - TimeSpan.FromTicks(1));
        Assert.False(Overdue(await CheckAsync()));
        staff.Host.Clock.Advance(TimeSpan.FromTicks(1));
        var verdict = await CheckAsync();
        Assert.True(Overdue(verdict));
        Assert.Equal("Banned", Outcome(verdict));
    }

    [Fact]
    public async Task Ratification_Late_EndsTheOverdue()
    {
        var decision = await ExpediteAsync();
        staff.Host.Clock.Advance(TimeSpan.FromHours(100));
        (await staff.SecondApprover.VerbAsync(decision, "ratify")).Expect(200);
        var verdict = await CheckAsync();
        Assert.False(Overdue(verdict));
        Assert.Equal("Banned", Outcome(verdict));
        (await staff.SecondApprover.VerbAsync(decision, "ratify")).ExpectProblem(409, "decision.nothing-to-ratify");
    }

    [Fact]
    public async Task Check_AtARevision_AnswersWhatWasKnownThen()
    {
        var before = Revision(await CheckAsync());
        var decision = await staff.DecideAsync(tool, "HighRisk");
        var risky = Revision(await CheckAsync());
        (await staff.Analyst.VerbAsync(decision, "revise", new { reason = "Worse.", phases = new[] { new { from = "2026-07-01T00:00:00Z", disposition = "Banned" } } })).Expect(200);
        Assert.Equal(risky, Revision(await CheckAsync()));
        (await staff.Approver.VerbAsync(decision, "approve")).ExpectProblem(409, "decision.wrong-state");
        (await staff.Analyst.VerbAsync(decision, "propose")).Expect(200);
        (await staff.Approver.VerbAsync(decision, "approve")).Expect(200);
        var banned = Revision(await CheckAsync());

        Assert.True(before < risky && risky < banned);
        Assert.Equal(["Unknown", "HighRisk", "Banned"], [Outcome(await CheckAsync(before)), Outcome(await CheckAsync(risky)), Outcome(await CheckAsync(banned))]);
        Assert.Equal([before, risky, banned], [Revision(await CheckAsync(before)), Revision(await CheckAsync(risky)), Revision(await CheckAsync(banned))]);
        (await staff[Role.Reader].GetAsync($"/v1/check?subject={tool}&revision={banned + 1}")).ExpectProblem(400, "check.revision-unknown");
    }

    [Fact]
    public async Task Record_EditedWithoutEffectOnVerdicts_LeavesTheRevision()
    {
        var before = Revision(await CheckAsync());
        await staff.ProposeAsync(tool);
        (await staff.Analyst.PostAsync($"/v1/tools/{tool}/claims", new { range = "vers:npm/*", status = "unverified", statement = "It phones home." })).Expect(201);
        Assert.Equal(before, Revision(await CheckAsync()));
    }

    private async Task<string> ExpediteAsync()
    {
        var decision = await staff.DraftAsync(tool, by: staff.Approver);
        (await staff.Approver.VerbAsync(decision, "expedite", new { reason = "It spreads." })).Expect(200);
        return decision;
    }

    private async Task<JsonNode> CheckAsync(long? revision = null) =>
        (await staff[Role.Reader].GetAsync($"/v1/check?subject={tool}{(revision is null ? "" : $"&revision={revision}")}")).Expect(200);

    private static string Outcome(JsonNode verdict) => verdict["outcome"]!.GetValue<string>();

    private static long Revision(JsonNode verdict) => verdict["revision"]!.GetValue<long>();

    private static bool Overdue(JsonNode verdict) => verdict["decisions"]![0]!["ratificationOverdue"]!.GetValue<bool>();
}
