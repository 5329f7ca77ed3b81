using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Contract;

namespace ToolRegistry.Api.Tests.Features;

/// <summary>The work list over HTTP: what waits for a review comes when its time comes, and goes when the work is done.</summary>
public sealed class ReviewsTests : Staff
{
    [Fact]
    public async Task Item_SaysWhatToDoAboutWhichRecordAndByWhen()
    {
        var slug = await ToolAsync();
        await DecideAsync(slug);
        (await Analyst.EditAsync($"/v1/tools/{slug}", new { name = "T", publisher = "P", owner = "Dana@example.com", lastVerifiedAt = "2026-07-01" }))["slug"]!.GetValue<string>();
        On("2026-09-15T00:00:00Z");
        var item = Assert.Single(await ReadAsync());
        Assert.Equal(
            """{"kind":"decision","subject":"TR-1","tool":"tool-1","owner":"dana@example.com","dueAt":"2026-09-15T00:00:00+00:00","overdue":true,"what":"Review the decision, because it is provisional: it restricts on evidence of low confidence.","href":"/v1/decisions/TR-1"}""",
            item.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task Decision_ShowsThirtyDaysBeforeItsReviewDate_UntilItIsRevised()
    {
        var decision = await DecideAsync();
        On("2026-08-16T00:00:00Z");
        Assert.Empty(await KindsAsync());
        On("2026-08-16T00:00:01Z");
        Assert.Equal(["decision TR-1 False"], await KindsAsync());
        On("2026-09-15T00:00:00Z");
        Assert.Equal(["decision TR-1 True"], await KindsAsync());
        (await Analyst.VerbAsync(decision, "revise", new { reason = "Looked at again.", reviewBy = "2026-11-01T00:00:00Z" })).Expect(200);
        (await Analyst.VerbAsync(decision, "propose")).Expect(200);
        Assert.Equal(["decision TR-1 True"], await KindsAsync());
        (await Approver.VerbAsync(decision, "approve")).Expect(200);
        Assert.Empty(await KindsAsync());
    }

    [Fact]
    public async Task Assessment_ShowsUntilALaterOneTakesItsPlace()
    {
        var address = $"/v1/tools/{await ToolAsync()}/risk-assessments";
        (await Analyst.PostAsync(address, new { range = "vers:npm/<2.0.0", likelihood = "VeryHigh", impact = "VeryHigh", rationale = "Why." })).Expect(201);
        Assert.Empty(await KindsAsync());
        On("2026-07-31T08:00:00Z");
        Assert.Equal(["assessment RA-1 True"], await KindsAsync());
        var item = (await ReadAsync())[0];
        Assert.Equal(("analyst", $"{address}/RA-1"), (Text(item["owner"]), Text(item["href"])));
        (await Analyst.GetAsync(Text(item["href"]))).Expect(200);
        (await Analyst.PostAsync(address, new { range = "vers:npm/*", likelihood = "Low", impact = "Low", rationale = "Why." })).Expect(201);
        Assert.Empty(await KindsAsync());
    }

    [Fact]
    public async Task Exception_ShowsAtItsReviewDate_UntilItIsRevoked()
    {
        var ban = await DecideAsync();
        var body = Exception(ban);
        foreach (var bad in new[] { "2026-07-01T00:00:00Z", "2026-10-01T00:00:01Z" })
        {
            body["reviewBy"] = bad;
            (await Analyst.PostAsync("/v1/exceptions", body)).ExpectProblem(400, "exception.terms-invalid");
        }

        body["reviewBy"] = "2026-07-20T00:00:00Z";
        var drafted = (await Analyst.PostAsync("/v1/exceptions", body)).Expect(201);
        Assert.Equal("2026-07-20T00:00:00+00:00", Text(drafted["reviewBy"]));
        var exception = $"/v1/exceptions/{drafted["number"]}";
        (await Analyst.VerbAsync(exception, "propose")).Expect(200);
        Assert.Empty(await KindsAsync());
        (await Approver.VerbAsync(exception, "approve")).Expect(200);
        Assert.Equal(["exception EX-1 False"], await KindsAsync());
        Assert.Equal((exception, "analyst"), (Text((await ReadAsync())[0]["href"]), Text((await ReadAsync())[0]["owner"])));
        (await Approver.VerbAsync(exception, "revoke", new { reason = "Not needed any more." })).Expect(200);
        Assert.Empty(await KindsAsync());
    }

    [Fact]
    public async Task Exception_ThatEndsSoon_ShowsUntilItEnds()
    {
        await GrantAsync(await DecideAsync());
        Assert.Null((await Analyst.GetAsync("/v1/exceptions/EX-1")).Expect(200)["reviewBy"]);
        On("2026-09-01T00:00:00Z");
        Assert.Empty(await KindsAsync("kind=exception_expiry"));
        On("2026-09-01T00:00:01Z");
        Assert.Equal(["exception_expiry EX-1 False"], await KindsAsync("kind=exception_expiry"));
        On("2026-10-01T00:00:00Z");
        Assert.Empty(await KindsAsync("kind=exception_expiry"));
    }

    [Fact]
    public async Task Tool_ShowsSixMonthsAfterItWasPutOnRecord_UntilItIsVerified()
    {
        var slug = await ToolAsync();
        Assert.Equal(["tool tool-1 False"], await KindsAsync("dueBefore=2027-01-02T00:00:01Z"));
        On("2026-12-03T00:00:00Z");
        Assert.Empty(await KindsAsync());
        On("2027-01-02T00:00:00Z");
        Assert.Equal(["tool tool-1 True"], await KindsAsync());
        Assert.Null((await ReadAsync())[0]["owner"]);
        await Analyst.EditAsync($"/v1/tools/{slug}", new { name = "T", publisher = "P", lastVerifiedAt = "2027-01-02" });
        Assert.Empty(await KindsAsync());
    }

    [Fact]
    public async Task Expedited_ShowsAtOnce_UntilSomeoneElseRatifiesIt()
    {
        var decision = await DraftAsync(by: Approver);
        (await Approver.VerbAsync(decision, "expedite", new { reason = "It spreads." })).Expect(200);
        Assert.Equal(["ratification TR-1 False"], await KindsAsync("dueBefore=2020-01-01T00:00:00Z"));
        Assert.Equal("approver", Text((await ReadAsync())[0]["owner"]));
        On("2026-07-04T08:00:00Z");
        Assert.Equal(["ratification TR-1 True"], await KindsAsync());
        (await SecondApprover.VerbAsync(decision, "ratify")).Expect(200);
        Assert.Empty(await KindsAsync());
    }

    [Fact]
    public async Task Claim_ChangedAfterApproval_AsksForValidation_UntilARevisionIsApproved()
    {
        var (decision, claim) = await DecideOnClaimAsync(liftWhen: null);
        (await Analyst.PutAsync(claim, new { range = "vers:npm/*", status = "refuted", statement = "It phones home.", reason = "It was a test build." }, "*")).Expect(200);
        Assert.Equal(["revalidation TR-1 True"], await KindsAsync());
        Assert.Equal("Validate the decision again, because what it rests on changed: CL-1 (status disputed → refuted).", Text((await ReadAsync())[0]["what"]));

        (await Analyst.VerbAsync(decision, "reschedule", new { reason = "Later.", phases = new[] { new { from = "2026-08-01T00:00:00Z", disposition = "Banned" } } })).Expect(200);
        (await Approver.VerbAsync(decision, "approve")).Expect(200);
        Assert.Equal(["revalidation TR-1 True"], await KindsAsync());

        (await Analyst.VerbAsync(decision, "revise", new { reason = "The claim fell." })).Expect(200);
        (await Analyst.VerbAsync(decision, "propose")).Expect(200);
        Assert.Equal(["revalidation TR-1 True"], await KindsAsync());
        (await Approver.VerbAsync(decision, "approve")).Expect(200);
        Assert.Empty(await KindsAsync());
    }

    [Fact]
    public async Task Release_OfAToolWhoseDecisionHasALiftCondition_AsksForALook_AnotherDoesNot()
    {
        var slug = await ToolAsync();
        await DecideAsync(slug);
        await DecideAsync(slug, change: terms => terms["liftWhen"] = "a fixed release is verified");
        (await Analyst.PostAsync($"/v1/tools/{slug}/releases", new { version = "2.0.0" })).Expect(201);
        var item = Assert.Single(await ReadAsync());
        Assert.Equal(("lift_condition", "TR-2", "2026-07-01T08:00:00+00:00"), (Text(item["kind"]), Text(item["subject"]), Text(item["dueAt"])));
        Assert.Equal("See whether the decision can be lifted, which waits for “a fixed release is verified”, because of what changed: 2.0.0 (a new release).", Text(item["what"]));
    }

    [Fact]
    public async Task Decision_Revoked_TakesAllThatWaitedWithIt()
    {
        var (decision, claim) = await DecideOnClaimAsync("an audit is published");
        await GrantAsync(decision);
        (await Analyst.PutAsync(claim, new { range = "vers:npm/*", status = "refuted", statement = "It phones home.", reason = "It was a test build." }, "*")).Expect(200);
        On("2026-09-14T00:00:00Z");
        Assert.Equal(["lift_condition TR-1 True", "revalidation TR-1 True", "decision TR-1 False", "exception_expiry EX-1 False"], await KindsAsync());
        (await Approver.VerbAsync(decision, "revoke", new { reason = "Unfounded." })).Expect(200);
        (await SecondApprover.VerbAsync(decision, "approve")).Expect(200);
        Assert.Empty(await KindsAsync());
    }

    [Fact]
    public async Task List_IsInOrderOfDueDateKindAndSubject_AndFilteredByOwnerKindAndDate()
    {
        foreach (var owner in new[] { "ana@example.com", "ben@example.com" })
        {
            for (var i = 0; i < 6; i++)
                (await Analyst.PostAsync("/v1/tools", new { slug = $"{owner[..3]}-{i}", name = "T", publisher = "P", owner, lastVerifiedAt = $"2026-01-{20 - i}" })).Expect(201);
        }

        // Eleven decisions at one instant: TR-10 comes after TR-9.
        for (var i = 0; i < 11; i++)
            await DecideAsync("ben-5", change: terms => terms["reviewBy"] = "2026-07-19T00:00:00Z");
        var tools = Enumerable.Range(0, 6).Reverse().SelectMany(i => new[] { $"tool ana-{i} False", $"tool ben-{i} False" }).ToArray();
        var decisions = Enumerable.Range(1, 11).Select(i => $"decision TR-{i} False").ToArray();
        var all = await KindsAsync();
        Assert.Equal([.. tools[..6], .. decisions, .. tools[6..]], all);
        Assert.Equal(all.Reverse(), await KindsAsync("sort=-dueAt"));
        Assert.Equal(decisions, await KindsAsync("kind=decision"));
        Assert.Equal(tools.Where(t => t.Contains("ana", StringComparison.Ordinal)), await KindsAsync("owner=ANA@example.com"));
        Assert.Equal(tools[..4], await KindsAsync("dueBefore=2026-07-18T00:00:00Z"));
        Assert.Equal(["tool ben-5 False"], await KindsAsync("owner=ben@example.com&kind=tool&dueBefore=2026-07-17T00:00:00Z"));
        Assert.Empty(await KindsAsync("owner=nobody"));
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 0)]
    [InlineData("9998-12-31T23:59:59Z", 2)]
    public async Task Horizon_AtTheEndsOfTime_IsAHorizonAsAnyOther(string dueBefore, int count)
    {
        await DecideAsync();
        Assert.Equal(count, (await ReadAsync($"dueBefore={dueBefore}")).Count);
    }

    private void On(string instant) => Host.Clock.SetUtcNow(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));

