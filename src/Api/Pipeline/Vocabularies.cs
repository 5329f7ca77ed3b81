using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using ToolRegistry.Api.Features.Channels;
using ToolRegistry.Api.Features.Claims;
using ToolRegistry.Api.Features.Decisions;
using ToolRegistry.Api.Features.Exceptions;
using ToolRegistry.Api.Features.Requests;
using ToolRegistry.Api.Features.Reviews;
using ToolRegistry.Api.Features.Tokens;
using ToolRegistry.Api.Features.Tools;
using ToolRegistry.Api.Features.Webhooks;
using ToolRegistry.Client;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Reviews;
using ToolRegistry.Domain.Risk;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Domain.Webhooks;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Infrastructure.Webhooks;

namespace ToolRegistry.Api.Pipeline;

/// <summary>Which members and parameters take one of a few words, and which words; the OpenAPI document names them.</summary>
internal static class Vocabularies
{
    private static readonly IReadOnlyList<string> Environments = Scope.KnownEnvironments;
    private static readonly IReadOnlyList<string> Dispositions = Wire.All<Disposition>();
    private static readonly IReadOnlyList<string> States = Wire.All<ReviewState>();
    private static readonly IReadOnlyList<string> RequestStates = [.. new[] { ReviewState.Proposed, ReviewState.Approved, ReviewState.Rejected, ReviewState.Withdrawn }.Select(Wire.Name)];

