using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.SqlServer;

/// <summary>Does over HTTP whatever the service can do, each thing at least once.</summary>
internal sealed class UseCases(RegisterHost host, string setupLink)
{
    private Caller analyst = null!;
    private Caller approver = null!;
    private Caller secondApprover = null!;
    private Caller reader = null!;

    public Caller Analyst => analyst;

    public Caller Reader => reader;

    public Caller Auditor { get; private set; } = null!;

    public async Task RunAsync()
    {
        await StartUpAsync();
        await TokensAsync();
        await ToolsAsync();
        await EvidenceAsync();
        await DecisionsAsync();
        await GroundsAsync();
        await IdentityUnderReviewAsync();
        await ExceptionsAsync();
        await RequestsAsync();
        await WebhooksAsync();
        await ChannelsAsync();
        await SantaAsync();
        await ChecksAsync();
        await host.WriteUsesAsync();
        await ChecksAsync();
        await host.WriteUsesAsync();
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.WriteUsesAsync();
        await RefusalsAsync();
    }

    private async Task StartUpAsync()
    {
        var code = new Uri(setupLink).Query["?code=".Length..];
        (await host.Anonymous.PostAsync("/v1/setup", new { code = "another", owner = "root" })).ExpectProblem(403, "setup.code-invalid");
        Assert.Equal(200, (await host.Anonymous.GetAsync($"/setup?code={code}")).Status);
        (await host.Anonymous.PostAsync("/v1/setup", new { code, owner = "root" })).Expect(200);
        Assert.Equal(404, (await host.Anonymous.GetAsync("/setup")).Status);
        Assert.Equal(200, (await host.Anonymous.GetAsync("/readyz")).Status);
    }

    private async Task TokensAsync()
    {
        analyst = await host.CallerAsync(Role.Analyst, "dana", "security");
        approver = await host.CallerAsync(Role.Approver, "omar");
        secondApprover = await host.CallerAsync(Role.Approver, "olga");
        reader = await host.CallerAsync(Role.Reader, "rita", "web");
        Auditor = await host.CallerAsync(Role.Auditor, "ada");

        var body = new { name = "build", owner = "ci", role = "Service", expiresAt = host.Clock.GetUtcNow().AddDays(30) };
        var issued = (await host.Administrator.PostAsync("/v1/tokens", body, key: "token-1")).Expect(201);
        (await host.Administrator.PostAsync("/v1/tokens", body, key: "token-1")).ExpectProblem(409, "idempotency.secret");
        (await host.Administrator.PostAsync("/v1/keys")).Expect(201);
        var path = $"/v1/tokens/{issued["details"]!["id"]}";
        (await host.Administrator.VerbAsync(path, "revoke")).Expect(200);
        (await host.Administrator.VerbAsync(path, "revoke")).ExpectProblem(409, "token.revoked");
        // The last use is noted to the minute.
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(401, (await new Caller(host.Address, issued["token"]!.GetValue<string>()).GetAsync("/v1/tools")).Status);
    }

    private async Task ToolsAsync()
    {
        await AddedAsync("/v1/tools", Tool("alpha", 14), key: "tool-1");
        (await analyst.PostAsync("/v1/tools", Tool("alpha", 14), key: "tool-1")).Expect(201);
        (await analyst.PostAsync("/v1/tools", Tool("alpha", 2), key: "tool-1")).ExpectProblem(422, "idempotency.other-request");
        (await analyst.PostAsync("/v1/tools", Tool("alpha", 2))).ExpectProblem(409, "tool.exists");
        foreach (var slug in new[] { "beta", "gamma", "delta" })
            await AddedAsync("/v1/tools", Tool(slug, 1));

        await ChangedAsync("/v1/tools/beta", new { name = "Beta", publisher = "Beta Ltd", category = "editor", owner = "dana", businessPurpose = "Writing", supportStatus = "supported", endOfSupport = "2027-01-01", lastVerifiedAt = "2026-06-01" });
        await ChangedAsync("/v1/tools/beta/identifiers", new { versionScheme = "npm", oneVersionLine = true, identifiers = new[] { Purl("beta-next"), new Identifier("file-name", "beta.exe") } });
        await AddedAsync("/v1/tools/beta/identifiers", Purl("beta-cli"));
        (await analyst.PostAsync("/v1/tools/beta/identifiers", Purl("alpha-0"))).ExpectProblem(409, "identifier.taken");
        await AddedAsync("/v1/tools/beta/releases", Release('b', "2.0.0"));
        (await analyst.GetAsync("/v1/tools/beta/releases")).Expect(200);
        // More than one statement, and than one round trip, takes.
        await AddedAsync("/v1/tools", Tool("wide", 200));
        await AddedAsync("/v1/tools/wide/releases", new { version = "2.0.0", artifacts = Enumerable.Range(0, 600).Select(i => new { sha256 = $"{i:x64}" }) });
    }

