using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Access;

/// <summary>Who may do what: the one table, held to every route and every role over HTTP.</summary>
public sealed class RoleTableTests(Samples samples) : IClassFixture<Samples>
{
    private static readonly Role[] Everyone = [Role.Reader, Role.Analyst, Role.Approver, Role.Auditor, Role.Administrator, Role.Service];
    private static readonly Role[] People = [Role.Reader, Role.Analyst, Role.Approver, Role.Auditor, Role.Administrator];
    private static readonly Role[] Insiders = [Role.Analyst, Role.Approver, Role.Auditor];
    private static readonly Role[] Pullers = [Role.Analyst, Role.Approver, Role.Auditor, Role.Administrator, Role.Service];
    private static readonly Role[] Drafters = [Role.Analyst, Role.Approver];
    private static readonly Role[] Analyst = [Role.Analyst];
    private static readonly Role[] Approver = [Role.Approver];
    private static readonly Role[] Auditor = [Role.Auditor];
    private static readonly Role[] Administrator = [Role.Administrator];
    private static readonly Role[] Overseers = [Role.Auditor, Role.Administrator];

    /// <summary>The roles that each operation lets past authorization.</summary>
    private static readonly Dictionary<string, Role[]> Table = new(StringComparer.Ordinal)
    {
        ["CompleteSetup"] = Everyone,
        ["Check"] = Everyone,
        ["CheckBatch"] = Everyone,
        ["CheckSbom"] = Everyone,
        ["ListTools"] = People,
        ["RegisterTool"] = Analyst,
        ["GetTool"] = People,
        ["DescribeTool"] = Analyst,
        ["GetIdentity"] = People,
        ["IdentifyTool"] = Analyst,
        ["AddIdentifier"] = Analyst,
        ["ApproveIdentity"] = Approver,
        ["RejectIdentity"] = Approver,
        ["ListReleases"] = People,
        ["AddRelease"] = Analyst,
        ["ListClaims"] = Insiders,
        ["AddClaim"] = Analyst,
        ["GetClaim"] = Insiders,
        ["ChangeClaim"] = Analyst,
        ["ListEvidence"] = Insiders,
        ["AddEvidence"] = Analyst,
        ["GetEvidence"] = Insiders,
        ["ChangeEvidence"] = Analyst,
        ["WithdrawEvidence"] = Analyst,
        ["SupersedeEvidence"] = Analyst,
        ["StoreEvidenceCopy"] = Analyst,
        ["GetEvidenceCopy"] = Insiders,
        ["ListAssessments"] = Insiders,
        ["AddAssessment"] = Analyst,
        ["GetAssessment"] = Insiders,
        ["GetCurrentAssessment"] = Insiders,
        ["ListDecisions"] = People,
        ["DraftDecision"] = Drafters,
        ["GetDecision"] = People,
        ["EditDecision"] = Drafters,
        ["ListRevisions"] = People,
        ["GetDecisionReport"] = People,
        ["ProposeDecision"] = Analyst,
        ["ApproveDecision"] = Approver,
        ["CommentDecision"] = Drafters,
        ["ReturnDecision"] = Approver,
        ["RejectDecision"] = Approver,
        ["WithdrawDecision"] = Analyst,
        ["ReviseDecision"] = Analyst,
        ["RescheduleDecision"] = Analyst,
        ["ExpediteDecision"] = Approver,
        ["RatifyDecision"] = Approver,
        ["RevokeDecision"] = Approver,
        ["ListExceptions"] = Insiders,
        ["DraftException"] = Drafters,
        ["GetException"] = Insiders,
        ["EditException"] = Drafters,
        ["ProposeException"] = Drafters,
        ["ApproveException"] = Approver,
        ["RejectException"] = Approver,
        ["WithdrawException"] = Drafters,
        ["RevokeException"] = Approver,
        ["ListRequests"] = People,
        ["FileRequest"] = People,
        ["GetRequest"] = People,
        ["ApproveRequest"] = Drafters,
        ["RejectRequest"] = Drafters,
        ["WithdrawRequest"] = People,
        ["GetSnapshot"] = Everyone,
        ["ListKeys"] = Everyone,
        ["RotateKey"] = Administrator,
        ["ListUnknown"] = Insiders,
        ["GetUsage"] = Insiders,
        ["ListReviews"] = Insiders,
        ["GetCis2Report"] = Insiders,
        ["ListChannels"] = Pullers,
        ["GetChannel"] = Pullers,
        ["CreateChannel"] = Administrator,
        ["ChangeChannel"] = Administrator,
        ["ApproveChannel"] = Administrator,
        ["RejectChannel"] = Administrator,
        ["ListTargets"] = Pullers,
        ["PullExport"] = Pullers,
        ["GetFidelity"] = Pullers,
        ["SignExport"] = Pullers,
        ["GetDiff"] = Insiders,
        ["ListPulls"] = Pullers,
        ["ListMachines"] = Pullers,
        ["BeginSantaSync"] = Pullers,
        ["UploadSantaEvents"] = Pullers,
        ["DownloadSantaRules"] = Pullers,
        ["EndSantaSync"] = Pullers,
        ["ListTokens"] = Administrator,
        ["IssueToken"] = Administrator,
        ["GetToken"] = Administrator,
        ["RevokeToken"] = Administrator,
        ["ListWebhooks"] = Overseers,
        ["CreateWebhook"] = Administrator,
        ["GetWebhook"] = Overseers,
        ["ChangeWebhook"] = Administrator,
        ["RotateWebhookSecret"] = Administrator,
        ["TestWebhook"] = Administrator,
        ["ResendDead"] = Administrator,
        ["ListDeliveries"] = Overseers,
        ["GetDelivery"] = Overseers,
        ["ResendDelivery"] = Administrator,
        ["ListEvents"] = Overseers,
        ["ListAudit"] = Auditor,
        ["GetCheckpoint"] = Auditor,
        ["VerifyAudit"] = Auditor,
    };

