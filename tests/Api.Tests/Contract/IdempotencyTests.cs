using System.Text.Json.Nodes;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Contract;

/// <summary>A request that carries an Idempotency-Key is safe to repeat.</summary>
public sealed class IdempotencyTests(Samples samples) : IClassFixture<Samples>
{
    private static int tests;

    // Tests share a register, so each has keys of its own.
    private readonly string one = $"one-{Interlocked.Increment(ref tests)}";

    [Fact]
    public async Task Operation_EachThatCreates_ReplaysItsAnswer()
    {
        await using var own = await Samples.StartAsync();
        var operations = own.Document.Operations.Where(o => o.Requires("Idempotency-Key") is not null).Select(o => o.Id).ToArray();
        Assert.Equal(["AddAssessment", "AddClaim", "AddEvidence", "AddIdentifier", "AddRelease", "CreateChannel", "CreateWebhook", "DraftDecision", "DraftException", "FileRequest", "IssueToken", "RegisterTool", "RescheduleDecision", "ReviseDecision", "RotateKey"], operations.Order(StringComparer.Ordinal));
        foreach (var operation in operations.Where(o => o is not ("IssueToken" or "CreateWebhook")))
        {
            var first = await own.SendAsync(operation, key: one);
            Assert.InRange(first.Status, 200, 299);
            var digest = await own.Host.DigestAsync();
            var second = await own.SendAsync(operation, key: one);
            Assert.Equal((first.Status, first.Text, first.Location, first.ETag, first.MediaType), (second.Status, second.Text, second.Location, second.ETag, second.MediaType));
            Assert.True(digest == await own.Host.DigestAsync(), $"{operation}, repeated, changed the database.");
        }
    }

    [Fact]
    public async Task Replay_LeavesNoAuditEntry()
    {
        await samples.SendAsync("AddClaim", key: one);
        var before = await SeqAsync();
        (await samples.SendAsync("AddClaim", key: one)).Expect(201);
        Assert.Equal(before, await SeqAsync());
        (await samples.SendAsync("AddClaim", key: "two")).Expect(201);
        Assert.Equal(before + 1, await SeqAsync());
    }

    [Fact]
    public async Task Replay_AfterTheRecordWentOn_IsTheAnswerOfThen()
    {
        var first = await samples.SendAsync("DraftDecision", key: "draft");
        (await samples.Analyst.VerbAsync(first.Location!.OriginalString, "propose")).Expect(200);
        var second = await samples.SendAsync("DraftDecision", key: "draft");
        Assert.Equal((first.Text, first.ETag), (second.Text, second.ETag));
    }

    [Fact]
    public async Task Key_WithAnotherBody_IsRefusedAndChangesNothing()
    {
        (await samples.SendAsync("AddClaim", key: one)).Expect(201);
        var digest = await samples.Host.DigestAsync();
        var other = samples["AddClaim"].Body!.DeepClone().AsObject();
        other["statement"] = "Another one.";
        (await samples.SendAsync("AddClaim", body: other, key: one)).ExpectProblem(422, "idempotency.other-request");
        Assert.Equal(digest, await samples.Host.DigestAsync());
    }

    [Fact]
    public async Task Key_ForAnotherRecord_IsRefused()
    {
        (await samples.Analyst.PostAsync("/v1/tools/sampled/claims", samples["AddClaim"].Body, key: one)).Expect(201);
        (await samples.Analyst.PostAsync("/v1/tools/instead/claims", samples["AddClaim"].Body, key: one)).ExpectProblem(422, "idempotency.other-request");
    }

