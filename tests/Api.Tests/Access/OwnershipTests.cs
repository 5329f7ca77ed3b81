using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Access;

/// <summary>Whose record it is: what its author may do and what another person of the same role, for every request that changes a record.</summary>
public sealed class OwnershipTests(Staff staff) : IClassFixture<Staff>
{
    private const string Done = "done";
    private const string FourEyes = "403 review.four-eyes";

    /// <summary>What happens to who had a hand in the record, and to another person with the same role.</summary>
    private static readonly Dictionary<string, (string Own, string Others)> Table = new(StringComparer.Ordinal)
    {
        ["EditDecision"] = (Done, Done),
        ["ProposeDecision"] = (Done, Done),
        ["CommentDecision"] = (Done, Done),
        ["WithdrawDecision"] = (Done, Done),
        ["ReviseDecision"] = (Done, Done),
        ["RescheduleDecision"] = (Done, Done),
        ["ApproveDecision"] = (FourEyes, Done),
        ["ReturnDecision"] = (Done, Done),
        ["RejectDecision"] = (Done, Done),
        ["ExpediteDecision"] = (Done, Done),
        ["RatifyDecision"] = (FourEyes, Done),
        ["RevokeDecision"] = (Done, Done),
        ["EditException"] = (Done, Done),
        ["ProposeException"] = (Done, Done),
        ["ApproveException"] = (FourEyes, Done),
        ["RejectException"] = (Done, Done),
        ["WithdrawException"] = (Done, Done),
        ["RevokeException"] = (Done, Done),
        ["ApproveRequest"] = (FourEyes, Done),
        ["RejectRequest"] = (FourEyes, Done),
        ["WithdrawRequest"] = (Done, "403 request.not-yours"),
        ["ApproveIdentity"] = (FourEyes, Done),
        ["RejectIdentity"] = (Done, Done),
        ["ChangeChannel"] = (Done, Done),
        ["ApproveChannel"] = (FourEyes, Done),
        ["RejectChannel"] = (Done, Done),
        ["RevokeToken"] = (Done, Done),
    };

    /// <summary>Requests that ask nothing of who wrote before: the facts about tools, and webhooks, are everybody's who may edit them.</summary>
    private static readonly string[] Nobodys =
    [
        "DescribeTool", "IdentifyTool", "AddIdentifier", "AddRelease", "AddClaim", "ChangeClaim", "AddEvidence", "ChangeEvidence", "WithdrawEvidence", "SupersedeEvidence", "StoreEvidenceCopy", "AddAssessment",
        "BeginSantaSync", "UploadSantaEvents", "DownloadSantaRules", "EndSantaSync",
        "ChangeWebhook", "RotateWebhookSecret", "TestWebhook", "ResendDead", "ResendDelivery",
    ];

    public static TheoryData<string> Requests => [.. Table.Keys];