    /// <summary>What nobody needs a token for.</summary>
    private static readonly string[] Public = ["CompleteSetup", "Check", "ListKeys"];

    [Fact]
    public void Route_Each_HasARowInTheTable() =>
        Assert.Equal(samples.Document.Operations.Select(o => o.Id).Order(StringComparer.Ordinal), Table.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task Role_OutsideTheRow_IsForbiddenAndChangesNothing()
    {
        var wrong = new List<string>();
        var before = await samples.Host.DigestAsync();
        foreach (var operation in samples.Document.Operations)
        {
            foreach (var role in Everyone.Except(Table[operation.Id]))
            {
                var answer = await samples.SendAsync(operation.Id, samples[role]);
                if (answer is not { Status: 403, Code: "access.forbidden" })
                    wrong.Add($"{role} at {operation.Id}: {answer.Status} {answer.Text}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(before, await samples.Host.DigestAsync());
    }

    [Fact]
    public async Task Role_InsideTheRow_GetsPastAuthorization()
    {
        // What one role has approved another finds approved, which is not forbidden but a conflict.
        var wrong = new List<string>();
        foreach (var operation in samples.Document.Operations)
        {
            foreach (var role in Table[operation.Id])
            {
                // The sample asks on behalf of a group, which is a permission of its own; see AnonymousTests.
                var body = operation.Id == "CheckBatch" ? new { checks = new[] { new { subject = "sampled" } } } : null;
                var answer = await samples.SendAsync(operation.Id, samples[role], body);
                if (answer.Status is 401 or >= 500 || answer.Code == "access.forbidden")
                    wrong.Add($"{role} at {operation.Id}: {answer.Status} {answer.Text}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Anonymous_ElsewhereThanAtACheck_IsUnauthenticated()
    {
        var wrong = new List<string>();
        foreach (var operation in samples.Document.Operations.Where(o => !Public.Contains(o.Id)))
        {
            var answer = await samples.SendAsync(operation.Id, samples.Anonymous);
            if (answer is not { Status: 401, Code: "access.unauthenticated" } || answer.Headers.WwwAuthenticate.First().Scheme != "Bearer")
                wrong.Add($"{operation.Id}: {answer.Status} {answer.Text}");
        }

        Assert.Empty(wrong);
        (await samples.SendAsync("Check", samples.Anonymous)).Expect(200);
    }

    [Fact]
    public async Task Anonymous_WithABadBody_IsUnauthenticatedBeforeItIsRead()
    {
        foreach (var operation in samples.Document.Operations.Where(o => o.BodySchema is not null && !Public.Contains(o.Id)))
            (await samples.SendAsync(operation.Id, samples.Anonymous, body: "{")).ExpectProblem(401, "access.unauthenticated");
    }

    [Theory]
    [InlineData("Bearer tr_nonsense")]
    [InlineData("Bearer ")]
    [InlineData("Bearer")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("nonsense")]
    [InlineData("Bearer a b")]
    public async Task Credential_ThatIsNone_IsRefusedEvenAtACheck(string header)
    {
        foreach (var operation in samples.Document.Operations)
        {
            using var request = new HttpRequestMessage(operation.Method, new Uri(samples[operation.Id].Path, UriKind.Relative));
            request.Headers.TryAddWithoutValidation("Authorization", header);
            (await samples.Anonymous.SendAsync(request)).ExpectProblem(401, "access.token-invalid");
        }
    }
}
