using ToolRegistry.Domain.Evidence;

namespace ToolRegistry.Domain.Decisions;

public sealed partial class Decision
{
    /// <summary>
    /// Enforces the pending revision at once, by one Approver alone, who may have drafted it; someone else must ratify
    /// it within <see cref="RatificationTime"/>. Only where no answer becomes more permissive.
    /// </summary>
    /// <exception cref="DomainException"><c>decision.nothing-pending</c>, <c>decision.not-editable</c>, <c>decision.protected</c>, <c>decision.expedite-loosens</c>, <c>decision.alternative-not-approved</c>, <c>decision.exceptions-open</c>, <c>decision.review-required</c>, <c>decision.review-too-late</c></exception>
    public void Expedite(ApprovalRules rules, IReadOnlyList<ExceptionRecord> exceptions, string reason, Owner by, DateTimeOffset at)
    {
        var pending = RequirePending();
        Reasons.Checked(reason);
        if (pending.Kind == RevisionKind.Revoke)
            throw DomainException.Conflict("decision.expedite-loosens", "A revocation loosens and is never expedited: it needs another person's approval.");
        if (rules.IsProtected)
            throw DomainException.Conflict("decision.protected", "This tool is on the protected list: a decision on it is never expedited and needs two approvals.");
        RequireApprovedAlternatives(rules);
        RequireExceptionsSettled(pending, exceptions, at);
        RequireReviewDate(pending, rules.Support, at);
        if (Strictness.MayLoosen(InForce?.Terms, pending.Terms, rules.UnknownIsBlocked) || LoosensForAnAudience(pending, exceptions, at))
            throw DomainException.Conflict("decision.expedite-loosens", "An expedited decision may only restrict further: every answer it changes must become stricter. Propose it for review instead.");
        pending.Review = pending.Review.Edited(by);
        // To expedite again what nobody ratified wins no time.
        var ratifyBy = InForce?.Expedition is { IsUnratified: true } unratified ? unratified.RatifyBy : at + RatificationTime;
        pending.Expedition = new Expedition(by, at, reason, ratifyBy);
        Enact(pending, rules, exceptions, at);
    }

    /// <summary>Confirms an expedited decision after the fact. Late ratification counts too.</summary>
    /// <exception cref="DomainException"><c>decision.nothing-to-ratify</c>, <c>review.four-eyes</c></exception>
    public void Ratify(Owner by, DateTimeOffset at)
    {
        if (InForce is not { Expedition: { IsUnratified: true } expedition } revision)
            throw DomainException.Conflict("decision.nothing-to-ratify", "No expedited revision is in force that waits for ratification.");
        revision.Review.RequireOther(by);
        revision.Expedition = expedition with { RatifiedBy = by, RatifiedAt = at };
    }

    /// <summary>A restriction reaches those whom an exception is for as Constrained, which permits: where nothing was said before, that loosens.</summary>
    private bool LoosensForAnAudience(DecisionRevision pending, IReadOnlyList<ExceptionRecord> exceptions, DateTimeOffset at) =>
        InForce is { Terms: var before }
        && exceptions.Any(e => e.MayStillHold(at)
            && !pending.Exceptions.Any(c => c.Exception == e.Number && !c.Keep)
            && (pending.Terms.Widens(before) || RestrictsAnew(before.Schedule, pending.Terms.Schedule, e.Terms)));

    private static bool RestrictsAnew(Schedule before, Schedule after, ExceptionTerms exception) =>
        before.Phases.Concat(after.Phases).Select(p => p.From).Append(exception.From)
            .Where(at => exception.From <= at && at < exception.Until)
            .Any(at => before.DispositionAt(at) is null && after.DispositionAt(at) is { } becomes && becomes.Restricts());

    private void RequireExceptionsSettled(DecisionRevision pending, IReadOnlyList<ExceptionRecord> exceptions, DateTimeOffset at)
    {
        if (InForce is not { } inForce || !pending.Terms.Widens(inForce.Terms))
            return;
        var open = exceptions.Where(e => e.MayStillHold(at) && pending.Exceptions.All(c => c.Exception != e.Number)).ToArray();
        if (open.Length > 0)
            throw DomainException.Conflict("decision.exceptions-open", $"The revision widens the decision: say for each of its exceptions whether to keep it ({string.Join(", ", open.Select(e => Numbers.Format(Numbers.Exception, e.Number)))}).", "exceptions");
    }

    /// <summary>A weak case is looked at again soon, and what is allowed at least once a year. A date that has passed makes the review due at once.</summary>
    private static void RequireReviewDate(DecisionRevision pending, Support support, DateTimeOffset at)
    {
        var due = pending.Terms.ReviewBy;
        if (pending.Terms.IsProvisional(support) && (due is null || due > at + ProvisionalTime))
            throw DomainException.Conflict("decision.review-required", $"The evidence carries this restriction with low confidence, so it is provisional: name a review date (reviewBy) at most {ProvisionalTime.TotalDays} days after approval, or strengthen its claims.", "reviewBy");
        if (pending.Terms.Schedule.Permits && due > at.AddYears(1))
            throw DomainException.Conflict("decision.review-too-late", "What is Approved or Constrained is reviewed within a year: name an earlier review date (reviewBy), or none.", "reviewBy");
    }

    private DecisionRevision RequirePending() =>
        Pending ?? throw DomainException.Conflict("decision.nothing-pending", "No revision of this decision is pending: revise it, or begin a new decision.");

    private DecisionRevision RequirePending(ReviewState state)
    {
        var pending = RequirePending();
        return pending.State == state
            ? pending
            : throw DomainException.Conflict("decision.wrong-state", $"The pending revision is {pending.State}; this needs one that is {state}.");
    }

    private static void RequireEditable(DecisionRevision pending)
    {
        if (pending.Kind is RevisionKind.Reschedule or RevisionKind.Revoke)
            throw DomainException.Conflict("decision.not-editable", "A reschedule or a revocation is not edited: withdraw it and begin anew.");
    }

    private DecisionRevision RequireInForce() =>
        InForce ?? throw DomainException.Conflict("decision.not-in-force", "No revision of this decision is approved.");

    private void RequireNothingPending()
    {
        if (Pending is not null)
            throw DomainException.Conflict("decision.pending-exists", "A revision is pending already: withdraw, approve or reject it first.");
    }

    private void RequireOtherAlternatives(DecisionTerms terms)
    {
        if (terms.Alternatives.Any(a => a.Tool == Tool))
            throw DomainException.Invalid("decision.alternative-is-itself", "A tool can't be its own alternative.", "alternatives");
    }

    private static void RequireApprovedAlternatives(ApprovalRules rules)
    {
        if (rules.UnapprovedAlternatives.Count > 0)
            throw DomainException.Conflict("decision.alternative-not-approved", $"Not Approved or Constrained where and when this decision first restricts: {string.Join(", ", rules.UnapprovedAlternatives)}. Approve the alternative first, or leave it off.", "alternatives");
    }
}
