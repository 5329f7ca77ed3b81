using System.Text.Json.Serialization;

namespace ToolRegistry.Client;

/// <summary>One step of a decision.</summary>
/// <param name="From">The instant from which it holds.</param>
/// <param name="Disposition"><c>Approved</c>, <c>Constrained</c>, <c>HighRisk</c>, <c>Banned</c> or <c>Lapsed</c>.</param>
public sealed record PhaseBody(DateTimeOffset From, string Disposition);

/// <summary>A tool that is recommended instead.</summary>
/// <param name="Tool">Its slug.</param>
/// <param name="Note">One line of public text.</param>
public sealed record AlternativeBody(string Tool, string? Note = null);

/// <summary>What becomes of an exception when its decision is widened.</summary>
/// <param name="Exception">Such as <c>EX-3</c>.</param>
/// <param name="Keep">True to confirm it, false to end it with the change.</param>
public sealed record ExceptionChoiceBody(string Exception, bool Keep);

/// <summary>What a decision says.</summary>
public record DecisionTermsBody
{
    /// <summary>The versions governed, as <c>vers:npm/&gt;=2.1.91|&lt;2.1.197</c>.</summary>
    public required IReadOnlyList<string> Ranges { get; init; }

    /// <summary>Where it holds; left out: everywhere.</summary>
    public ScopeBody? Scope { get; init; }

    /// <summary>What it says when, in ascending order.</summary>
    public required IReadOnlyList<PhaseBody> Phases { get; init; }

    /// <summary>What to use instead.</summary>
    public IReadOnlyList<AlternativeBody> Alternatives { get; init; } = [];

    /// <summary>Conditions of use; public text.</summary>
    public IReadOnlyList<string> Constraints { get; init; } = [];

    /// <summary>The publisher's identifiers of the tool by which exports may enforce the decision, such as <c>domain:example.com</c>: they hit all that shares them.</summary>
    public IReadOnlyList<string> Identifiers { get; init; } = [];

    /// <summary>The claims (<c>CL-1</c>) that it relies on.</summary>
    public IReadOnlyList<string> Claims { get; init; } = [];

    /// <summary>The evidence (<c>EV-1</c>) that it relies on.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>The risk assessment (<c>RA-1</c>) that it rests on.</summary>
    public string? Assessment { get; init; }

    /// <summary>What would let the restriction be lifted; public text.</summary>
    public string? LiftWhen { get; init; }

    /// <summary>What everyone may read.</summary>
    public required string PublicStatement { get; init; }

    /// <summary>Why; for Analyst, Approver and Auditor only.</summary>
    public string? Rationale { get; init; }

    /// <summary>When the decision is to be reviewed.</summary>
    public DateTimeOffset? ReviewBy { get; init; }
}

/// <summary>A decision to draft.</summary>
public sealed record NewDecisionBody : DecisionTermsBody
{
    /// <summary>The slug of the tool that it governs.</summary>
    [JsonPropertyOrder(-1)]
    public required string Tool { get; init; }
}

/// <summary>Changed terms of a pending revision: all of them.</summary>
public sealed record EditDecisionBody : DecisionTermsBody
{
    /// <summary>What becomes of the exceptions when the decision is widened; left out: as said before.</summary>
    public IReadOnlyList<ExceptionChoiceBody>? Exceptions { get; init; }
}

/// <summary>A revision of what is in force: members that are left out stay as they are.</summary>
public sealed record ReviseBody
{
    /// <summary>Why; internal text.</summary>
    public required string Reason { get; init; }

    /// <summary>The versions governed.</summary>
    public IReadOnlyList<string>? Ranges { get; init; }

    /// <summary>Where it holds.</summary>
    public ScopeBody? Scope { get; init; }

    /// <summary>What it says when.</summary>
    public IReadOnlyList<PhaseBody>? Phases { get; init; }

    /// <summary>What to use instead.</summary>
    public IReadOnlyList<AlternativeBody>? Alternatives { get; init; }

    /// <summary>Conditions of use.</summary>
    public IReadOnlyList<string>? Constraints { get; init; }

    /// <summary>The publisher's identifiers of the tool by which exports may enforce the decision.</summary>
    public IReadOnlyList<string>? Identifiers { get; init; }

    /// <summary>The claims that it relies on.</summary>
    public IReadOnlyList<string>? Claims { get; init; }

    /// <summary>The evidence that it relies on.</summary>
    public IReadOnlyList<string>? Evidence { get; init; }

    /// <summary>The risk assessment that it rests on.</summary>
    public string? Assessment { get; init; }

