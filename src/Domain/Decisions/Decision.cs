namespace ToolRegistry.Domain.Decisions;

/// <summary>
/// The record that governs a tool. States belong to its revisions; at most one revision is pending and verbs act on it;
/// at most one is in force. Whether it is scheduled, in force or ended at an instant is read from its phases.
/// </summary>
public sealed partial class Decision
{
    /// <summary>Within what time an expedited decision must be ratified.</summary>
    public static readonly TimeSpan RatificationTime = TimeSpan.FromHours(72);

    /// <summary>Within what time a restriction that was approved with low confidence is reviewed.</summary>
    public static readonly TimeSpan ProvisionalTime = TimeSpan.FromDays(90);

    private readonly List<DecisionRevision> revisions = [];

    private Decision() => Tool = null!;

    private Decision(int number, string tool) => (Number, Tool) = (number, tool);

    /// <summary>The number; written <c>TR-42</c>.</summary>
    public int Number { get; private set; }

    /// <summary>The slug of the tool that it governs.</summary>
    public string Tool { get; private set; }

    /// <summary>All revisions in the order they were made. Dates that ever stood are kept in them.</summary>
    // A database gives them back in any order.
    public IReadOnlyList<DecisionRevision> Revisions => [.. revisions.OrderBy(r => r.Number)];

    /// <summary>The revision that is approved, or null.</summary>
    public DecisionRevision? InForce => revisions.Find(r => r.State == ReviewState.Approved);

    /// <summary>The revision that verbs act on, or null.</summary>
    public DecisionRevision? Pending => revisions.Find(r => r.IsPending);

    /// <summary>
    /// The revision whose matter is in force: a reschedule moves the dates of the one before it, and decides nothing anew.
    /// Null when none is in force.
    /// </summary>
    public DecisionRevision? Substance => InForce is { } inForce
        ? Revisions.Last(r => r.Number <= inForce.Number && r.Kind != RevisionKind.Reschedule && r.State is ReviewState.Approved or ReviewState.Superseded)
        : null;

    /// <summary>The revision by which people see what the decision is about to say: the pending one, else the one in force, else the latest.</summary>
    public DecisionRevision Foremost => Pending ?? InForce ?? Revisions[^1];

    /// <summary>The state of the revision in force, else of the latest one.</summary>
    public ReviewState State => (InForce ?? Revisions[^1]).State;

    /// <summary>Begins a decision as a draft.</summary>
    /// <exception cref="DomainException"><c>decision.alternative-is-itself</c></exception>
    public static Decision Draft(int number, string tool, DecisionTerms terms, Owner by, DateTimeOffset at)
    {
        var decision = new Decision(number, tool);
        decision.Add(RevisionKind.Initial, terms, by, at, reason: null);
        return decision;
    }

    /// <summary>Changes what the pending revision says; approvals given are dropped.</summary>
    /// <exception cref="DomainException"><c>decision.nothing-pending</c>, <c>decision.not-editable</c>, <c>decision.alternative-is-itself</c></exception>
    public void Edit(DecisionTerms terms, IReadOnlyList<ExceptionChoice>? exceptions, Owner by)
    {
        var pending = RequirePending();
        RequireEditable(pending);
        RequireOtherAlternatives(terms);
        pending.Terms = terms;
        pending.Exceptions = exceptions ?? pending.Exceptions;
        pending.Review = pending.Review.Edited(by);
    }

    /// <summary>Puts the draft forward for review.</summary>
    /// <param name="exceptions">The decision's exceptions, for a revision that widens it.</param>
    /// <param name="by">Who proposes; counts as an author.</param>
    /// <param name="at">Now.</param>
    /// <exception cref="DomainException"><c>decision.nothing-pending</c>, <c>decision.wrong-state</c>, <c>decision.exceptions-open</c></exception>
    public void Propose(IReadOnlyList<ExceptionRecord> exceptions, Owner by, DateTimeOffset at)
    {
        var pending = RequirePending(ReviewState.Draft);
        RequireExceptionsSettled(pending, exceptions, at);
        pending.State = ReviewState.Proposed;
        pending.Review = pending.Review.Edited(by);
        (pending.ProposedBy, pending.ProposedAt) = (by, at);
    }

    /// <summary>Approves the pending revision; with enough approvals it takes force and its predecessor is superseded.</summary>
    /// <exception cref="DomainException"><c>decision.nothing-pending</c>, <c>decision.wrong-state</c>, <c>review.four-eyes</c>, <c>review.already-approved</c>, <c>decision.alternative-not-approved</c>, <c>decision.exceptions-open</c>, <c>decision.review-required</c>, <c>decision.review-too-late</c></exception>
    public void Approve(ApprovalRules rules, IReadOnlyList<ExceptionRecord> exceptions, Owner by, DateTimeOffset at)
    {
        var pending = RequirePending(ReviewState.Proposed);
        var review = pending.Review.Approved(by, at);
        if (pending.Kind != RevisionKind.Revoke)
        {
            RequireApprovedAlternatives(rules);
            RequireExceptionsSettled(pending, exceptions, at);
            RequireReviewDate(pending, rules.Support, at);
        }

        pending.Review = review;
        if (review.Approvals.Count >= rules.ApprovalsNeeded)
            Enact(pending, rules, exceptions, at);
    }

