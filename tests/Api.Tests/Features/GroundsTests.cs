using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Contract;

namespace ToolRegistry.Api.Tests.Features;

/// <summary>Claims and evidence over HTTP: graded, changed with their history, and felt by the decisions that rest on them.</summary>
public sealed class GroundsTests : Staff
{
    private string tool = "";
    private string claim = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        tool = $"/v1/tools/{await ToolAsync()}";
        claim = await ClaimAsync("It phones home.");
    }

    [Fact]
    public async Task Claim_SaysWhereItsSupportComesFrom()
    {
        var origin = await EvidenceAsync("D3", "A person", "supports");
        var derived = await EvidenceAsync("A2", "A paper", "supports", origin);
        var again = await EvidenceAsync("E4", "a  PERSON", "supports");
        var dispute = await EvidenceAsync("B2", "The vendor", "disputes");
        var found = await ReadAsync(claim);
        Assert.Equal((3, 1, "low"), (found["links"]!.GetValue<int>(), found["independentOrigins"]!.GetValue<int>(), Text(found["confidence"])));
        Assert.Equal($"3 links, 1 independent origin: {origin} (A person); low because {origin} stands alone and is graded D3.", Text(found["explanation"]));
        Assert.Equal(
            [
                $"{origin} independent_origin D3 ",
                $"{derived} derived A2 It derives from {origin}.",
                $"{again} same_publisher E4 Its publisher counts once, by {origin}.",
                $"{dispute} other_stance B2 It disputes the claim and stands unanswered.",
            ],
            found["graph"]!["nodes"]!.AsArray().Select(n => $"{n!["evidence"]} {n["role"]} {n["grade"]} {n["reason"]}"));
        Assert.Equal([$"{derived} {origin}"], found["graph"]!["edges"]!.AsArray().Select(e => $"{e!["from"]} {e["to"]}"));

        var listed = (await Analyst.GetAsync($"{tool}/claims")).Expect(200)["items"]!.AsArray().Single()!;
        Assert.Equal((Text(found["explanation"]), null, null), (Text(listed["explanation"]), listed["graph"], listed["history"]));
    }

    [Fact]
    public async Task Claim_Changed_KeepsWhatItWas()
    {
        var before = await Analyst.GetAsync(claim);
        var body = new { range = "vers:npm/<2.0.0", status = "confirmed", statement = "It phones home.", reason = "Two teams reproduced it." };
        (await Analyst.PutAsync(claim, body)).ExpectProblem(428, "precondition.required");
        var changed = (await Analyst.PutAsync(claim, body, before.ETag)).Expect(200);
        Assert.Equal(["disputed ", "confirmed Two teams reproduced it."], changed["history"]!.AsArray().Select(v => $"{v!["status"]} {v["reason"]}"));
        (await Analyst.PutAsync(claim, body, before.ETag)).ExpectProblem(412, "precondition.stale");
        (await Analyst.PutAsync(claim, body, "*")).ExpectProblem(409, "claim.unchanged");
        Assert.Equal(changed.ToJsonString(), (await ReadAsync(claim)).ToJsonString());
    }

    [Fact]
    public async Task Evidence_WithdrawnOrSuperseded_StaysAndCountsNoMore()
    {
        var (first, second) = (await EvidenceAsync("C3", "A person", "supports"), await EvidenceAsync("C3", "Another", "supports"));
        (await Analyst.VerbAsync($"{tool}/evidence/{first}", "withdraw", new { reason = "Retracted." })).Expect(200);
        (await Analyst.VerbAsync($"{tool}/evidence/{second}", "supersede", new { supersededBy = first, reason = "Corrected." })).ExpectProblem(409, "evidence.unknown");
        var third = await EvidenceAsync("D4", "Another", "supports");
        var superseded = (await Analyst.VerbAsync($"{tool}/evidence/{second}", "supersede", new { supersededBy = third, reason = "Corrected." })).Expect(200);
        Assert.Equal(("superseded", third, 2), (Text(superseded["status"]), Text(superseded["supersededBy"]), superseded["history"]!.AsArray().Count));
        var found = await ReadAsync(claim);
        Assert.Equal((1, 1, "low"), (found["links"]!.GetValue<int>(), found["independentOrigins"]!.GetValue<int>(), Text(found["confidence"])));
        Assert.Equal(["withdrawn", "superseded", "independent_origin"], found["graph"]!["nodes"]!.AsArray().Select(n => Text(n!["role"])));
        Assert.Equal(3, (await Analyst.GetAsync($"{tool}/evidence")).Expect(200)["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Evidence_ThatWouldDeriveFromItself_IsRefused()
    {
        var origin = await EvidenceAsync("D3", "A person", "supports");
        var derived = await EvidenceAsync("A2", "A paper", "supports", origin);
        (await Analyst.PutAsync($"{tool}/evidence/{origin}", Evidence("D3", "A person", "supports", [derived], "Found out."), "*")).ExpectProblem(400, "evidence.cycle");
        (await Analyst.PutAsync($"{tool}/evidence/{derived}", Evidence("A2", "A paper", "supports", [], "It is a source of its own."), "*")).Expect(200);
        Assert.Equal(2, (await ReadAsync(claim))["independentOrigins"]!.GetValue<int>());
    }

    [Fact]
    public async Task Evidence_OfAnotherTool_IsNoSource()
    {
        var origin = await EvidenceAsync("D3", "A person", "supports");
        var other = await ToolAsync();
        (await Analyst.PostAsync($"/v1/tools/{other}/evidence", new { kind = "web", title = "Copy", publisher = "Paper", reliability = "C", credibility = 3, derivedFrom = new[] { origin } })).ExpectProblem(409, "evidence.unknown");
        (await Analyst.PostAsync($"/v1/tools/{other}/evidence/{origin}/withdraw", new { reason = "Not mine." }, "*")).ExpectProblem(404, "evidence.not-found");
    }

    [Fact]
    public async Task Decision_ConfidenceIsLive_AndProvisionalIsFixed()
    {
        await EvidenceAsync("D3", "A person", "supports");
        var decision = await DecideOnClaimAsync();
        Assert.Equal((true, "low", 1, false), Standing((await Analyst.GetAsync(decision)).Expect(200)));
        var before = (await Anonymous.GetAsync($"/v1/check?subject={Slug}")).Expect(200);
        Assert.Equal((true, "low", 1), Said(before));

        var audit = await EvidenceAsync("A1", "A lab", "supports", kind: "audit");
        var changed = (await Analyst.GetAsync(decision)).Expect(200);
        Assert.Equal((true, "high", 2, true), Standing(changed));
        Assert.Equal([$"evidence_added {audit} Audit by A lab, graded A1; supports {Claim} True"], changed["changes"]!.AsArray().Select(c => $"{c!["kind"]} {c["subject"]} {c["what"]} {c["material"]!.GetValue<bool>()}"));
        var after = (await Anonymous.GetAsync($"/v1/check?subject={Slug}")).Expect(200);
        Assert.Equal((true, "high", 2), Said(after));
        Assert.Equal(before["revision"]!.GetValue<long>() + 1, after["revision"]!.GetValue<long>());

        (await Analyst.VerbAsync(decision, "revise", new { reason = "The case is strong now." })).Expect(200);
        (await Analyst.VerbAsync(decision, "propose")).Expect(200);
        Assert.True((await Analyst.GetAsync(decision)).Expect(200)["revalidate"]!.GetValue<bool>());
        Assert.Equal((false, "high", 2, false), Standing((await Approver.VerbAsync(decision, "approve")).Expect(200)));
    }

    [Fact]
    public async Task Decision_Rescheduled_StillHasToBeValidated()
    {
        var decision = await DecideOnClaimAsync();
        (await Analyst.PutAsync(claim, new { range = "vers:npm/*", status = "refuted", statement = "It phones home.", reason = "It was a test build." }, "*")).Expect(200);
        (await Analyst.VerbAsync(decision, "reschedule", new { reason = "Later.", phases = new[] { new { from = "2026-08-01T00:00:00Z", disposition = "Banned" } } })).Expect(200);
        var moved = (await Approver.VerbAsync(decision, "approve")).Expect(200);
        Assert.Equal((true, 1), (moved["revalidate"]!.GetValue<bool>(), moved["changes"]!.AsArray().Count));
        var change = moved["changes"]![0]!;
        Assert.Equal(("claim_changed", Claim, "status disputed → refuted", "It was a test build."), (Text(change["kind"]), Text(change["subject"]), Text(change["what"]), Text(change["reason"])));
        Assert.Null((await this[Infrastructure.Security.Role.Reader].GetAsync(decision)).Expect(200)["changes"]);
    }

    [Fact]
    public async Task Decision_WithALiftCondition_IsTouchedByARelease_AnotherIsNot()
    {
        var (lifted, plain) = (await DecideOnClaimAsync("a fixed release is verified"), await DecideOnClaimAsync());
        (await Analyst.PostAsync($"{tool}/releases", new { version = "2.0.0" })).Expect(201);
        var change = (await Analyst.GetAsync(lifted)).Expect(200)["changes"]!.AsArray().Single()!;
        Assert.Equal(("released", "2.0.0", false, true), (Text(change["kind"]), Text(change["subject"]), change["material"]!.GetValue<bool>(), change["opensLiftReview"]!.GetValue<bool>()));
        Assert.Empty((await Analyst.GetAsync(plain)).Expect(200)["changes"]!.AsArray());
    }

    [Fact]
    public async Task Approvals_FollowTheHighestAssessmentThatCounts()
    {
        foreach (var (range, impact) in new[] { ("vers:npm/<2.0.0", "VeryHigh"), ("vers:npm/>=2.0.0", "Low") })
            (await Analyst.PostAsync($"{tool}/risk-assessments", new { range, likelihood = "VeryHigh", impact, rationale = "Why." })).Expect(201);
        var decision = await ProposeAsync(Slug);
        Assert.Equal("Proposed", Text((await Approver.VerbAsync(decision, "approve")).Expect(200)["state"]));
        Assert.Equal("Approved", Text((await SecondApprover.VerbAsync(decision, "approve")).Expect(200)["state"]));
        Assert.Equal("VeryHigh", Text((await Analyst.GetAsync($"{tool}/risk-assessments/current?version=1.5.0")).Expect(200)["level"]));
        Assert.Equal("Low", Text((await Analyst.GetAsync($"{tool}/risk-assessments/current?version=2.5.0&identifier=pkg:npm/{Slug}")).Expect(200)["level"]));
        (await Analyst.GetAsync($"{tool}/risk-assessments/current?version=2.5.0&identifier=pkg:npm/other")).ExpectProblem(404, "identifier.not-found");
    }

    private string Slug => NumberOf(tool);

    private string Claim => NumberOf(claim);

    private async Task<string> ClaimAsync(string statement) =>
        $"{tool}/claims/{(await Analyst.PostAsync($"{tool}/claims", new { range = "vers:npm/*", status = "disputed", statement })).Expect(201)["number"]}";

    private async Task<string> EvidenceAsync(string grade, string publisher, string stance, string? source = null, string kind = "article") =>
        Text((await Analyst.PostAsync($"{tool}/evidence", Evidence(grade, publisher, stance, source is null ? [] : [source], reason: null, kind))).Expect(201)["number"]);

    private JsonObject Evidence(string grade, string publisher, string stance, JsonArray sources, string? reason, string kind = "article")
    {
        var body = new JsonObject { ["kind"] = kind, ["title"] = $"By {publisher}", ["publisher"] = publisher, ["reliability"] = grade[..1], ["credibility"] = grade[1] - '0', ["stances"] = new JsonObject { [Claim] = stance }, ["derivedFrom"] = sources };
        if (reason is not null)
            body["reason"] = reason;
        return body;
    }

    private Task<string> DecideOnClaimAsync(string? liftWhen = null) => DecideAsync(Slug, change: body => (body["claims"], body["liftWhen"]) = (new JsonArray(Claim), liftWhen));

    private async Task<JsonNode> ReadAsync(string address) => (await Analyst.GetAsync(address)).Expect(200);

    private static (bool Provisional, string Confidence, int Origins, bool Revalidate) Standing(JsonNode decision) =>
        (decision["provisional"]!.GetValue<bool>(), Text(decision["confidence"]), decision["independentOrigins"]!.GetValue<int>(), decision["revalidate"]!.GetValue<bool>());

    private static (bool Provisional, string Confidence, int Origins) Said(JsonNode verdict)
    {
        var decider = verdict["decisions"]!.AsArray().Single()!;
        return (decider["provisional"]!.GetValue<bool>(), Text(decider["confidence"]), decider["independentOrigins"]!.GetValue<int>());
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