    /// <summary>What would let the restriction be lifted.</summary>
    public string? LiftWhen { get; init; }

    /// <summary>What everyone may read.</summary>
    public string? PublicStatement { get; init; }

    /// <summary>Why; for Analyst, Approver and Auditor only.</summary>
    public string? Rationale { get; init; }

    /// <summary>When the decision is to be reviewed.</summary>
    public DateTimeOffset? ReviewBy { get; init; }

    /// <summary>What becomes of the exceptions when the decision is widened.</summary>
    public IReadOnlyList<ExceptionChoiceBody> Exceptions { get; init; } = [];
}

/// <summary>Other dates for the same dispositions.</summary>
/// <param name="Reason">Why; internal text.</param>
/// <param name="Phases">All phases with their new dates; dispositions and order stay.</param>
public sealed record RescheduleBody(string Reason, IReadOnlyList<PhaseBody> Phases);

/// <summary>An alternative on record.</summary>
/// <param name="Tool">Its slug.</param>
/// <param name="Note">One line of public text.</param>
/// <param name="OwnProduct">Whether the organization itself publishes it.</param>
public sealed record AlternativeView(string Tool, string? Note, bool OwnProduct);

/// <summary>Enforcement ahead of review.</summary>
/// <param name="By">The Approver who enforced it alone.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why it could not wait.</param>
/// <param name="RatifyBy">Until when someone else must ratify it.</param>
/// <param name="RatifiedBy">Who ratified it.</param>
/// <param name="RatifiedAt">When.</param>
/// <param name="Overdue">Whether nobody ratified it in time.</param>
public sealed record ExpeditionView(string By, DateTimeOffset At, string Reason, DateTimeOffset RatifyBy, string? RatifiedBy, DateTimeOffset? RatifiedAt, bool Overdue);

/// <summary>What is said of a pending revision.</summary>
/// <param name="Text">Internal text, at most 2,000 characters.</param>
public sealed record CommentBody(string Text);

/// <summary>What one person said of a revision.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Text">What.</param>
/// <param name="AsksForChanges">Whether it sent the revision back to its authors.</param>
public sealed record CommentView(string By, DateTimeOffset At, string Text, bool AsksForChanges);

/// <summary>One revision of a decision.</summary>
public sealed record RevisionView
{
    /// <summary>1 for the first.</summary>
    public required int Revision { get; init; }

    /// <summary><c>Initial</c>, <c>Revise</c>, <c>Reschedule</c> or <c>Revoke</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its state.</summary>
    public required string State { get; init; }

    /// <summary>The versions governed.</summary>
    public required IReadOnlyList<string> Ranges { get; init; }

    /// <summary>Where it holds.</summary>
    public required ScopeBody Scope { get; init; }

    /// <summary>What it says when.</summary>
    public required IReadOnlyList<PhaseBody> Phases { get; init; }

    /// <summary>What to use instead.</summary>
    public required IReadOnlyList<AlternativeView> Alternatives { get; init; }

    /// <summary>Conditions of use.</summary>
    public required IReadOnlyList<string> Constraints { get; init; }

    /// <summary>The publisher's identifiers of the tool by which exports may enforce the decision.</summary>
    public required IReadOnlyList<string> Identifiers { get; init; }

    /// <summary>What would let the restriction be lifted.</summary>
    public required string? LiftWhen { get; init; }

    /// <summary>What everyone may read.</summary>
    public required string PublicStatement { get; init; }

    /// <summary>When the decision is to be reviewed.</summary>
    public required DateTimeOffset? ReviewBy { get; init; }

    /// <summary>Whether it restricts and was approved with low confidence; of a pending one, whether it would be now. Null when it never stood.</summary>
    public required bool? Provisional { get; init; }

    /// <summary>How far the evidence carried it when it was approved, and carries it now while it is pending: <c>low</c>, <c>moderate</c> or <c>high</c>.</summary>
    public required string? Confidence { get; init; }

    /// <summary>How many independent origins supported the weakest of its claims, at the same time.</summary>
    public required int? IndependentOrigins { get; init; }

    /// <summary>When the revision was begun.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was proposed.</summary>
    public required DateTimeOffset? ProposedAt { get; init; }

    /// <summary>When it was approved, rejected or withdrawn.</summary>
    public required DateTimeOffset? DecidedAt { get; init; }

    /// <summary>When it was superseded or revoked.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why the decision is as it is; for Analyst, Approver and Auditor only, as all that follows.</summary>
    public string? Rationale { get; init; }

    /// <summary>Why the revision was made.</summary>
    public string? Reason { get; init; }

    /// <summary>Why it was rejected or withdrawn.</summary>
    public string? Outcome { get; init; }

