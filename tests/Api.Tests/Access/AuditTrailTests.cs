using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Access;

/// <summary>What is put on record: every change, every refusal of a person by permission, four eyes or state, and nothing else.</summary>
public sealed class AuditTrailTests(Staff staff) : IClassFixture<Staff>
{
    [Fact]
    public async Task Refusal_ByPermission_IsOnRecord()
    {
        var tool = await staff.ToolAsync();
        var entry = await AddedAsync(() => staff[Role.Reader].PostAsync($"/v1/tools/{tool}/identifiers", new { kind = "file-name", value = "x.exe" }), 403);
        Assert.Equal(("reader", "tool.add-identifier", tool, "refused", "access.forbidden"), Facts(entry));
    }

    [Fact]
    public async Task Refusal_ByFourEyes_IsOnRecord()
    {
        var decision = await staff.DraftAsync(by: staff.Approver);
        (await staff.Analyst.VerbAsync(decision, "propose")).Expect(200);
        var entry = await AddedAsync(() => staff.Approver.VerbAsync(decision, "approve"), 403);
        Assert.Equal(("approver", "decision.approve", Staff.NumberOf(decision), "refused", "review.four-eyes"), Facts(entry));
    }

    [Fact]
    public async Task Refusal_ByState_IsOnRecord()
    {
        var decision = await staff.DraftAsync();
        var entry = await AddedAsync(() => staff.Approver.VerbAsync(decision, "approve"), 409);
        Assert.Equal(("approver", "decision.approve", Staff.NumberOf(decision), "refused", "decision.wrong-state"), Facts(entry));
    }

    [Fact]
    public async Task Refusal_OfAReader_IsOnRecordForReadingToo()
    {
        var entry = await AddedAsync(() => staff[Role.Reader].GetAsync("/v1/audit"), 403);
        Assert.Equal(("reader", "refused", "access.forbidden"), (Facts(entry).Owner, Facts(entry).Outcome, Facts(entry).Code));
    }

    [Fact]
    public async Task Refusal_OfOtherKinds_IsNotOnRecord()
    {
        var decision = await staff.DraftAsync();
        var before = await SeqAsync();
        (await staff.Analyst.PostAsync("/v1/decisions", "{")).ExpectProblem(400, "request.malformed");
        (await staff.Analyst.PostAsync("/v1/tools", new { slug = "Not A Slug", name = "n", publisher = "p" })).ExpectProblem(400, "request.invalid");
        (await staff.Analyst.GetAsync("/v1/decisions/TR-999999")).ExpectProblem(404, "decision.not-found");
        (await staff.Analyst.PostAsync($"{decision}/propose", etag: "\"999\"")).ExpectProblem(412, "precondition.stale");
        (await staff.Analyst.PostAsync($"{decision}/propose")).ExpectProblem(428, "precondition.required");
        (await staff.Anonymous.GetAsync("/v1/tools")).ExpectProblem(401, "access.unauthenticated");
        (await new Caller(staff.Host.Address, "tr_nonsense").GetAsync("/v1/tools")).ExpectProblem(401, "access.token-invalid");
        Assert.Equal(before, await SeqAsync());
    }

    [Fact]
    public async Task Change_Made_IsOnRecordOnce()
    {
        var decision = await staff.DraftAsync();
        var entry = await AddedAsync(() => staff.Analyst.VerbAsync(decision, "propose"), 200);
        Assert.Equal(("analyst", "decision.propose", Staff.NumberOf(decision), "done", null), Facts(entry));
        var sealedEntry = JsonNode.Parse(entry["entry"]!.GetValue<string>())!;
        Assert.Equal(("Draft", "Proposed"), (sealedEntry["changes"]![0]!["before"]!["state"]!.GetValue<string>(), sealedEntry["changes"]![0]!["after"]!["state"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Chain_AfterChangesAndRefusals_Verifies()
    {
        await staff.DecideAsync();
        (await staff[Role.Reader].GetAsync("/v1/audit")).ExpectProblem(403, "access.forbidden");
        var verification = (await staff.Auditor.GetAsync("/v1/audit/verify")).Expect(200);
        Assert.True(verification["intact"]!.GetValue<bool>());
        Assert.Equal(await SeqAsync(), verification["entries"]!.GetValue<long>());
    }

    [Fact]
    public async Task Entry_SealsTheOneBefore()
    {
        await staff.ToolAsync();
        var entries = (await staff.Auditor.GetAsync("/v1/audit?limit=200")).Expect(200)["items"]!.AsArray();
        Assert.Equal(Enumerable.Range(1, entries.Count), entries.Select(e => e!["seq"]!.GetValue<int>()));
        foreach (var (previous, entry) in entries.Zip(entries.Skip(1)))
        {
            Assert.Equal(previous!["hash"]!.GetValue<string>(), entry!["previousHash"]!.GetValue<string>());
            byte[] content = [.. Convert.FromHexString(entry["previousHash"]!.GetValue<string>()), .. System.Text.Encoding.UTF8.GetBytes(entry["entry"]!.GetValue<string>())];
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)), entry["hash"]!.GetValue<string>());
        }
    }

    private static (string? Owner, string Action, string Subject, string Outcome, string? Code) Facts(JsonNode entry) =>
        (entry["owner"]?.GetValue<string>(), entry["action"]!.GetValue<string>(), entry["subject"]!.GetValue<string>(), entry["outcome"]!.GetValue<string>(), entry["code"]?.GetValue<string>());

    /// <summary>The one entry that a request adds; a refused one changes nothing else.</summary>
    private async Task<JsonNode> AddedAsync(Func<Task<Answer>> request, int status)
    {
        var (seq, digest) = (await SeqAsync(), await staff.Host.DigestAsync());
        (await request()).Expect(status);
        Assert.Equal(status >= 400, digest == await staff.Host.DigestAsync());
        var entry = (await LatestAsync())!;
        Assert.Equal(seq + 1, entry["seq"]!.GetValue<long>());
        return entry;
    }

    private async Task<long> SeqAsync() => (await LatestAsync())["seq"]!.GetValue<long>();

    private async Task<JsonNode> LatestAsync() => (await staff.Auditor.GetAsync("/v1/audit?sort=-seq&limit=1")).Expect(200)["items"]![0]!;
}