    [Fact]
    public async Task Body_WrittenOtherwise_IsTheSameRequest()
    {
        var first = await samples.SendAsync("AddClaim", key: one);
        var members = samples["AddClaim"].Body!.Reverse().Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()));
        var second = await samples.SendAsync("AddClaim", body: $"  {new JsonObject(members).ToJsonString()}  ", key: one);
        Assert.Equal((201, first.Text), (second.Status, second.Text));
    }

    [Fact]
    public async Task Key_OfAnotherPersonTokenOrRoute_IsAnotherKey()
    {
        var first = (await samples.SendAsync("DraftException", key: one)).Expect(201)["number"]!.GetValue<string>();
        var otherPerson = (await samples.SendAsync("DraftException", samples.Approver, key: one)).Expect(201)["number"]!.GetValue<string>();
        var (_, token) = await samples.TokenAsync(Role.Analyst, "analyst");
        var otherToken = (await samples.SendAsync("DraftException", token, key: one)).Expect(201)["number"]!.GetValue<string>();
        (await samples.SendAsync("FileRequest", samples.Analyst, key: one)).Expect(201);
        Assert.Equal(3, new[] { first, otherPerson, otherToken }.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Key_After24Hours_CreatesAnew()
    {
        var first = (await samples.SendAsync("AddClaim", key: one)).Expect(201)["number"]!.GetValue<string>();
        samples.Host.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromTicks(1));
        Assert.Equal(first, (await samples.SendAsync("AddClaim", key: one)).Expect(201)["number"]!.GetValue<string>());
        samples.Host.Clock.Advance(TimeSpan.FromTicks(1));
        var anew = (await samples.SendAsync("AddClaim", key: one)).Expect(201)["number"]!.GetValue<string>();
        Assert.NotEqual(first, anew);
        Assert.Equal(anew, (await samples.SendAsync("AddClaim", key: one)).Expect(201)["number"]!.GetValue<string>());
    }

    [Fact]
    public async Task Key_After24Hours_TakesAnotherBody()
    {
        (await samples.SendAsync("AddClaim", key: one)).Expect(201);
        samples.Host.Clock.Advance(TimeSpan.FromHours(24));
        var other = samples["AddClaim"].Body!.DeepClone().AsObject();
        other["statement"] = "Another one.";
        (await samples.SendAsync("AddClaim", body: other, key: one)).Expect(201);
    }

    [Theory]
    [InlineData("IssueToken", "tr_")]
    [InlineData("CreateWebhook", "whsec_")]
    public async Task Secret_Repeated_IsNotShownAgain(string operation, string prefix)
    {
        (await samples.SendAsync(operation, key: one)).Expect(201);
        var digest = await samples.Host.DigestAsync();
        var second = await samples.SendAsync(operation, key: one);
        second.ExpectProblem(409, "idempotency.secret");
        Assert.DoesNotContain(prefix, second.Text, StringComparison.Ordinal);
        Assert.Equal(digest, await samples.Host.DigestAsync());
        Assert.DoesNotContain(prefix, await samples.Host.WithDatabaseAsync(db => Task.FromResult(string.Concat(db.Idempotency.Select(r => r.Answer)))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ReviseDecision")]
    [InlineData("RescheduleDecision")]
    public async Task Verb_RepeatedWithTheOldETag_IsReplayed(string operation)
    {
        var record = samples[operation].Path[..samples[operation].Path.LastIndexOf('/')];
        var etag = (await samples.Analyst.GetAsync(record)).ETag;
        var first = await samples.SendAsync(operation, etag: etag, key: one);
        first.Expect(200);
        Assert.NotEqual(etag, first.ETag);
        var second = await samples.SendAsync(operation, etag: etag, key: one);
        Assert.Equal((200, first.Text, first.ETag), (second.Status, second.Text, second.ETag));
        (await samples.SendAsync(operation, etag: etag, key: "two")).ExpectProblem(412, "precondition.stale");
    }

    [Fact]
    public async Task Requests_AtTheSameTime_CreateOneRecord()
    {
        var before = await ClaimsAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => samples.SendAsync("AddClaim", key: one)));
        Assert.Single(answers.Select(a => a.Expect(201)["number"]!.GetValue<string>()).Distinct(StringComparer.Ordinal));
        Assert.Equal(before + 1, await ClaimsAsync());
    }

    [Fact]
    public async Task Refusal_UnderAKey_IsNotKept()
    {
        var spoilt = samples["DraftDecision"].Body!.DeepClone().AsObject();
        spoilt["alternatives"] = new JsonArray(new JsonObject { ["tool"] = "later" });
        (await samples.SendAsync("DraftDecision", body: spoilt, key: one)).ExpectProblem(409, "decision.reference-unknown");
        (await samples.SendAsync("DraftDecision", samples[Role.Reader], key: one)).ExpectProblem(403, "access.forbidden");
        await samples.ToolAsync("later");
        (await samples.SendAsync("DraftDecision", body: spoilt, key: one)).Expect(201);
    }

    [Fact]
    public async Task Key_WithoutPermission_ShowsNoAnswer()
    {
        (await samples.SendAsync("RegisterTool", key: one)).Expect(201);
        (await samples.SendAsync("RegisterTool", samples.Auditor, key: one)).ExpectProblem(403, "access.forbidden");
        (await samples.SendAsync("RegisterTool", samples.Anonymous, key: one)).ExpectProblem(401, "access.unauthenticated");
    }

    private Task<int> ClaimsAsync() => samples.Host.WithDatabaseAsync(db => Task.FromResult(db.Claims.Count()));

    private async Task<long> SeqAsync() =>
        (await samples.Auditor.GetAsync("/v1/audit?sort=-seq&limit=1")).Expect(200)["items"]![0]!["seq"]!.GetValue<long>();
}
