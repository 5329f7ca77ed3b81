namespace ToolRegistry.Domain.Decisions;

/// <summary>What an employee asks for.</summary>
public enum RequestKind
{
    /// <summary>A review of a tool, known to the register or not.</summary>
    Review,

    /// <summary>An exception to a decision.</summary>
    Exception,
}

/// <summary>An employee's ask. Filing it proposes it; what comes of it is a decision or an exception of its own.</summary>
public sealed class Request
{
    private Request()
    {
        Subject = null!;
        Reason = null!;
        RequestedBy = null!;
    }

    private Request(int number, RequestKind kind, string subject, int? decision, string reason, Owner by, DateTimeOffset at)
    {
        Number = number;
        Kind = kind;
        Subject = subject;
        Decision = decision;
        Reason = reason;
        RequestedBy = by;
        CreatedAt = at;
    }

    /// <summary>The number; written <c>RQ-5</c>.</summary>
    public int Number { get; private set; }

    /// <summary>What is asked for.</summary>
    public RequestKind Kind { get; private set; }

    /// <summary>What it is about: a subject as a check takes it.</summary>
    public string Subject { get; private set; }

    /// <summary>The decision from which an exception is asked, else null.</summary>
    public int? Decision { get; private set; }

    /// <summary>Why; 1 to 2,000 characters.</summary>
    public string Reason { get; private set; }

    /// <summary>Its state: Proposed, then Approved, Rejected or Withdrawn.</summary>
    public ReviewState State { get; private set; } = ReviewState.Proposed;

    /// <summary>Who asked.</summary>
    public Owner RequestedBy { get; private set; }

    /// <summary>When it was filed.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Who answered, or null.</summary>
    public Owner? AnsweredBy { get; private set; }

    /// <summary>When it was answered or withdrawn, or null.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>What the asker is told, or null.</summary>
    public string? Answer { get; private set; }

    /// <summary>Files a request.</summary>
    /// <exception cref="DomainException"><c>request.invalid</c></exception>
    public static Request File(int number, RequestKind kind, string subject, int? decision, string reason, Owner by, DateTimeOffset at)
    {
        if (!Texts.IsParagraphs(reason, 2_000))
            throw DomainException.Invalid("request.invalid", "Say in 1 to 2,000 characters what it is needed for.", "reason");
        if (kind == RequestKind.Exception != decision is not null)
            throw DomainException.Invalid("request.invalid", "A request for an exception names the decision; a request for a review names none.", "decision");
        return new Request(number, kind, subject, decision, reason, by, at);
    }

    /// <summary>Takes the request up.</summary>
    /// <exception cref="DomainException"><c>request.wrong-state</c>, <c>review.four-eyes</c></exception>
    public void Approve(string? answer, Owner by, DateTimeOffset at) => Conclude(ReviewState.Approved, answer, by, at);

    /// <summary>Turns the request down.</summary>
    /// <exception cref="DomainException"><c>request.wrong-state</c>, <c>review.four-eyes</c></exception>
    public void Reject(string answer, Owner by, DateTimeOffset at) => Conclude(ReviewState.Rejected, answer, by, at);

    /// <summary>Takes the request back; only its asker may.</summary>
    /// <exception cref="DomainException"><c>request.wrong-state</c>, <c>request.not-yours</c></exception>
    public void Withdraw(Owner by, DateTimeOffset at)
    {
        RequireOpen();
        if (by != RequestedBy)
            throw DomainException.Forbidden("request.not-yours", "Only the person who filed a request may withdraw it; reject it instead.");
        (State, AnsweredAt) = (ReviewState.Withdrawn, at);
    }

    private void Conclude(ReviewState state, string? answer, Owner by, DateTimeOffset at)
    {
        RequireOpen();
        if (by == RequestedBy)
            throw DomainException.Forbidden("review.four-eyes", "Another person must answer your request.");
        (State, Answer, AnsweredBy, AnsweredAt) = (state, answer, by, at);
    }

    private void RequireOpen()
    {
        if (State != ReviewState.Proposed)
            throw DomainException.Conflict("request.wrong-state", $"The request is {State} already.");
    }
}
