using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Risk;

namespace ToolRegistry.Domain.Decisions;

/// <summary>How a revision came about.</summary>
public enum RevisionKind
{
    /// <summary>The first one.</summary>
    Initial,

    /// <summary>Changes what the decision says.</summary>
    Revise,

    /// <summary>Moves dates alone.</summary>
    Reschedule,

    /// <summary>Ends the decision.</summary>
    Revoke,
}

/// <summary>Enforcement ahead of review.</summary>
/// <param name="By">The Approver who enforced it alone.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why it could not wait; internal text.</param>
/// <param name="RatifyBy">72 hours after <paramref name="At"/>.</param>
/// <param name="RatifiedBy">Who ratified it, or null.</param>
/// <param name="RatifiedAt">When it was ratified, or null.</param>
public sealed record Expedition(Owner By, DateTimeOffset At, string Reason, DateTimeOffset RatifyBy, Owner? RatifiedBy = null, DateTimeOffset? RatifiedAt = null)
{
    /// <summary>Whether nobody has ratified it.</summary>
    public bool IsUnratified => RatifiedAt is null;
}

/// <summary>What becomes of a decision's exceptions when it is widened.</summary>
/// <param name="Exception">The exception's number.</param>
/// <param name="Keep">True when it is confirmed for the wider decision, false when it ends with the change.</param>
public sealed record ExceptionChoice(int Exception, bool Keep);

/// <summary>One revision of a decision. Changed only by its <see cref="Decision"/>.</summary>
public sealed class DecisionRevision
{
    private DecisionRevision()
    {
        Terms = null!;
        Review = null!;
    }

    internal DecisionRevision(int number, RevisionKind kind, DecisionTerms terms, Owner by, DateTimeOffset at, string? reason)
    {
        Number = number;
        Kind = kind;
        Terms = terms;
        Review = new Review(by);
        CreatedAt = at;
        Reason = reason;
    }

    /// <summary>1 for the first.</summary>
    public int Number { get; private set; }

    /// <summary>How it came about.</summary>
    public RevisionKind Kind { get; private set; }

    /// <summary>Its state.</summary>
    public ReviewState State { get; internal set; }

    /// <summary>What it says.</summary>
    public DecisionTerms Terms { get; internal set; }

    /// <summary>Who wrote and who approved it.</summary>
    public Review Review { get; internal set; }

    /// <summary>Why it was made; internal text, or null for the first.</summary>
    public string? Reason { get; private set; }

    /// <summary>Why it was rejected or withdrawn; internal text, or null.</summary>
    public string? Outcome { get; internal set; }

    /// <summary>When it was begun.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Who proposed it, or null.</summary>
    public Owner? ProposedBy { get; internal set; }

    /// <summary>When it was proposed, or null.</summary>
    public DateTimeOffset? ProposedAt { get; internal set; }

    /// <summary>When it was approved, rejected or withdrawn, or null.</summary>
    public DateTimeOffset? DecidedAt { get; internal set; }

    /// <summary>When it was superseded or revoked, or null.</summary>
    public DateTimeOffset? EndedAt { get; internal set; }

    /// <summary>How far the evidence carried it when it was approved, or null before.</summary>
    public Support? Support { get; internal set; }

    /// <summary>The tool's highest risk level when it was approved; null before, and when nothing was assessed.</summary>
    public RiskLevel? RiskLevel { get; internal set; }

    /// <summary>Whether it restricts and was approved with low confidence.</summary>
    public bool IsProvisional => Support is { } support && Terms.IsProvisional(support);

    /// <summary>When it is to be reviewed: as its terms say; without that, what permits is reviewed a year after its approval. Null: no date.</summary>
    public DateTimeOffset? ReviewBy { get; internal set; }

    /// <summary>Its enforcement ahead of review, or null.</summary>
    public Expedition? Expedition { get; internal set; }

    /// <summary>What becomes of the exceptions when it widens the decision.</summary>
    public IReadOnlyList<ExceptionChoice> Exceptions { get; internal set; } = [];

    /// <summary>Whether verbs may still act on it.</summary>
    public bool IsPending => State is ReviewState.Draft or ReviewState.Proposed;
}
