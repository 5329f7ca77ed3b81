using System.Text.Json.Nodes;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Webhooks;

/// <summary>What people act on is told when it happens, or comes due, and once.</summary>
public sealed class WebhookEventsTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task Decision_IsTold_FromProposalToEnd_EachStepOnce()
    {
        await using var staff = await WebhookStaff.StartAsync();
        await staff.Host.WatchAsync();
        var now = staff.Host.Clock.GetUtcNow();
        await staff.DecideAsync(change: terms => terms["phases"] = new JsonArray(
            Phase(now.AddDays(40), "HighRisk"), Phase(now.AddDays(50), "Banned"), Phase(now.AddDays(60), "Lapsed")));
        await staff.PassAsync(70 * Day, Day);
        Assert.Equal(
            [
                ("decision.proposed", null, 0), ("decision.approved", null, 0),
                ("decision.in-force-soon", "HighRisk", 30), ("decision.in-force-soon", "Banned", 30),
                ("decision.in-force-soon", "HighRisk", 7), ("decision.in-force-soon", "HighRisk", 1), ("decision.in-force", "HighRisk", 0),
                ("decision.in-force-soon", "Banned", 7), ("decision.in-force-soon", "Banned", 1), ("decision.in-force", "Banned", 0),
                ("decision.ended", null, 0),
            ],
            (await EventsAsync(staff, "TR-1")).Select(Told));
    }

    [Fact]
    public async Task Decision_ThatRestrictsAlready_IsInForceWithItsApproval_AndNotOnceMoreByTheClock()
    {
        await using var staff = await WebhookStaff.StartAsync();
        await staff.Host.WatchAsync();
        staff.Host.Clock.Advance(TimeSpan.FromMinutes(10));
        var began = staff.Host.Clock.GetUtcNow().AddMinutes(-5);
        await staff.DecideAsync(change: terms => terms["phases"] = new JsonArray(Phase(began, "Banned")));
        await staff.PassAsync(2 * Day, Day);
        Assert.Equal(["decision.proposed", "decision.approved", "decision.in-force"], (await EventsAsync(staff, "TR-1")).Select(e => e["type"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Decision_ThatIsRescheduled_AndRevoked_IsToldAsThat()
    {
        await using var staff = await WebhookStaff.StartAsync();
        await staff.Host.WatchAsync();
        var decision = await staff.DecideAsync();
        var later = new { reason = "Delayed.", phases = new JsonArray(Phase(staff.Host.Clock.GetUtcNow().AddDays(3), "Banned")) };
        (await staff.Analyst.VerbAsync(decision, "reschedule", later)).Expect(200);
        (await staff.Approver.VerbAsync(decision, "approve")).Expect(200);
        (await staff.Approver.VerbAsync(decision, "revoke", new { reason = "Not needed." })).Expect(200);
        (await staff.SecondApprover.VerbAsync(decision, "approve")).Expect(200);
        await staff.PassAsync(5 * Day, Day);
        Assert.Equal(
            ["decision.proposed", "decision.approved", "decision.in-force", "decision.proposed", "decision.rescheduled", "decision.proposed", "decision.ended"],
            (await EventsAsync(staff, "TR-1")).Select(e => e["type"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Proposal_IsToldWithoutItsStatement_WhichIsNotPublicYet()
    {
        await using var staff = await WebhookStaff.StartAsync();
        await staff.ProposeAsync(change: terms => terms["publicStatement"] = "statement-canary");
        Assert.DoesNotContain("statement-canary", (await staff.Auditor.GetAsync("/v1/events")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exception_IsTold_FromGrantToEnd()
    {
        await using var staff = await WebhookStaff.StartAsync();
        await staff.Host.WatchAsync();
        var terms = WebhookStaff.Exception(await staff.DecideAsync());
        terms["until"] = staff.Host.Clock.GetUtcNow().AddDays(60).ToString("O");
        var exception = $"/v1/exceptions/{(await staff.Analyst.PostAsync("/v1/exceptions", terms)).Expect(201)["number"]}";
        (await staff.Analyst.VerbAsync(exception, "propose")).Expect(200);
        (await staff.Approver.VerbAsync(exception, "approve")).Expect(200);
        await staff.PassAsync(70 * Day, Day);
        Assert.Equal(
            [("exception.granted", null, 0), ("exception.expiring", null, 30), ("exception.expiring", null, 7), ("exception.expiring", null, 1), ("exception.ended", null, 0)],
            (await EventsAsync(staff, "EX-1")).Select(Told));
    }

    [Fact]
    public async Task Expedited_ThatNobodyRatifies_IsToldAfterThreeDays()
    {
        await using var staff = await WebhookStaff.StartAsync();
        await staff.Host.WatchAsync();
        var draft = await staff.DraftAsync(by: staff.Approver);
        (await staff.Approver.VerbAsync(draft, "expedite", new { reason = "Exploited." })).Expect(200);
        await staff.PassAsync(4 * Day, TimeSpan.FromHours(1));
        var told = (await EventsAsync(staff, "TR-1")).Select(e => e["type"]!.GetValue<string>()).ToArray();
        Assert.Equal(["decision.approved", "decision.in-force", "decision.unratified"], told);
        Assert.True((await EventsAsync(staff, "TR-1"))[0]["data"]!["expedited"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Review_ThatComesDue_IsTold()
    {
        await using var staff = await WebhookStaff.StartAsync();
        await staff.Host.WatchAsync();
        await staff.DecideAsync();
        await staff.PassAsync(80 * Day, Day);
        var due = Assert.Single(await EventsAsync(staff, "TR-1"), e => e["type"]!.GetValue<string>() == "review.due");
        Assert.Equal(new DateTimeOffset(2026, 9, 15, 0, 0, 0, TimeSpan.Zero), due["data"]!["at"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task Puller_WhoLacksWhatHoldsForADay_IsToldOnce_AndAgainOnlyAfterCatchingUp()
    {
        await using var staff = await WebhookStaff.StartAsync();
        var channel = await staff.ChannelAsync();
        var puller = (await staff.TokenAsync(Role.Service, "dns-team")).Caller;
        async Task PullAsync()
        {
            Assert.Equal(200, (await puller.GetAsync($"/v1/exports/rpz?channel={channel}")).Status);
            await staff.Host.WriteUsesAsync();
        }

        await PullAsync();
        await staff.PassAsync(3 * Day, TimeSpan.FromHours(1));
        Assert.Empty(await BehindAsync());
        await DomainBanAsync(staff);
        await staff.PassAsync(3 * Day, TimeSpan.FromHours(1));
        Assert.Equal(("rpz", "dns-team"), Assert.Single(await BehindAsync()));
        await PullAsync();
        await staff.PassAsync(3 * Day, TimeSpan.FromHours(1));
        Assert.Single(await BehindAsync());

        async Task<(string, string)[]> BehindAsync() => [.. (await EventsAsync(staff, $"channel:{channel}")).Where(e => e["type"]!.GetValue<string>() == "channel.behind").Select(e => (e["data"]!["target"]!.GetValue<string>(), e["data"]!["puller"]!.GetValue<string>()))];
    }

    [Fact]
    public async Task Clock_ThatNobodyWatchedForWeeks_IsCaughtUpWith_ByTheNearestDayAlone()
    {
        await using var staff = await WebhookStaff.StartAsync();
        await staff.Host.WatchAsync();
        var now = staff.Host.Clock.GetUtcNow();
        await staff.DecideAsync(change: terms => terms["phases"] = new JsonArray(Phase(now.AddDays(40), "Banned")));
        await staff.PassAsync(34 * Day, 34 * Day);
        await staff.PassAsync(30 * Day, 30 * Day);
        Assert.Equal([("decision.proposed", null, 0), ("decision.approved", null, 0), ("decision.in-force-soon", "Banned", 7), ("decision.in-force", "Banned", 0)], (await EventsAsync(staff, "TR-1")).Select(Told));
    }

    [Fact]
    public async Task Clock_ThatGoesBack_TellsNothingTwice()
    {
        await using var staff = await WebhookStaff.StartAsync();
        await staff.Host.WatchAsync();
        var now = staff.Host.Clock.GetUtcNow();
        await staff.DecideAsync(change: terms => terms["phases"] = new JsonArray(Phase(now.AddHours(2), "Banned")));
        await staff.PassAsync(TimeSpan.FromHours(3), TimeSpan.FromHours(1));
        var before = (await EventsAsync(staff, "TR-1")).Count;
        staff.Host.Clock.AdjustTime(now.AddHours(1));
        await staff.PassAsync(TimeSpan.FromHours(4), TimeSpan.FromHours(1));
        Assert.Equal(before, (await EventsAsync(staff, "TR-1")).Count);
    }

    private static JsonObject Phase(DateTimeOffset from, string disposition) => new() { ["from"] = from.ToString("O"), ["disposition"] = disposition };

    /// <summary>Bans what a zone can name.</summary>
    private static async Task DomainBanAsync(WebhookStaff staff)
    {
        (await staff.Analyst.PostAsync("/v1/tools", new { slug = "online", name = "Online", publisher = "Example", identifiers = new[] { new { kind = "domain", value = "online.example" } } })).Expect(201);
        await staff.DecideAsync("online", change: terms =>
        {
            terms["ranges"] = new JsonArray("vers:generic/*");
            terms["identifiers"] = new JsonArray("domain:online.example");
        });
    }

    /// <summary>The events of a subject, the oldest first, but those that say only that a command was done.</summary>
    private static async Task<IReadOnlyList<JsonNode>> EventsAsync(WebhookStaff staff, string subject) =>
        [.. (await staff.Auditor.GetAsync($"/v1/events?subject={subject}&sort=seq&limit=200")).Expect(200)["items"]!.AsArray().Where(e => e!["type"]!.GetValue<string>() != "record.changed").Select(e => e!)];

    private static (string, string?, int) Told(JsonNode told) =>
        (told["type"]!.GetValue<string>(), told["data"]!["disposition"]?.GetValue<string>(), told["data"]!["days"]?.GetValue<int>() ?? 0);
}