    [Fact]
    public void Request_EachThatChangesARecord_HasARowInTheTable() => Assert.Equal(
        Table.Keys.Concat(Nobodys).Order(StringComparer.Ordinal),
        staff.Document.Operations.Where(o => o.Method != HttpMethod.Get && o.PathParameters.Any()).Select(o => o.Id).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Request_OfARecord_TakesItsAuthorAndOthersAsItsRowSays(string id)
    {
        var role = RoleTable.Rows[id][^1];
        var (author, other) = (await staff.Host.CallerAsync(role, $"author-{id}"), await staff.Host.CallerAsync(role, $"other-{id}"));
        foreach (var (caller, expected) in new[] { (author, Table[id].Own), (other, Table[id].Others) })
        {
            var record = await RecordAsync(id, author);
            var before = await staff.Host.DigestAsync();
            var answer = await SendAsync(id, record, caller);
            Assert.Equal(expected, answer.Status is 200 ? Done : $"{answer.Status} {answer.Code}");
            if (expected != Done)
                Assert.Equal(before, await staff.Host.DigestAsync());
        }
    }

    [Fact]
    public async Task Request_FiledByAnother_IsSeenByInsidersOnly()
    {
        foreach (var role in RoleTable.Rows["GetRequest"])
        {
            var own = await Staff.FileAsync(staff[role]);
            var others = await Staff.FileAsync(await staff.Host.CallerAsync(role, $"other-{role}"));
            var isInsider = RoleTable.Rows["ListExceptions"].Contains(role);
            var list = (await staff[role].GetAsync("/v1/requests?limit=200&sort=-number")).Expect(200)["items"]!.AsArray().Select(r => r!["number"]!.GetValue<string>()).ToArray();
            (await staff[role].GetAsync(own)).Expect(200);
            Assert.Equal(isInsider ? 200 : 404, (await staff[role].GetAsync(others)).Status);
            Assert.Contains(Staff.NumberOf(own), list);
            Assert.Equal(isInsider, list.Contains(Staff.NumberOf(others)));
        }
    }

    /// <summary>A record in which the author, and nobody else who is asked, had a hand, in the state that the request needs.</summary>
    private async Task<string> RecordAsync(string id, Caller author) => id switch
    {
        "RatifyDecision" => await AfterAsync(await staff.DraftAsync(by: staff.Approver), (author, "expedite")),
        "ReviseDecision" or "RescheduleDecision" or "RevokeDecision" => await AfterAsync(await staff.DraftAsync(by: author), (staff.Analyst, "propose"), (staff.Approver, "approve")),
        "EditDecision" or "ProposeDecision" or "WithdrawDecision" or "ExpediteDecision" => await staff.DraftAsync(by: author),
        "ApproveException" or "RejectException" => await AfterAsync(await staff.ExceptAsync(await staff.DecideAsync(), by: author), (author, "propose")),
        "RevokeException" => await AfterAsync(await staff.ExceptAsync(await staff.DecideAsync(), by: author), (author, "propose"), (staff.Approver, "approve")),
        "ApproveIdentity" or "RejectIdentity" => await IdentityAsync(id),
        "ChangeChannel" or "ApproveChannel" or "RejectChannel" => await ChannelAsync(author),
        "RevokeToken" => await TokenAsync(author),
        _ when id.EndsWith("Decision", StringComparison.Ordinal) => await AfterAsync(await staff.DraftAsync(by: author), (staff.Analyst, "propose")),
        _ when id.EndsWith("Exception", StringComparison.Ordinal) => await staff.ExceptAsync(await staff.DecideAsync(), by: author),
        _ when id.EndsWith("Request", StringComparison.Ordinal) => await Staff.FileAsync(author),
        _ => throw new InvalidOperationException($"Say here what record {id} changes."),
    };

    private static async Task<string> AfterAsync(string record, params (Caller By, string Verb)[] steps)
    {
        foreach (var (by, verb) in steps)
            (await by.VerbAsync(record, verb, verb == "expedite" ? new { reason = "It spreads." } : null)).Expect(200);
        return record;
    }

    /// <summary>A change of identity that waits, by the author, who has a token as an Analyst too.</summary>
    private async Task<string> IdentityAsync(string id)
    {
        var tool = await staff.ToolAsync();
        await staff.DecideAsync(tool);
        var author = await staff.Host.CallerAsync(Role.Analyst, $"author-{id}");
        (await author.PostAsync($"/v1/tools/{tool}/identifiers", new { kind = "file-name", value = $"{tool}.exe" })).Expect(202);
        return $"/v1/tools/{tool}/identifiers";
    }

    private static async Task<string> ChannelAsync(Caller author)
    {
        var name = $"owned-{Guid.NewGuid():n}";
        (await author.PostAsync("/v1/channels", new { name, targets = new[] { "rpz" }, acceptsNarrower = true })).Expect(201);
        return $"/v1/channels/{name}";
    }

    private static async Task<string> TokenAsync(Caller author) =>
        $"/v1/tokens/{(await author.PostAsync("/v1/tokens", new { name = "made by the author", owner = "somebody", role = nameof(Role.Reader), expiresAt = RegisterHost.Start.AddDays(30) })).Expect(201)["details"]!["id"]}";

    private static Task<Answer> SendAsync(string id, string record, Caller by) => id switch
    {
        "EditDecision" => by.PutAsync(record, Without(Staff.Terms("unused"), "tool"), "*"),
        "EditException" => by.PutAsync(record, Without(Staff.Exception("unused"), "decision"), "*"),
        "ChangeChannel" => by.PutAsync(record, new { targets = new[] { "rpz", "santa-sync" } }, "*"),
        "CommentDecision" => by.PostAsync($"{record}/comment", new { text = "Why?" }, "*"),
        "RescheduleDecision" => by.PostAsync($"{record}/reschedule", new { reason = "It shifts.", phases = new[] { new { from = "2026-08-01T00:00:00Z", disposition = "Banned" } } }, "*"),
        _ when id.StartsWith("Approve", StringComparison.Ordinal) || id.StartsWith("Propose", StringComparison.Ordinal) || id is "RatifyDecision" or "RejectIdentity" or "RejectChannel" or "WithdrawException" or "WithdrawRequest" or "RevokeToken" =>
            by.PostAsync($"{record}/{VerbOf(id)}", body: null, "*"),
        _ => by.PostAsync($"{record}/{VerbOf(id)}", new { reason = "It is so." }, "*"),
    };

    private static string VerbOf(string id) => id.TakeWhile((c, i) => i == 0 || char.IsLower(c)).Aggregate("", (verb, c) => verb + char.ToLowerInvariant(c));

    private static JsonObject Without(JsonObject body, string member)
    {
        body.Remove(member);
        return body;
    }
}