    private async Task EvidenceAsync()
    {
        foreach (var status in new[] { "disputed", "confirmed" })
            await AddedAsync("/v1/tools/alpha/claims", new { range = "vers:npm/*", status, statement = "It calls home." });
        await AddedAsync("/v1/tools/alpha/evidence", new { kind = "report", title = "Write-up", publisher = "Someone", reliability = "D", credibility = 3, stances = new JsonObject { ["CL-1"] = "supports", ["CL-2"] = "disputes" } });
        await AddedAsync("/v1/tools/alpha/evidence", new { kind = "article", title = "News", publisher = "Daily", url = "https://daily.example/1", publishedAt = "2026-06-01", retrievedAt = "2026-06-02", sha256 = new string('e', 64), reliability = "C", credibility = 3, derivedFrom = new[] { "EV-1" } });
        (await analyst.PostAsync("/v1/tools/alpha/evidence", new { kind = "article", title = "Digest", publisher = "Daily", reliability = "C", credibility = 3, derivedFrom = Enumerable.Range(1, 3_000).Select(n => $"EV-{n}") })).ExpectProblem(400, "evidence.invalid");
        foreach (var level in new[] { "Moderate", "Low" })
            await AddedAsync("/v1/tools/alpha/risk-assessments", new { range = "vers:npm/*", likelihood = "VeryHigh", impact = level, rationale = "No audit.", nextReviewAt = host.Clock.GetUtcNow().AddDays(20) });
        (await analyst.PutAsync("/v1/tools/alpha/evidence/EV-1/copy", "What was read.", "*")).Expect(200);
        foreach (var record in new[] { "claims/CL-1", "evidence/EV-2", "risk-assessments/RA-1", "risk-assessments/current?version=1.0.0" })
            (await analyst.GetAsync($"/v1/tools/alpha/{record}")).Expect(200);
        Assert.Equal("What was read.", (await analyst.GetAsync("/v1/tools/alpha/evidence/EV-1/copy")).Text);
    }

    /// <summary>What decisions in force rest on changes under them.</summary>
    private async Task GroundsAsync()
    {
        await ChangedAsync("/v1/tools/alpha/claims/CL-1", new { range = "vers:npm/*", status = "confirmed", statement = "It calls home.", reason = "Reproduced." });
        await ChangedAsync("/v1/tools/alpha/evidence/EV-1", new { kind = "report", title = "Write-up", publisher = "Someone", reliability = "B", credibility = 2, stances = new JsonObject { ["CL-1"] = "supports" }, reason = "The author is known." });
        (await analyst.PostAsync("/v1/tools/alpha/evidence/EV-2/supersede", new { supersededBy = "EV-1", reason = "Corrected." }, "*")).Expect(200);
        (await analyst.PostAsync("/v1/tools/alpha/evidence/EV-1/withdraw", new { reason = "Taken back." }, "*")).Expect(200);
        Assert.True((await analyst.GetAsync("/v1/decisions/TR-2")).Expect(200)["revalidate"]!.GetValue<bool>());
        foreach (var caller in new[] { analyst, reader })
            Assert.Equal(200, (await caller.GetAsync("/v1/decisions/TR-2/report")).Status);
        (await analyst.VerbAsync("/v1/decisions/TR-2", "revise", new { reason = "Looked at again." })).Expect(200);
        await ReviewAsync("/v1/decisions/TR-2");
        Assert.False((await analyst.GetAsync("/v1/decisions/TR-2")).Expect(200)["revalidate"]!.GetValue<bool>());
    }

