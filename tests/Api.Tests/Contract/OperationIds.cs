namespace ToolRegistry.Api.Tests.Contract;

/// <summary>The operations that have a body, by name, so that each stands in the list of tests. A test holds the list to the document.</summary>
internal static class OperationIds
{
    public static readonly IReadOnlyList<string> WithBody =
    [
        "AddAssessment", "AddClaim", "AddEvidence", "AddIdentifier", "AddRelease", "ApproveRequest", "ChangeChannel", "ChangeClaim", "ChangeEvidence", "ChangeWebhook", "CheckBatch", "CommentDecision", "CompleteSetup", "CreateChannel", "CreateWebhook", "DescribeTool", "DraftDecision", "DraftException",
        "EditDecision", "EditException", "ExpediteDecision", "FileRequest", "IdentifyTool", "IssueToken", "RedactAudit", "RegisterTool", "RejectDecision", "RejectException", "RejectRequest",
        "RescheduleDecision", "ReturnDecision", "ReviseDecision", "RevokeDecision", "RevokeException", "SupersedeEvidence", "WithdrawDecision", "WithdrawEvidence",
    ];
}
