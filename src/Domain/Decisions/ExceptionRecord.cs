namespace ToolRegistry.Domain.Decisions;

/// <summary>What an exception grants. Immutable; made only by <see cref="Create"/>.</summary>
public sealed class ExceptionTerms
{
    private ExceptionTerms(Scope audience, DateTimeOffset from, DateTimeOffset until, string reason, IReadOnlyList<string> compensatingControls, string residualRisk, DateTimeOffset? reviewBy)
    {
        Audience = audience;
        From = from.ToUniversalTime();
        Until = until.ToUniversalTime();
        Reason = reason;
        CompensatingControls = compensatingControls;
        ResidualRisk = residualRisk;
        ReviewBy = reviewBy?.ToUniversalTime();
    }

    /// <summary>Whom it is for; bounded in at least one dimension.</summary>
    public Scope Audience { get; }

    /// <summary>Its first instant.</summary>
    public DateTimeOffset From { get; }

    /// <summary>The instant from which it no longer holds; after <see cref="From"/> by at most a year.</summary>
    public DateTimeOffset Until { get; }

    /// <summary>Why; internal text.</summary>
    public string Reason { get; }

    /// <summary>What is done instead; these are the constraints of those it is for.</summary>
    public IReadOnlyList<string> CompensatingControls { get; }

    /// <summary>What risk remains; internal text.</summary>
    public string ResidualRisk { get; }

    /// <summary>When it is to be reviewed, after <see cref="From"/> and not after <see cref="Until"/>; or null.</summary>
    public DateTimeOffset? ReviewBy { get; }

    /// <summary>Makes terms.</summary>
    /// <exception cref="DomainException"><c>exception.terms-invalid</c>, with the member at fault.</exception>
    public static ExceptionTerms Create(Scope audience, DateTimeOffset from, DateTimeOffset until, string reason, IReadOnlyList<string> compensatingControls, string residualRisk, DateTimeOffset? reviewBy = null)
    {
        Require(!audience.IsEverywhere, "audience", "An exception is for a named audience: give at least one group, environment or region.");
        Require(until > from, "until", "An exception ends after it begins.");
        Require(until <= from.AddYears(1), "until", "An exception runs for a year at most; ask for another one then.");
        Require(Texts.IsParagraphs(reason, 2_000), "reason", "A reason of 1 to 2,000 characters is required.");
        Require(compensatingControls.Count is >= 1 and <= 20 && compensatingControls.All(c => Texts.IsLine(c, 500)), "compensatingControls", "Name 1 to 20 compensating controls, each one line of at most 500 characters.");
        Require(Texts.IsParagraphs(residualRisk, 2_000), "residualRisk", "Say in 1 to 2,000 characters what risk remains.");
        Require(reviewBy is null || reviewBy > from && reviewBy <= until, "reviewBy", "An exception is reviewed after it begins and by its end at the latest: name such an instant, or none.");
        return new ExceptionTerms(audience, from, until, reason, compensatingControls, residualRisk, reviewBy);
    }

    /// <summary>Restores stored terms, which passed the checks of their day.</summary>
    internal static ExceptionTerms Restore(Scope audience, DateTimeOffset from, DateTimeOffset until, string reason, IReadOnlyList<string> compensatingControls, string residualRisk, DateTimeOffset? reviewBy) =>
        new(audience, from, until, reason, compensatingControls, residualRisk, reviewBy);

    private static void Require(bool holds, string field, string message)
    {
        if (!holds)
            throw DomainException.Invalid("exception.terms-invalid", message, field);
    }
}

/// <summary>Turns one restriction into Constrained for a named audience until a date. What a user may call a waiver.</summary>
public sealed class ExceptionRecord
{
    private ExceptionRecord()
    {
        Terms = null!;
        Review = null!;
        RequestedBy = null!;
    }

    private ExceptionRecord(int number, int decision, ExceptionTerms terms, Owner by, DateTimeOffset at)
    {
        Number = number;
        Decision = decision;
        Terms = terms;
        RequestedBy = by;
        CreatedAt = at;
        Review = new Review(by);
    }

    /// <summary>The number; written <c>EX-3</c>.</summary>
    public int Number { get; private set; }

    /// <summary>The number of the decision that it is an exception to.</summary>
    public int Decision { get; private set; }

    /// <summary>What it grants.</summary>
    public ExceptionTerms Terms { get; private set; }

    /// <summary>Its state.</summary>
    public ReviewState State { get; private set; }

    /// <summary>Who wrote and who approved it.</summary>
    public Review Review { get; private set; }