    private async Task DecisionsAsync()
    {
        var beta = await DraftAsync(Terms("beta", "Approved"));
        (await analyst.PutAsync(beta, Terms(tool: null, "Approved"), "*")).Expect(200);
        await ReviewAsync(beta);

        var alpha = await DraftAsync(Terms("alpha", "Banned", alternatives: new JsonArray(new JsonObject { ["tool"] = "beta" }), claims: ["CL-1", "CL-2"], evidence: ["EV-1"], assessment: "RA-1"));
        await ReviewAsync(alpha);
        (await analyst.VerbAsync(alpha, "reschedule", new { reason = "Delayed.", phases = Phases("Banned", days: 9) })).Expect(200);
        (await approver.VerbAsync(alpha, "approve")).Expect(200);
        (await analyst.VerbAsync(alpha, "revise", new { reason = "Narrower.", ranges = new[] { "vers:npm/<2.0.0" } })).Expect(200);
        (await analyst.VerbAsync(alpha, "propose")).Expect(200);
        (await approver.VerbAsync(alpha, "comment", new { text = "Which release is fixed?" })).Expect(200);
        (await approver.VerbAsync(alpha, "return", new { reason = "Name the fixed release." })).Expect(200);
        (await analyst.VerbAsync(alpha, "propose")).Expect(200);
        (await approver.VerbAsync(alpha, "reject", new { reason = "Not yet." })).Expect(200);
        (await analyst.VerbAsync(alpha, "revise", new { reason = "Again." })).Expect(200);
        (await analyst.VerbAsync(alpha, "withdraw", new { reason = "Overtaken." })).Expect(200);
        (await analyst.GetAsync($"{alpha}/revisions")).Expect(200);

        var gamma = await DraftAsync(Terms("gamma", "HighRisk"), approver);
        (await approver.VerbAsync(gamma, "expedite", new { reason = "Urgent." })).Expect(200);
        (await approver.VerbAsync(gamma, "ratify")).ExpectProblem(403, "review.four-eyes");
        (await secondApprover.VerbAsync(gamma, "ratify")).Expect(200);

        var delta = await DraftAsync(Terms("delta", "Approved"));
        await ReviewAsync(delta);
        (await approver.VerbAsync(delta, "revoke", new { reason = "Ended." })).Expect(200);
        var refused = await DraftAsync(Terms("delta", "Approved"));
        (await analyst.VerbAsync(refused, "propose")).Expect(200);
        (await approver.VerbAsync(refused, "reject", new { reason = "No need." })).Expect(200);
        (await analyst.PostAsync("/v1/decisions", Terms("delta", "Approved", claims: ["CL-9"]))).ExpectProblem(409, "decision.reference-unknown");
    }

    private async Task IdentityUnderReviewAsync()
    {
        (await analyst.PostAsync("/v1/tools/alpha/identifiers", Purl("alpha-late"))).Expect(202);
        (await approver.PostAsync("/v1/tools/alpha/identifiers/approve", etag: "*")).Expect(200);
        (await analyst.PostAsync("/v1/tools/alpha/releases", Release('c', "3.0.0"))).Expect(202);
        (await approver.PostAsync("/v1/tools/alpha/identifiers/reject", etag: "*")).Expect(200);
    }

    private async Task ExceptionsAsync()
    {
        var kept = await ExceptAsync();
        (await analyst.PutAsync(kept, Exception(decision: null), "*")).Expect(200);
        (await analyst.VerbAsync(kept, "propose")).Expect(200);
        (await analyst.VerbAsync(kept, "approve")).ExpectProblem(403, "access.forbidden");
        (await approver.VerbAsync(kept, "approve")).Expect(200);
        (await approver.VerbAsync(kept, "revoke", new { reason = "Over." })).Expect(200);
        var refused = await ExceptAsync();
        (await analyst.VerbAsync(refused, "propose")).Expect(200);
        (await approver.VerbAsync(refused, "reject", new { reason = "No." })).Expect(200);
        (await analyst.VerbAsync(await ExceptAsync(), "withdraw")).Expect(200);
        var ended = await ExceptAsync();
        (await analyst.VerbAsync(ended, "propose")).Expect(200);
        (await approver.VerbAsync(ended, "approve")).Expect(200);
    }

    private async Task RequestsAsync()
    {
        foreach (var (verb, caller) in new[] { ("approve", analyst), ("reject", analyst), ("withdraw", reader) })
        {
            var filed = (await reader.PostAsync("/v1/requests", new { kind = "review", subject = "pkg:npm/left-pad", reason = "Needed." })).Expect(201);
            (await reader.GetAsync($"/v1/requests/{filed["number"]}")).Expect(200);
            (await caller.VerbAsync($"/v1/requests/{filed["number"]}", verb, verb == "reject" ? new { reason = "No." } : null)).Expect(200);
        }

        (await reader.PostAsync("/v1/requests", new { kind = "exception", subject = "alpha", decision = "TR-2", reason = "Migration." })).Expect(201);
    }