    private static readonly Dictionary<(Type Record, string Member), IReadOnlyList<string>> Words = new()
    {
        [(typeof(ScopeBody), nameof(ScopeBody.Environments))] = Environments,
        [(typeof(CheckBody), nameof(CheckBody.Environment))] = Environments,
        [(typeof(Features.Checks.Check), nameof(CheckBody.Environment))] = Environments,
        [(typeof(Features.Checks.CheckSbom), nameof(CheckBody.Environment))] = Environments,
        [(typeof(VerdictView), nameof(VerdictView.Outcome))] = Wire.All<Outcome>(),
        [(typeof(VerdictView), nameof(VerdictView.Action))] = Wire.All<CheckAction>(),
        [(typeof(NextChangeView), nameof(NextChangeView.Outcome))] = Wire.All<Outcome>(),
        [(typeof(DeciderView), nameof(DeciderView.Disposition))] = Dispositions,
        [(typeof(RangeFindingView), nameof(RangeFindingView.Disposition))] = Dispositions,
        [(typeof(WebhookTermsBody), nameof(WebhookTermsBody.Format))] = Wire.All<WebhookFormat>(),
        [(typeof(WebhookTermsBody), nameof(WebhookTermsBody.Events))] = WebhookViews.EventNames,
        [(typeof(WebhookView), nameof(WebhookView.Format))] = Wire.All<WebhookFormat>(),
        [(typeof(WebhookView), nameof(WebhookView.Events))] = WebhookViews.EventNames,
        [(typeof(DeliveryView), nameof(DeliveryView.State))] = Wire.All<DeliveryState>(),
        [(typeof(ListDeliveries), nameof(ListDeliveries.State))] = Wire.All<DeliveryState>(),
        [(typeof(ListEvents), nameof(ListEvents.Type))] = WebhookViews.EventNames,
        [(typeof(IdentifierBody), nameof(IdentifierBody.Kind))] = IdentifierKinds.Names,
        [(typeof(NewToolBody), nameof(NewToolBody.VersionScheme))] = VersionScheme.Names,
        [(typeof(IdentityBody), nameof(IdentityBody.VersionScheme))] = VersionScheme.Names,
        [(typeof(PendingIdentityView), nameof(PendingIdentityView.VersionScheme))] = VersionScheme.Names,
        [(typeof(ToolView), nameof(ToolView.VersionScheme))] = VersionScheme.Names,
        [(typeof(ToolDetailsBody), nameof(ToolDetailsBody.SupportStatus))] = Wire.All<SupportStatus>(),
        [(typeof(ToolSummary), nameof(ToolSummary.SupportStatus))] = Wire.All<SupportStatus>(),
        [(typeof(ListTools), nameof(ListTools.SupportStatus))] = Wire.All<SupportStatus>(),
        [(typeof(NewClaimBody), nameof(NewClaimBody.Status))] = Wire.All<ClaimStatus>(),
        [(typeof(ClaimView), nameof(ClaimView.Status))] = Wire.All<ClaimStatus>(),
        [(typeof(ClaimView), nameof(ClaimView.Confidence))] = Wire.All<Confidence>(),
        [(typeof(ClaimVersionView), nameof(ClaimVersionView.Status))] = Wire.All<ClaimStatus>(),
        [(typeof(ChangeClaimBody), nameof(ChangeClaimBody.Status))] = Wire.All<ClaimStatus>(),
        [(typeof(ProvenanceNodeView), nameof(ProvenanceNodeView.Role))] = Wire.All<ProvenanceRole>(),
        [(typeof(EvidenceView), nameof(EvidenceView.Status))] = Wire.All<EvidenceStatus>(),
        [(typeof(EvidenceVersionView), nameof(EvidenceVersionView.Status))] = Wire.All<EvidenceStatus>(),
        [(typeof(ListClaims), nameof(ListClaims.Status))] = Wire.All<ClaimStatus>(),
        [(typeof(NewEvidenceBody), nameof(NewEvidenceBody.Kind))] = Wire.All<EvidenceKind>(),
        [(typeof(NewEvidenceBody), nameof(NewEvidenceBody.Reliability))] = Wire.All<Reliability>(),
        [(typeof(NewAssessmentBody), nameof(NewAssessmentBody.Likelihood))] = Wire.All<RiskLevel>(),
        [(typeof(NewAssessmentBody), nameof(NewAssessmentBody.Impact))] = Wire.All<RiskLevel>(),
        [(typeof(RiskFactorBody), nameof(RiskFactorBody.Rating))] = Wire.All<RiskLevel>(),
        [(typeof(AssessmentView), nameof(AssessmentView.Likelihood))] = Wire.All<RiskLevel>(),
        [(typeof(AssessmentView), nameof(AssessmentView.Impact))] = Wire.All<RiskLevel>(),
        [(typeof(AssessmentView), nameof(AssessmentView.Level))] = Wire.All<RiskLevel>(),
        [(typeof(PhaseBody), nameof(PhaseBody.Disposition))] = Dispositions,
        [(typeof(RevisionView), nameof(RevisionView.Kind))] = Wire.All<RevisionKind>(),
        [(typeof(RevisionView), nameof(RevisionView.State))] = States,
        [(typeof(DecisionView), nameof(DecisionView.State))] = States,
        [(typeof(DecisionView), nameof(DecisionView.Disposition))] = Dispositions,
        [(typeof(DecisionView), nameof(DecisionView.Confidence))] = Wire.All<Confidence>(),
        [(typeof(RevisionView), nameof(RevisionView.Confidence))] = Wire.All<Confidence>(),
        [(typeof(DeciderView), nameof(DeciderView.Confidence))] = Wire.All<Confidence>(),
        [(typeof(DecisionChangeView), nameof(DecisionChangeView.Kind))] = Wire.All<ChangeKind>(),
        [(typeof(DecisionSummary), nameof(DecisionSummary.State))] = States,
        [(typeof(DecisionSummary), nameof(DecisionSummary.Disposition))] = Dispositions,
        [(typeof(DecisionSummary), nameof(DecisionSummary.PendingState))] = States,
        [(typeof(ListDecisions), nameof(ListDecisions.State))] = States,
        [(typeof(GetDecisionReport), nameof(GetDecisionReport.Variant))] = Wire.All<ReportVariant>(),
        [(typeof(ExceptionView), nameof(ExceptionView.State))] = States,
        [(typeof(ListExceptions), nameof(ListExceptions.State))] = States,
        [(typeof(NewRequestBody), nameof(NewRequestBody.Kind))] = Wire.All<RequestKind>(),
        [(typeof(RequestView), nameof(RequestView.Kind))] = Wire.All<RequestKind>(),
        [(typeof(RequestView), nameof(RequestView.State))] = RequestStates,
        [(typeof(ListRequests), nameof(ListRequests.Kind))] = Wire.All<RequestKind>(),
        [(typeof(ListRequests), nameof(ListRequests.State))] = RequestStates,
        [(typeof(NewTokenBody), nameof(NewTokenBody.Role))] = Wire.All<Role>(),
        [(typeof(TokenView), nameof(TokenView.Role))] = Wire.All<Role>(),
        [(typeof(ListTokens), nameof(ListTokens.Role))] = Wire.All<Role>(),
        [(typeof(InventoryRowView), nameof(InventoryRowView.AuthorizationStatus))] = Wire.All<Outcome>(),
        [(typeof(UnknownSoftwareView), nameof(UnknownSoftwareView.Environments))] = Environments,
        [(typeof(UsageItemView), nameof(UsageItemView.Environment))] = Environments,
        [(typeof(UsageItemView), nameof(UsageItemView.OutcomeWithout))] = Wire.All<Outcome>(),
        [(typeof(UsageItemView), nameof(UsageItemView.OutcomeWith))] = Wire.All<Outcome>(),
        [(typeof(UsageItemView), nameof(UsageItemView.ActionWithout))] = Wire.All<CheckAction>(),
        [(typeof(UsageItemView), nameof(UsageItemView.ActionWith))] = Wire.All<CheckAction>(),
        [(typeof(Features.Insights.ListUnknown), nameof(Features.Insights.ListUnknown.Environment))] = Environments,
        [(typeof(ReviewItemView), nameof(ReviewItemView.Kind))] = Wire.All<ReviewKind>(),
        [(typeof(ListReviews), nameof(ListReviews.Kind))] = Wire.All<ReviewKind>(),
        [(typeof(FidelityFinding), nameof(FidelityFinding.Disposition))] = Dispositions,
        [(typeof(FidelityFinding), nameof(FidelityFinding.Fidelity))] = Wire.All<Domain.Fidelity>(),
        [(typeof(RuleSayingView), nameof(RuleSayingView.Disposition))] = Dispositions,
        [(typeof(RuleSayingView), nameof(RuleSayingView.Fidelity))] = Wire.All<Domain.Fidelity>(),
        [(typeof(RuleChangeView), nameof(RuleChangeView.Change))] = ["added", "removed", "changed"],
        [(typeof(ChannelTermsBody), nameof(ChannelTermsBody.Dispositions))] = ChannelViews.Dispositions,
        [(typeof(ChannelTermsBody), nameof(ChannelTermsBody.Unknown))] = [ChannelViews.Allow, ChannelViews.Deny],
        [(typeof(Features.Audit.ExportAudit), nameof(Features.Audit.ExportAudit.Format))] = Wire.All<Features.Audit.AuditFormat>(),
        [(typeof(AuditEntryView), nameof(AuditEntryView.Outcome))] = ["done", "refused"],
    };

    /// <summary>The words of a member of a wire record; null: it takes any text.</summary>
    public static IReadOnlyList<string>? Of(JsonPropertyInfo member) =>
        (member.AttributeProvider as MemberInfo) is { DeclaringType: { } record, Name: var name } ? Words.GetValueOrDefault((record, name)) : null;

    /// <summary>The words of a query parameter of the route that sends a message; null: it takes any text.</summary>
    public static IReadOnlyList<string>? Of(Type message, string parameter) =>
        Words.GetValueOrDefault((message, char.ToUpperInvariant(parameter[0]) + parameter[1..]));
}