    /// <summary>Who asked for it.</summary>
    public Owner RequestedBy { get; private set; }

    /// <summary>When it was begun.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it was approved, rejected or withdrawn, or null.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>When it was revoked, or ended with a change of its decision; or null.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why it was rejected or revoked; internal text, or null.</summary>
    public string? Outcome { get; private set; }

    /// <summary>Begins an exception as a draft.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="decision">The decision, which must restrict.</param>
    /// <param name="terms">What it grants.</param>
    /// <param name="by">Who asks; may never approve it.</param>
    /// <param name="at">Now.</param>
    /// <exception cref="DomainException"><c>exception.nothing-to-except</c></exception>
    public static ExceptionRecord Draft(int number, Decision decision, ExceptionTerms terms, Owner by, DateTimeOffset at)
    {
        if (decision.InForce is not { Terms.Schedule.Restricts: true })
            throw DomainException.Conflict("exception.nothing-to-except", "The decision has no approved revision that restricts, so there is nothing to except from.", "decision");
        return new ExceptionRecord(number, decision.Number, terms, by, at);
    }

    /// <summary>Changes what is asked for; approvals given are dropped.</summary>
    /// <exception cref="DomainException"><c>exception.wrong-state</c></exception>
    public void Edit(ExceptionTerms terms, Owner by)
    {
        RequireState(ReviewState.Draft, ReviewState.Proposed);
        Terms = terms;
        Review = Review.Edited(by);
    }

    /// <summary>Puts it forward for review.</summary>
    /// <exception cref="DomainException"><c>exception.wrong-state</c></exception>
    public void Propose(Owner by)
    {
        RequireState(ReviewState.Draft);
        State = ReviewState.Proposed;
        Review = Review.Edited(by);
    }

    /// <summary>Approves it; with as many approvals as its decision needs it is granted.</summary>
    /// <exception cref="DomainException"><c>exception.wrong-state</c>, <c>exception.nothing-to-except</c>, <c>exception.over</c>, <c>review.four-eyes</c>, <c>review.already-approved</c></exception>
    public void Approve(Decision decision, int approvalsNeeded, Owner by, DateTimeOffset at)
    {
        if (decision.Number != Decision)
            throw new ArgumentException("The decision is not the one that this is an exception to.", nameof(decision));
        RequireState(ReviewState.Proposed);
        if (decision.InForce is not { Terms.Schedule.Restricts: true })
            throw DomainException.Conflict("exception.nothing-to-except", "The decision has no approved revision that restricts, so there is nothing to except from.");
        if (Terms.Until <= at)
            throw DomainException.Conflict("exception.over", "The exception's end has passed: edit it or withdraw it.");
        Review = Review.Approved(by, at);
        if (Review.Approvals.Count >= approvalsNeeded)
            (State, DecidedAt) = (ReviewState.Approved, at);
    }

    /// <summary>Refuses it.</summary>
    /// <exception cref="DomainException"><c>exception.wrong-state</c></exception>
    public void Reject(string reason, DateTimeOffset at)
    {
        RequireState(ReviewState.Proposed);
        (State, DecidedAt, Outcome) = (ReviewState.Rejected, at, reason);
    }

    /// <summary>Takes it back before it is granted.</summary>
    /// <exception cref="DomainException"><c>exception.wrong-state</c></exception>
    public void Withdraw(DateTimeOffset at)
    {
        RequireState(ReviewState.Draft, ReviewState.Proposed);
        (State, DecidedAt) = (ReviewState.Withdrawn, at);
    }

    /// <summary>Ends a granted exception before its date. That tightens, so one person suffices.</summary>
    /// <exception cref="DomainException"><c>exception.wrong-state</c></exception>
    public void Revoke(string reason, DateTimeOffset at)
    {
        RequireState(ReviewState.Approved);
        (State, EndedAt, Outcome) = (ReviewState.Revoked, at, reason);
    }

    /// <summary>Whether it is granted and not over, so that a widened decision must say what becomes of it.</summary>
    public bool MayStillHold(DateTimeOffset at) => State == ReviewState.Approved && Terms.Until > at;

    internal void EndWithDecision(DateTimeOffset at)
    {
        if (MayStillHold(at))
            Revoke("Ended with the revision that widened its decision.", at);
    }

    private void RequireState(params ReadOnlySpan<ReviewState> states)
    {
        if (!states.Contains(State))
            throw DomainException.Conflict("exception.wrong-state", $"The exception is {State}; this needs one that is {string.Join(" or ", states.ToArray())}.");
    }
}