    private async Task WebhooksAsync()
    {
        var body = new { name = "office", address = "https://127.0.0.1:1/hook", events = new[] { "decision.approved", "exception.granted", "record.changed" } };
        (await host.Administrator.PostAsync("/v1/webhooks", body)).Expect(201);
        (await host.Administrator.PostAsync("/v1/webhooks", new { name = "build", body.address, body.events })).Expect(201);
        (await host.Administrator.PostAsync("/v1/webhooks", body)).ExpectProblem(409, "webhook.exists");
        (await host.Administrator.PutAsync("/v1/webhooks/office", new { body.events, format = "slack", messageTemplate = "{message}" }, "*")).Expect(200);
        (await host.Administrator.VerbAsync("/v1/webhooks/office", "rotate")).Expect(200);
        var told = (await host.Administrator.PostAsync("/v1/webhooks/office/test")).Expect(202)["event"];
        await host.WatchAsync();
        await host.SendDueAsync();
        host.Clock.Advance(TimeSpan.FromHours(2));
        await host.WatchAsync();
        await host.SendDueAsync();
        (await Auditor.GetAsync("/v1/webhooks?limit=1")).Expect(200);
        (await Auditor.GetAsync("/v1/webhooks/office/deliveries?state=waiting")).Expect(200);
        (await Auditor.GetAsync($"/v1/webhooks/office/deliveries/{told}")).Expect(200);
        (await host.Administrator.PostAsync($"/v1/webhooks/office/deliveries/{told}/resend")).Expect(202);
        (await host.Administrator.PostAsync("/v1/webhooks/office/resend")).Expect(202);
        (await Auditor.GetAsync("/v1/events?type=record.changed&subject=alpha")).Expect(200);
    }

    private async Task ChannelsAsync()
    {
        var second = await host.CallerAsync(Role.Administrator, "second-root");
        foreach (var (name, verb) in new[] { ("office", "approve"), ("build", "reject") })
        {
            (await host.Administrator.PostAsync("/v1/channels", new { name, targets = new[] { "rpz", "santa-sync" }, acceptsNarrower = true })).Expect(201);
            (await second.VerbAsync($"/v1/channels/{name}", verb)).Expect(200);
        }

        (await host.Administrator.PutAsync("/v1/channels/build", new { targets = new[] { "rpz" }, contact = "it@example.com" }, "*")).Expect(200);
        (await reader.GetAsync("/v1/exports/rpz?channel=office")).ExpectProblem(403, "access.forbidden");
        (await analyst.GetAsync("/v1/exports")).Expect(200);
        Assert.Equal(200, (await analyst.GetAsync("/v1/exports/rpz?channel=office")).Status);
        (await analyst.GetAsync("/v1/exports/rpz/fidelity?channel=office")).Expect(200);
        Assert.Equal(200, (await analyst.GetAsync("/v1/exports/rpz/signature?channel=office")).Status);
        (await analyst.GetAsync("/v1/exports/rpz/diff?channel=office&decision=TR-2")).Expect(200);
        (await analyst.GetAsync("/v1/exports/rpz/diff?channel=office&from=2026-01-01T00:00:00Z")).Expect(200);
        Assert.Equal(200, (await approver.GetAsync("/v1/exports/rpz?channel=office")).Status);
    }

    private async Task SantaAsync()
    {
        var service = await host.CallerAsync(Role.Service, "mac");
        (await service.PostAsync("/v1/channels/office/santa/preflight/mac-2", new { })).Expect(200);
        for (var sync = 0; sync < 2; sync++)
        {
            foreach (var stage in new[] { "preflight", "eventupload", "ruledownload" })
                (await service.PostAsync($"/v1/channels/office/santa/{stage}/mac-1", new { events = new[] { new { signing_id = "TEAM123456:com.example.alpha" } } })).Expect(200);
            (await service.PostAsync("/v1/channels/office/santa/postflight/mac-1", new { rules_received = 1 - sync, rules_processed = 1 - sync })).Expect(200);
        }

        (await analyst.GetAsync("/v1/channels/office/machines")).Expect(200);
    }

