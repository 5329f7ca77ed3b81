using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Access;

/// <summary>Who may do what: every request that there is, whether a route sends it or a page.</summary>
internal static class RoleTable
{
    public static readonly Role[] Everyone = [Role.Reader, Role.Analyst, Role.Approver, Role.Auditor, Role.Administrator, Role.Service];
    private static readonly Role[] People = [Role.Reader, Role.Analyst, Role.Approver, Role.Auditor, Role.Administrator];
    private static readonly Role[] Insiders = [Role.Analyst, Role.Approver, Role.Auditor];
    private static readonly Role[] Pullers = [Role.Analyst, Role.Approver, Role.Auditor, Role.Administrator, Role.Service];
    private static readonly Role[] Drafters = [Role.Analyst, Role.Approver];
    private static readonly Role[] Analyst = [Role.Analyst];
    private static readonly Role[] Approver = [Role.Approver];
    private static readonly Role[] Auditor = [Role.Auditor];
    private static readonly Role[] Administrator = [Role.Administrator];
    private static readonly Role[] Overseers = [Role.Auditor, Role.Administrator];

    /// <summary>The roles that each request lets past authorization, by its name, which is its operation's id if a route sends it.</summary>
    public static readonly Dictionary<string, Role[]> Rows = new(StringComparer.Ordinal)
    {
        ["CompleteSetup"] = Everyone,
        ["EndSessions"] = Everyone,
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
        ["RedactAudit"] = Administrator,
        ["ExportAudit"] = Auditor,
        ["GetCheckpoint"] = Auditor,
        ["VerifyAudit"] = Auditor,

        // What pages ask, and no route.
        ["BrowseTools"] = People,
        ["ExplainCheck"] = Everyone,
        ["GetOverview"] = People,
        ["GetPublicDecision"] = Everyone,
        ["GetToolUse"] = Insiders,
        ["PreviewDecision"] = Insiders,
        ["SuggestTools"] = Everyone,
    };

    /// <summary>What nobody needs to be known for.</summary>
    public static readonly string[] Public = ["CompleteSetup", "EndSessions", "Check", "ExplainCheck", "GetPublicDecision", "ListKeys", "SuggestTools"];
}
