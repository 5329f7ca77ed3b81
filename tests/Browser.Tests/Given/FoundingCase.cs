using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Browser.Tests.Given;

/// <summary>The founding case on record: an AI coding agent, high-risk now and banned from 10 July, with another to use instead.</summary>
internal sealed class FoundingCase : IAsyncDisposable
{
    private FoundingCase(RegisterHost host, Caller analyst, Caller approver) => (Host, Analyst, Approver) = (host, analyst, approver);

    public RegisterHost Host { get; }

    public Caller Analyst { get; }

    public Caller Approver { get; }

    public static async Task<FoundingCase> StartAsync()
    {
        var host = await RegisterHost.StartAsync(new() { ["Organization:OwnPublishers:0"] = "Acme", ["Organization:TimeZone"] = "Asia/Singapore" });
        var there = new FoundingCase(host, await host.CallerAsync(Role.Analyst, "dana"), await host.CallerAsync(Role.Approver, "omar"));
        await there.RegisterAsync("claude-code", "Claude Code", "Anthropic", "pkg:npm/%40anthropic-ai/claude-code");
        await there.RegisterAsync("qoder", "Qoder", "Acme", "pkg:npm/qoder");
        await there.DecideAsync("qoder", [new { from = "2026-06-01T00:00:00+08:00", disposition = "Approved" }], "Our own agent.", []);
        await there.DecideAsync(
            "claude-code",
            [new { from = "2026-07-01T00:00:00+08:00", disposition = "HighRisk" }, new { from = "2026-07-10T00:00:00+08:00", disposition = "Banned" }],
            "Not for workplace use from 10 July.",
            [new { tool = "qoder", note = "Internal alternative" }]);
        return there;
    }

    public async Task RegisterAsync(string slug, string name, string publisher, string purl) =>
        (await Analyst.PostAsync("/v1/tools", new { slug, name, publisher, versionScheme = "npm", oneVersionLine = true, identifiers = new[] { new { kind = "purl", value = purl } }, releases = new[] { new { version = "1.0.0" }, new { version = "2.1.95" } } })).Expect(201);

    /// <summary>Drafts a decision, has it proposed and approved, and lets the service catch up.</summary>
    public async Task<string> DecideAsync(string tool, object[] phases, string publicStatement, object[] alternatives)
    {
        var drafted = (await Analyst.PostAsync("/v1/decisions", new { tool, ranges = new[] { "vers:npm/*" }, phases, alternatives, publicStatement, rationale = "Internal reasons.", reviewBy = Host.Clock.GetUtcNow().AddDays(80) })).Expect(201);
        var record = $"/v1/decisions/{drafted["number"]!.GetValue<string>()}";
        (await Analyst.VerbAsync(record, "propose")).Expect(200);
        (await Approver.VerbAsync(record, "approve")).Expect(200);
        await Host.CatchUpAsync();
        return record[^4..];
    }

    /// <summary>A draft, an exception, a request, a channel, a claim with evidence, and an assessment.</summary>
    public async Task FillAsync()
    {
        (await Analyst.PostAsync("/v1/tools/claude-code/claims", new { range = "vers:npm/*", status = "disputed", statement = "It is a backdoor." })).Expect(201);
        (await Analyst.PostAsync("/v1/tools/claude-code/evidence", new { kind = "report", title = "Write-up", publisher = "Somebody", url = "https://example.com/a", reliability = "D", credibility = 3, stances = new Dictionary<string, string> { ["CL-1"] = "supports" } })).Expect(201);
        (await Analyst.PostAsync("/v1/tools/claude-code/evidence", new { kind = "article", title = "An article", publisher = "A newspaper", reliability = "A", credibility = 3, derivedFrom = new[] { "EV-1" } })).Expect(201);
        (await Analyst.PostAsync("/v1/tools/claude-code/risk-assessments", new { range = "vers:npm/*", likelihood = "High", impact = "High", rationale = "Because." })).Expect(201);
        (await Analyst.PostAsync("/v1/decisions", new { tool = "qoder", ranges = new[] { "vers:npm/*" }, phases = new[] { new { from = "2026-06-01T00:00:00Z", disposition = "Banned" } }, publicStatement = "Draft." })).Expect(201);
        (await Analyst.PostAsync("/v1/exceptions", new { decision = "TR-2", audience = new { environments = new[] { "ci" } }, from = "2026-07-01T00:00:00Z", until = "2026-08-01T00:00:00Z", reason = "Builds.", compensatingControls = new[] { "No network." }, residualRisk = "Low." })).Expect(201);
        (await Analyst.PostAsync("/v1/requests", new { kind = "review", subject = "pkg:npm/left-pad", reason = "For a build." })).Expect(201);
        (await Host.Administrator.PostAsync("/v1/channels", new { name = "fleet", targets = new[] { "openvex", "register-csv", "santa-profile" }, dispositions = new[] { "Banned", "HighRisk" }, acceptsNarrower = true })).Expect(201);
        await Host.CatchUpAsync();
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