    private async Task ChecksAsync()
    {
        (await host.Anonymous.GetAsync("/v1/check?subject=alpha")).Expect(200);
        (await reader.GetAsync("/v1/check?subject=pkg:npm/alpha-0@1.0.0&environment=workstation&revision=1")).Expect(200);
        (await reader.GetAsync("/v1/check?subject=alpha&revision=1000000")).ExpectProblem(400, "check.revision-unknown");
        (await reader.PostAsync("/v1/check", new { checks = new[] { new { subject = "alpha" }, new { subject = "?" } } })).Expect(200);
        foreach (var name in new[] { "one", "two", "three" })
            (await reader.GetAsync($"/v1/check?subject=pkg:npm/unheard-of-{name}@1.0.0&environment=ci")).Expect(200);
        Assert.Equal(200, (await reader.GetAsync("/v1/snapshot")).Status);
        (await host.Anonymous.GetAsync("/v1/keys")).Expect(200);
        (await Auditor.GetAsync("/v1/insights/usage?decision=TR-2")).Expect(200);
        (await reader.PostAsync("/v1/check/sbom", new { bomFormat = "CycloneDX", specVersion = "1.6", components = new[] { new { name = "alpha-0", purl = "pkg:npm/alpha-0@1.0.0" } } })).Expect(200);
        (await Auditor.GetAsync("/v1/reports/cis-2")).Expect(200);
        (await Auditor.GetAsync("/v1/audit/checkpoint")).Expect(200);
        Assert.Equal(200, (await Auditor.GetAsync("/v1/audit/export?after=1")).Status);
        (await host.Administrator.PostAsync("/v1/audit/redactions", new { owner = "gone", reason = "Asked for erasure." })).Expect(200);
        (await Auditor.GetAsync("/v1/audit/verify")).Expect(200);
    }

    private async Task RefusalsAsync()
    {
        (await reader.PostAsync("/v1/tools", Tool("other", 1))).ExpectProblem(403, "access.forbidden");
        (await reader.GetAsync("/v1/audit")).ExpectProblem(403, "access.forbidden");
        (await reader.PutAsync($"/v1/tools/{new string('x', 500)}", new { name = "X", publisher = "X" }, "*")).ExpectProblem(403, "access.forbidden");
    }

    private async Task<JsonNode> AddedAsync(string path, object body, string? key = null) => (await analyst.PostAsync(path, body, key: key)).Expect(201);

    private async Task ChangedAsync(string path, object body) => (await analyst.PutAsync(path, body, (await analyst.GetAsync(path)).ETag)).Expect(200);

    private async Task<string> DraftAsync(JsonObject terms, Caller? by = null) => $"/v1/decisions/{(await (by ?? analyst).PostAsync("/v1/decisions", terms)).Expect(201)["number"]}";

    private async Task<string> ExceptAsync() => $"/v1/exceptions/{(await AddedAsync("/v1/exceptions", Exception("TR-2")))["number"]}";

    private async Task ReviewAsync(string path)
    {
        (await analyst.VerbAsync(path, "propose")).Expect(200);
        (await approver.VerbAsync(path, "approve")).Expect(200);
    }

    private static object Tool(string slug, int identifiers) => new
    {
        slug,
        name = slug.ToUpperInvariant(),
        publisher = "Vendor",
        category = "agent",
        owner = "dana",
        versionScheme = "npm",
        identifiers = Enumerable.Range(0, identifiers).Select(i => Purl($"{slug}-{i}")),
        releases = new[] { Release(slug[0], "1.0.0") },
    };

    private static object Release(char digit, string version) => new { version, releasedAt = "2026-06-01", artifacts = new[] { new { sha256 = $"{(int)digit:x64}{version[0]}"[^64..], platform = "linux", fileName = "tool" } } };

    private static Identifier Purl(string name) => new("purl", $"pkg:npm/{name}");

    private JsonArray Phases(string disposition, int days) => [new JsonObject { ["from"] = host.Clock.GetUtcNow().AddDays(days).ToString("O"), ["disposition"] = disposition }];

    private JsonObject Terms(string? tool, string disposition, JsonArray? alternatives = null, JsonArray? claims = null, JsonArray? evidence = null, string? assessment = null)
    {
        var terms = new JsonObject { ["ranges"] = new JsonArray("vers:npm/*"), ["phases"] = Phases(disposition, days: 0), ["publicStatement"] = "Said in public.", ["reviewBy"] = host.Clock.GetUtcNow().AddDays(60).ToString("O") };
        foreach (var (name, value) in new (string, JsonNode?)[] { ("tool", tool), ("alternatives", alternatives), ("claims", claims), ("evidence", evidence), ("assessment", assessment) })
        {
            if (value is not null)
                terms[name] = value;
        }

        return terms;
    }

    private JsonObject Exception(string? decision)
    {
        var terms = new JsonObject { ["audience"] = new JsonObject { ["groups"] = new JsonArray("web") }, ["from"] = host.Clock.GetUtcNow().ToString("O"), ["until"] = host.Clock.GetUtcNow().AddDays(30).ToString("O"), ["reason"] = "Migration.", ["compensatingControls"] = new JsonArray("Isolated."), ["residualRisk"] = "Names.", ["reviewBy"] = host.Clock.GetUtcNow().AddDays(10).ToString("O") };
        if (decision is not null)
            terms["decision"] = decision;
        return terms;
    }

    private sealed record Identifier(string Kind, string Value);
}
