namespace ToolRegistry.Domain.Decisions;

/// <summary>The states of whatever goes through review.</summary>
public enum ReviewState
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>Waiting for approval.</summary>
    Proposed,

    /// <summary>Approved: what it says holds, as its dates say.</summary>
    Approved,

    /// <summary>Refused by an Approver.</summary>
    Rejected,

    /// <summary>Taken back by those who wrote it.</summary>
    Withdrawn,

    /// <summary>Replaced by a later revision.</summary>
    Superseded,

    /// <summary>Ended by people before its dates did.</summary>
    Revoked,
}

/// <summary>One person's approval.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
public sealed record Approval(Owner By, DateTimeOffset At);

/// <summary>
/// Four eyes over one matter: who had a hand in it, and who approved it. Nobody who had a hand in it may approve it,
/// nobody approves twice, and an edit drops the approvals given. People are counted by owner.
/// </summary>
public sealed class Review
{
    private readonly List<Owner> authors = [];
    private readonly List<Approval> approvals = [];

    /// <summary>Begins with its first author.</summary>
    public Review(Owner author) => authors.Add(author);

    /// <summary>Restores a review from storage.</summary>
    public Review(IEnumerable<Owner> authors, IEnumerable<Approval> approvals)
    {
        this.authors.AddRange(authors);
        this.approvals.AddRange(approvals);
    }

    /// <summary>All who wrote, edited or proposed it.</summary>
    public IReadOnlyList<Owner> Authors => authors;

    /// <summary>The approvals that stand.</summary>
    public IReadOnlyList<Approval> Approvals => approvals;

    /// <summary>Counts a person among the authors and drops the approvals given.</summary>
    public Review Edited(Owner by) => new(authors.Contains(by) ? authors : authors.Append(by), []);

    /// <summary>Adds a person's approval.</summary>
    /// <exception cref="DomainException"><c>review.four-eyes</c>, <c>review.already-approved</c></exception>
    public Review Approved(Owner by, DateTimeOffset at)
    {
        RequireOther(by);
        if (approvals.Any(a => a.By == by))
            throw DomainException.Conflict("review.already-approved", "You have approved this already; another person's approval is needed.");
        return new Review(authors, approvals.Append(new Approval(by, at)));
    }

    /// <summary>Refuses a person who had a hand in it.</summary>
    /// <exception cref="DomainException"><c>review.four-eyes</c></exception>
    public void RequireOther(Owner by)
    {
        if (authors.Contains(by))
            throw DomainException.Forbidden("review.four-eyes", "Whoever proposed or edited this may not approve it; another person must.");
    }
}
