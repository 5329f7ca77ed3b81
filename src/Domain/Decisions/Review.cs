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

/// <summary>What one person said of it.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Text">What; internal text, at most 2,000 characters.</param>
/// <param name="AsksForChanges">Whether it sent the matter back to its authors.</param>
public sealed record Comment(Owner By, DateTimeOffset At, string Text, bool AsksForChanges = false);

/// <summary>
/// Four eyes over one matter: who had a hand in it, who approved it, and what was said of it. Nobody who had a hand in it may
/// approve it, nobody approves twice, and an edit drops the approvals given. People are counted by owner.
/// </summary>
public sealed class Review
{
    /// <summary>How many comments a matter may have.</summary>
    public const int MaxComments = 200;

    private readonly List<Owner> authors = [];
    private readonly List<Approval> approvals = [];
    private readonly List<Comment> comments = [];

    /// <summary>Begins with its first author.</summary>
    public Review(Owner author) => authors.Add(author);

    /// <summary>Restores a review from storage.</summary>
    public Review(IEnumerable<Owner> authors, IEnumerable<Approval> approvals, IEnumerable<Comment> comments)
    {
        this.authors.AddRange(authors);
        this.approvals.AddRange(approvals);
        this.comments.AddRange(comments);
    }

    /// <summary>All who wrote, edited or proposed it.</summary>
    public IReadOnlyList<Owner> Authors => authors;

    /// <summary>The approvals that stand.</summary>
    public IReadOnlyList<Approval> Approvals => approvals;

    /// <summary>What was said of it, oldest first.</summary>
    public IReadOnlyList<Comment> Comments => comments;

    /// <summary>Counts a person among the authors and drops the approvals given.</summary>
    public Review Edited(Owner by) => new(authors.Contains(by) ? authors : authors.Append(by), [], comments);

    /// <summary>Adds a person's approval.</summary>
    /// <exception cref="DomainException"><c>review.four-eyes</c>, <c>review.already-approved</c></exception>
    public Review Approved(Owner by, DateTimeOffset at)
    {
        RequireOther(by);
        if (approvals.Any(a => a.By == by))
            throw DomainException.Conflict("review.already-approved", "You have approved this already; another person's approval is needed.");
        return new Review(authors, approvals.Append(new Approval(by, at)), comments);
    }

    /// <summary>Adds what a person says of it; that makes nobody an author, and the approvals stand.</summary>
    /// <exception cref="DomainException"><c>review.comment-required</c>, <c>review.too-many-comments</c></exception>
    public Review Commented(Comment comment)
    {
        if (!Texts.IsParagraphs(comment.Text, Reasons.MaxLength))
            throw DomainException.Invalid("review.comment-required", $"Say in 1 to {Reasons.MaxLength} characters what you think of it.", "text");
        if (comments.Count >= MaxComments)
            throw DomainException.Conflict("review.too-many-comments", $"This has {MaxComments} comments already: decide it, or withdraw it and begin anew.");
        return new Review(authors, approvals, comments.Append(comment));
    }

    /// <summary>Sends it back to its authors, who have to propose it anew: the approvals given are dropped.</summary>
    /// <exception cref="DomainException"><c>review.too-many-comments</c></exception>
    public Review SentBack(Comment comment) => new(authors, [], Commented(comment).comments);

    /// <summary>Refuses a person who had a hand in it.</summary>
    /// <exception cref="DomainException"><c>review.four-eyes</c></exception>
    public void RequireOther(Owner by)
    {
        if (authors.Contains(by))
            throw DomainException.Forbidden("review.four-eyes", "Whoever proposed or edited this may not approve it; another person must.");
    }
}