    /// <summary>Says something of the pending revision; approvals given stand.</summary>
    /// <exception cref="DomainException"><c>decision.nothing-pending</c>, <c>review.comment-required</c>, <c>review.too-many-comments</c></exception>
    public void Comment(string text, Owner by, DateTimeOffset at)
    {
        var pending = RequirePending();
        pending.Review = pending.Review.Commented(new Comment(by, at, text));
    }

    /// <summary>Sends the proposed revision back to its authors as a draft, and says what to change; approvals given are dropped.</summary>
    /// <exception cref="DomainException"><c>decision.nothing-pending</c>, <c>decision.wrong-state</c>, <c>decision.not-editable</c>, <c>review.too-many-comments</c></exception>
    public void Return(string reason, Owner by, DateTimeOffset at)
    {
        Reasons.Checked(reason);
        var pending = RequirePending(ReviewState.Proposed);
        RequireEditable(pending);
        pending.Review = pending.Review.SentBack(new Comment(by, at, reason, AsksForChanges: true));
        pending.State = ReviewState.Draft;
    }

    /// <summary>Refuses the pending revision.</summary>
    /// <exception cref="DomainException"><c>decision.nothing-pending</c>, <c>decision.wrong-state</c></exception>
    public void Reject(string reason, DateTimeOffset at)
    {
        Reasons.Checked(reason);
        Close(RequirePending(ReviewState.Proposed), ReviewState.Rejected, reason, at);
    }

    /// <summary>Takes the pending revision back, draft or proposed.</summary>
    /// <exception cref="DomainException"><c>decision.nothing-pending</c></exception>
    public void Withdraw(string? reason, DateTimeOffset at) => Close(RequirePending(), ReviewState.Withdrawn, reason, at);

    /// <summary>Begins a revision of what is in force, as a draft; the approved one stays in force until this is approved.</summary>
    /// <exception cref="DomainException"><c>decision.not-in-force</c>, <c>decision.pending-exists</c>, <c>decision.alternative-is-itself</c></exception>
    public void Revise(DecisionTerms terms, IReadOnlyList<ExceptionChoice> exceptions, string reason, Owner by, DateTimeOffset at)
    {
        Reasons.Checked(reason);
        RequireInForce();
        RequireNothingPending();
        Add(RevisionKind.Revise, terms, by, at, reason).Exceptions = exceptions;
    }

    /// <summary>Proposes other dates for the same dispositions in the same order.</summary>
    /// <exception cref="DomainException"><c>decision.not-in-force</c>, <c>decision.pending-exists</c>, <c>decision.dates-only</c></exception>
    public void Reschedule(Schedule schedule, string reason, Owner by, DateTimeOffset at)
    {
        Reasons.Checked(reason);
        var inForce = RequireInForce();
        RequireNothingPending();
        if (!inForce.Terms.Schedule.DiffersInDatesOnly(schedule))
            throw DomainException.Conflict("decision.dates-only", "A reschedule moves at least one date and nothing else: keep the dispositions and their order, or revise the decision.", "phases");
        var revision = Add(RevisionKind.Reschedule, inForce.Terms.With(schedule), by, at, reason);
        revision.State = ReviewState.Proposed;
        (revision.ProposedBy, revision.ProposedAt) = (by, at);
    }

    /// <summary>
    /// Ends the decision. While it restricts, or is going to, that loosens and waits for another person's approval;
    /// else it ends at once.
    /// </summary>
    /// <exception cref="DomainException"><c>decision.not-in-force</c>, <c>decision.pending-exists</c></exception>
    public void Revoke(string reason, Owner by, DateTimeOffset at)
    {
        Reasons.Checked(reason);
        var inForce = RequireInForce();
        RequireNothingPending();
        var revision = Add(RevisionKind.Revoke, inForce.Terms, by, at, reason);
        revision.State = ReviewState.Proposed;
        (revision.ProposedBy, revision.ProposedAt) = (by, at);
        if (!inForce.Terms.Schedule.RestrictsFrom(at))
            End(revision, at);
    }

    private void Enact(DecisionRevision revision, ApprovalRules rules, IReadOnlyList<ExceptionRecord> exceptions, DateTimeOffset at)
    {
        if (revision.Kind == RevisionKind.Revoke)
        {
            End(revision, at);
            return;
        }

        Supersede(at);
        (revision.State, revision.DecidedAt) = (ReviewState.Approved, at);
        (revision.Support, revision.RiskLevel, revision.ReviewBy) = (rules.Support, rules.RiskLevel, revision.Terms.ReviewDue(at));
        foreach (var exception in exceptions.Where(e => revision.Exceptions.Any(c => c.Exception == e.Number && !c.Keep)))
            exception.EndWithDecision(at);
    }

    private void End(DecisionRevision revocation, DateTimeOffset at)
    {
        Supersede(at);
        (revocation.State, revocation.DecidedAt) = (ReviewState.Revoked, at);
    }

    private void Supersede(DateTimeOffset at)
    {
        if (InForce is { } predecessor)
            (predecessor.State, predecessor.EndedAt) = (ReviewState.Superseded, at);
    }

    private DecisionRevision Add(RevisionKind kind, DecisionTerms terms, Owner by, DateTimeOffset at, string? reason)
    {
        RequireOtherAlternatives(terms);
        var revision = new DecisionRevision(revisions.Count + 1, kind, terms, by, at, reason);
        revisions.Add(revision);
        return revision;
    }

    private static void Close(DecisionRevision pending, ReviewState state, string? reason, DateTimeOffset at) =>
        (pending.State, pending.DecidedAt, pending.Outcome) = (state, at, reason);
}