    /// <summary>The claims that it relies on.</summary>
    public IReadOnlyList<string>? Claims { get; init; }

    /// <summary>The evidence that it relies on.</summary>
    public IReadOnlyList<string>? Evidence { get; init; }

    /// <summary>The risk assessment that it rests on.</summary>
    public string? Assessment { get; init; }

    /// <summary>Who wrote, edited or proposed it.</summary>
    public IReadOnlyList<string>? Authors { get; init; }

    /// <summary>Who proposed it.</summary>
    public string? ProposedBy { get; init; }

    /// <summary>Who approved it.</summary>
    public IReadOnlyList<ApprovalView>? Approvals { get; init; }

    /// <summary>What was said of it, oldest first.</summary>
    public IReadOnlyList<CommentView>? Comments { get; init; }

    /// <summary>Its enforcement ahead of review.</summary>
    public ExpeditionView? Expedited { get; init; }

    /// <summary>What becomes of the exceptions when it widens the decision.</summary>
    public IReadOnlyList<ExceptionChoiceBody>? Exceptions { get; init; }
}

/// <summary>A decision.</summary>
public sealed record DecisionView
{
    /// <summary>Such as <c>TR-42</c>.</summary>
    public required string Number { get; init; }

    /// <summary>The slug of the tool that it governs.</summary>
    public required string Tool { get; init; }

    /// <summary>The state of the revision in force, else of the latest one.</summary>
    public required string State { get; init; }

    /// <summary>What it says now; null when it says nothing now.</summary>
    public required string? Disposition { get; init; }

    /// <summary>Whether the revision in force restricts and was approved with low confidence; without one, whether the pending one would be.</summary>
    public required bool Provisional { get; init; }

    /// <summary>How far the evidence carries the decision now: <c>low</c>, <c>moderate</c> or <c>high</c>. It follows the record; <c>provisional</c> does not.</summary>
    public required string Confidence { get; init; }

    /// <summary>How many independent origins support the weakest of its claims now.</summary>
    public required int IndependentOrigins { get; init; }

    /// <summary>Whether something that the decision rests on changed after its approval, so that it must be looked at again; for Analyst, Approver and Auditor only.</summary>
    public required bool? Revalidate { get; init; }

    /// <summary>What changed since its approval, the oldest first; for Analyst, Approver and Auditor only.</summary>
    public required IReadOnlyList<DecisionChangeView>? Changes { get; init; }

    /// <summary>The revision that is approved.</summary>
    public required RevisionView? InForce { get; init; }

    /// <summary>The revision that verbs act on; for Analyst, Approver and Auditor only.</summary>
    public required RevisionView? Pending { get; init; }
}

/// <summary>What changed on record after a decision was approved. It stays until the decision is revised.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who changed it.</param>
/// <param name="Kind"><c>claim_changed</c>, <c>evidence_added</c>, <c>evidence_changed</c>, <c>evidence_withdrawn</c>, <c>evidence_superseded</c>, <c>assessed</c> or <c>released</c>.</param>
/// <param name="Subject">What changed: <c>CL-1</c>, <c>EV-9</c>, <c>RA-7</c>, or a release's version.</param>
/// <param name="What">How it changed.</param>
/// <param name="Reason">Why, as whoever changed it says.</param>
/// <param name="Material">Whether the decision rests on it, and so must be validated again.</param>
/// <param name="OpensLiftReview">Whether it may meet the decision's lift condition.</param>
public sealed record DecisionChangeView(DateTimeOffset At, string By, string Kind, string Subject, string What, string? Reason, bool Material, bool OpensLiftReview);

/// <summary>A decision in a list.</summary>
/// <param name="Number">Such as <c>TR-42</c>.</param>
/// <param name="Tool">The slug of the tool that it governs.</param>
/// <param name="State">The state of the revision in force, else of the latest one.</param>
/// <param name="Disposition">What it says now.</param>
/// <param name="PublicStatement">What everyone may read.</param>
/// <param name="ReviewBy">When it is to be reviewed.</param>
/// <param name="Provisional">Whether it restricts and was approved with low confidence.</param>
/// <param name="PendingState">The state of the pending revision; for Analyst, Approver and Auditor only.</param>
public sealed record DecisionSummary(string Number, string Tool, string State, string? Disposition, string PublicStatement, DateTimeOffset? ReviewBy, bool Provisional, string? PendingState);

/// <summary>All revisions of a decision, the oldest first.</summary>
/// <param name="Items">The revisions.</param>
public sealed record RevisionList(IReadOnlyList<RevisionView> Items);
