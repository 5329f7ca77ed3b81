using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Features;

/// <summary>
/// A register in which one decision has all that a report can tell of: an AI coding agent, high-risk now and banned from a
/// date that shifted, on contested evidence, with an exception, and changes since.
/// </summary>
internal sealed class ReportCase : IAsyncDisposable
{
    public const string Decision = "/v1/decisions/TR-2";

    private const string Agent = "/v1/tools/agent";

    private ReportCase(RegisterHost host, Caller analyst, Caller approver, Caller auditor, Caller reader) =>
        (Host, Analyst, Approver, Auditor, Reader) = (host, analyst, approver, auditor, reader);

    public RegisterHost Host { get; }

    public Caller Analyst { get; }

    public Caller Approver { get; }

    public Caller Auditor { get; }

    public Caller Reader { get; }

    public static async Task<ReportCase> StartAsync()
    {
        var host = await RegisterHost.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Organization:Name"] = "Example & Co",
            ["Organization:OwnPublishers:0"] = "Example & Co",
            ["Organization:TimeZone"] = "Asia/Shanghai",
        });
        var made = new ReportCase(host, await host.CallerAsync(Role.Analyst, "dana"), await host.CallerAsync(Role.Approver, "omar@example.com"), await host.CallerAsync(Role.Auditor, "ada"), await host.CallerAsync(Role.Reader, "rita"));
        await made.RecordAsync();
        await made.DecideAsync();
        await made.GoOnAsync();
        return made;
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private async Task RecordAsync()
    {
        await AddAsync("/v1/tools", """{"slug":"agent","name":"Coding Agent","publisher":"Vendor","versionScheme":"npm","identifiers":[{"kind":"purl","value":"pkg:npm/agent"}]}""");
        await AddAsync("/v1/tools", """{"slug":"house-agent","name":"House Agent","publisher":"Example & Co","identifiers":[{"kind":"domain","value":"agent.example.com"}]}""");
        await AddAsync($"{Agent}/claims", """{"range":"vers:npm/>=2.1.91|<2.1.197","status":"confirmed","statement":"The client compares proxy settings with a built-in list.\nA match changes its system prompt."}""");
        await AddAsync($"{Agent}/claims", """{"range":"vers:npm/>=2.1.91|<2.1.197","status":"disputed","statement":"The mechanism is a backdoor."}""");
        await AddAsync($"{Agent}/evidence", $$"""{"kind":"report","title":"Reverse-engineering write-up","publisher":"Forum user","url":"https://forum.example/posts/1?a=1&b=2","publishedAt":"2026-06-30","retrievedAt":"2026-07-01","sha256":"{{new string('a', 64)}}","reliability":"D","credibility":3,"stances":{"CL-1":"supports","CL-2":"supports"} }""");
        await AddAsync($"{Agent}/evidence", """{"kind":"vendor_statement","title":"Meant against reselling; to be removed","publisher":"Vendor","reliability":"C","credibility":2,"stances":{"CL-1":"supports","CL-2":"disputes"}}""");
        await AddAsync($"{Agent}/evidence", """{"kind":"unpublished","title":"One unnamed person","publisher":"unnamed","reliability":"F","credibility":6}""");
        await AddAsync($"{Agent}/evidence", """{"kind":"article","title":"Ban over security concerns","publisher":"Daily","url":"https://daily.example/ban","publishedAt":"2026-07-01","reliability":"C","credibility":3,"derivedFrom":["EV-1","EV-3"],"stances":{"CL-2":"supports"}}""");
        await AddAsync($"{Agent}/evidence", """{"kind":"article","title":"Backdoor risk, it is said","publisher":"Weekly","reliability":"D","credibility":3,"derivedFrom":["EV-4"],"stances":{"CL-2":"supports"}}""");
        await AddAsync($"{Agent}/risk-assessments", """{"range":"vers:npm/*","likelihood":"Moderate","impact":"High","rationale":"Source code leaves the company.\n\nNobody can see when.","factors":[{"code":"independent_audit","rating":"High","reason":"There is none."},{"code":"locality_checks","rating":"VeryHigh","reason":"It looks for where it runs."}]}""");
    }

    private async Task DecideAsync()
    {
        await AddAsync("/v1/decisions", """{"tool":"house-agent","ranges":["vers:generic/*"],"phases":[{"from":"2026-07-01T00:00:00Z","disposition":"Approved"}],"publicStatement":"Approved for workplace use."}""");
        await ReviewAsync("/v1/decisions/TR-1");
        await AddAsync("/v1/decisions", """
            {"tool":"agent","ranges":["vers:npm/*"],"scope":{"environments":["workstation"],"regions":["CN","EU"]},
            "phases":[{"from":"2026-07-01T00:00:00+08:00","disposition":"HighRisk"},{"from":"2026-07-10T00:00:00+08:00","disposition":"Banned"}],
            "alternatives":[{"tool":"house-agent","note":"Ask the tools team."}],"constraints":["Not on customers' code."],"claims":["CL-1","CL-2"],"evidence":["EV-2"],"assessment":"RA-1",
            "liftWhen":"an independent audit of a fixed release is published","publicStatement":"Not for workplace use from 10 July.\nUse House Agent.",
            "rationale":"Alleged covert detection of company networks; no independent audit.","reviewBy":"2026-09-15T00:00:00+08:00"}
            """);
        Host.Clock.Advance(TimeSpan.FromMinutes(90));
        await ReviewAsync(Decision);
        await AddAsync("/v1/exceptions", """{"decision":"TR-2","audience":{"groups":["research"]},"from":"2026-07-01T12:00:00Z","until":"2026-08-01T00:00:00Z","reason":"Compares agents.","compensatingControls":["Isolated network.","No company code."],"residualRisk":"Names of projects."}""");
        await ReviewAsync("/v1/exceptions/EX-1");
    }

    private async Task GoOnAsync()
    {
        Host.Clock.Advance(TimeSpan.FromDays(3));
        (await Analyst.VerbAsync(Decision, "reschedule", JsonNode.Parse("""{"reason":"Teams need another week.","phases":[{"from":"2026-07-01T00:00:00+08:00","disposition":"HighRisk"},{"from":"2026-07-17T00:00:00+08:00","disposition":"Banned"}]}"""))).Expect(200);
        Host.Clock.Advance(TimeSpan.FromSeconds(75));
        (await Approver.VerbAsync(Decision, "approve")).Expect(200);
        Host.Clock.Advance(TimeSpan.FromDays(1));
        (await Analyst.PostAsync($"{Agent}/evidence/EV-5/withdraw", new { reason = "The weekly took it back." }, "*")).Expect(200);
        await AddAsync($"{Agent}/releases", """{"version":"2.1.197","releasedAt":"2026-07-05"}""");
        (await Analyst.VerbAsync(Decision, "revise", new { reason = "Only these versions have it.", ranges = new[] { "vers:npm/>=2.1.91|<2.1.197" } })).Expect(200);
        Host.Clock.Advance(TimeSpan.FromHours(1));
    }

    private async Task AddAsync(string path, string body) => (await Analyst.PostAsync(path, body)).Expect(201);

    private async Task ReviewAsync(string path)
    {
        (await Analyst.VerbAsync(path, "propose")).Expect(200);
        (await Approver.VerbAsync(path, "approve")).Expect(200);
    }
}