    private async Task<(string Decision, string Claim)> DecideOnClaimAsync(string? liftWhen)
    {
        var slug = await ToolAsync();
        var claim = Text((await Analyst.PostAsync($"/v1/tools/{slug}/claims", new { range = "vers:npm/*", status = "disputed", statement = "It phones home." })).Expect(201)["number"]);
        var decision = await DecideAsync(slug, change: terms => (terms["claims"], terms["liftWhen"]) = (new JsonArray(claim), liftWhen));
        return (decision, $"/v1/tools/{slug}/claims/{claim}");
    }

    private async Task GrantAsync(string decision)
    {
        var exception = await ExceptAsync(decision);
        (await Analyst.VerbAsync(exception, "propose")).Expect(200);
        (await Approver.VerbAsync(exception, "approve")).Expect(200);
    }

    private async Task<IReadOnlyList<JsonNode>> ReadAsync(string query = "") =>
        [.. (await Auditor.GetAsync($"/v1/reviews?{query}")).Expect(200)["items"]!.AsArray().Select(i => i!)];

    private async Task<IReadOnlyList<string>> KindsAsync(string query = "") => [.. (await ReadAsync(query)).Select(i => $"{i["kind"]} {i["subject"]} {i["overdue"]!.GetValue<bool>()}")];

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
