using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Features;

/// <summary>People who are gone are taken out of the audit log; the log still verifies, and four eyes still counts who has to be counted.</summary>
public sealed class AuditRedactionTests : IAsyncLifetime
{
    private const string Canary = "canary.bird@example.com";

    private readonly Staff staff = new();
    private Caller canary = null!;

    public async ValueTask InitializeAsync()
    {
        await staff.InitializeAsync();
        canary = await TokenAsync(Role.Analyst);
    }

    public ValueTask DisposeAsync() => staff.DisposeAsync();

    [Fact]
    public async Task Person_WhoIsGone_IsInNoEntryAnyMore_AndTheLogVerifies()
    {
        await WorkAsync();
        await RevokeAllAsync();
        var head = (await staff.Auditor.GetAsync("/v1/audit/verify")).Expect(200);
        Assert.Contains(Canary, await LogAsync(), StringComparison.OrdinalIgnoreCase);

        var done = (await RedactAsync()).Expect(200);
        // What is known: the person's own deeds, and entries of others that name them.
        Assert.InRange(done["entries"]!.GetValue<int>(), 6, 12);
        Assert.Equal(1, done["tokens"]!.GetValue<int>());

        Assert.DoesNotContain(Canary, await LogAsync(), StringComparison.OrdinalIgnoreCase);
        var rows = await staff.Host.WithDatabaseAsync(db => db.Audit.AsNoTracking().OrderBy(a => a.Seq).ToListAsync());
        Assert.All(rows, r => Assert.DoesNotContain(Canary, $"{r.Owner} {r.Subject} {r.Json} {r.Texts}", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(Canary, (await staff.Administrator.GetAsync("/v1/tokens?limit=200")).Text, StringComparison.OrdinalIgnoreCase);

        var verified = (await staff.Auditor.GetAsync("/v1/audit/verify")).Expect(200);
        Assert.True(verified["intact"]!.GetValue<bool>());
        Assert.Equal(head["entries"]!.GetValue<long>() + 1, verified["entries"]!.GetValue<long>());
        Assert.Equal(head["head"]!.GetValue<string>(), rows[^2].Hash);

        // Others and what they said are left.
        Assert.Contains("Names nobody.", await LogAsync(), StringComparison.Ordinal);
        Assert.Equal("administrator", rows[^1].Owner);
        Assert.Equal(("audit.redact", "done"), (rows[^1].Action, rows[^1].Outcome));
        var noted = JsonNode.Parse(rows[^1].Json)!["changes"]![0]!["after"]!;
        Assert.Equal((done["entries"]!.GetValue<int>(), 1), (noted["entries"]!.GetValue<int>(), noted["tokens"]!.GetValue<int>()));
        Assert.Contains("Asked for erasure.", rows[^1].Texts, StringComparison.Ordinal);

        Assert.Equal(0, (await RedactAsync()).Expect(200)["entries"]!.GetValue<int>());
    }

    [Fact]
    public async Task Person_WithATokenOrUnderReview_IsRefused_UntilNothingWaits()
    {
        var decision = await WorkAsync();
        (await RedactAsync()).ExpectProblem(409, "redaction.active-token");
        await RevokeAllAsync();
        var open = await staff.DraftAsync(by: staff.Analyst);
        (await RedactAsync()).Expect(200);

        var back = await TokenAsync(Role.Approver);
        (await staff.Analyst.VerbAsync(open, "propose")).Expect(200);
        (await back.VerbAsync(open, "comment", new { text = "Why?" })).Expect(200);
        await RevokeAllAsync();
        Assert.Contains(Staff.NumberOf(open), (await RedactAsync()).ExpectProblem(409, "redaction.open-review")["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        (await staff.Approver.VerbAsync(open, "reject", new { reason = "No." })).Expect(200);
        (await RedactAsync()).Expect(200);
        // What the record of the decision says of people stays: it is whom four eyes counted.
        Assert.Contains(Canary, (await staff.Auditor.GetAsync(decision)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_OfARedaction_NamesNobodyEither()
    {
        (await staff.Auditor.PostAsync("/v1/audit/redactions", new { owner = "somebody-else", reason = "No." })).ExpectProblem(403, "access.forbidden");
        (await staff.Administrator.PostAsync("/v1/audit/redactions", new { owner = "somebody-else", reason = "Because Somebody-Else left." })).ExpectProblem(400, "request.invalid");
        (await staff.Administrator.PostAsync("/v1/audit/redactions", new { owner = "administrator", reason = "Mine." })).ExpectProblem(403, "redaction.self");
        Assert.DoesNotContain("somebody-else", await LogAsync(), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Leaves the person in all places of the log; returns the address of a decision that they wrote.</summary>
    private async Task<string> WorkAsync()
    {
        var tool = await staff.ToolAsync();
        (await staff.Analyst.PostAsync($"/v1/tools/{tool}/claims", new { range = "vers:npm/*", status = "unverified", statement = $"So {Canary.ToUpperInvariant()} says." })).Expect(201);
        (await staff.Analyst.PostAsync($"/v1/tools/{tool}/claims", new { range = "vers:npm/*", status = "unverified", statement = "Names nobody." })).Expect(201);
        (await canary.PostAsync($"/v1/tools/{tool}/claims", new { range = "vers:npm/*", status = "unverified", statement = "Mine." })).Expect(201);
        var decision = await staff.DraftAsync(tool, by: canary);
        (await canary.VerbAsync(decision, "propose")).Expect(200);
        (await canary.VerbAsync(decision, "approve")).ExpectProblem(403, "access.forbidden");
        (await staff.Approver.VerbAsync(decision, "approve")).Expect(200);
        return decision;
    }

    private Task<Answer> RedactAsync() => staff.Administrator.PostAsync("/v1/audit/redactions", new { owner = Canary, reason = "Asked for erasure." });

    private async Task<string> LogAsync()
    {
        var answers = new List<string>();
        foreach (var path in new[] { "/v1/audit?limit=200", "/v1/audit/export", "/v1/audit/export?format=cef", "/v1/audit/export?format=ocsf" })
            answers.Add((await staff.Auditor.GetAsync(path)).Text);
        return string.Join('\n', answers);
    }

    private async Task<Caller> TokenAsync(Role role)
    {
        var made = (await staff.Administrator.PostAsync("/v1/tokens", new { name = $"Laptop of {Canary}", owner = Canary, role = role.ToString(), expiresAt = staff.Host.Clock.GetUtcNow().AddDays(30) })).Expect(201);
        return new Caller(staff.Host.Address, made["token"]!.GetValue<string>());
    }

    private async Task RevokeAllAsync()
    {
        foreach (var token in (await staff.Administrator.GetAsync($"/v1/tokens?owner={Canary}")).Expect(200)["items"]!.AsArray().Where(t => t!["revokedAt"] is null))
            (await staff.Administrator.PostAsync($"/v1/tokens/{token!["id"]}/revoke", etag: "*")).Expect(200);
    }
}
