namespace ToolRegistry.Domain.Reviews;

/// <summary>What waits for somebody to look at it.</summary>
public enum ReviewKind
{
    /// <summary>A decision whose review date comes.</summary>
    Decision,

    /// <summary>A risk assessment that is to be made again.</summary>
    Assessment,

    /// <summary>A granted exception whose review date comes.</summary>
    Exception,

    /// <summary>A tool whose record is to be verified (CIS Safeguard 2.1).</summary>
    Tool,

    /// <summary>An expedited decision that nobody has ratified.</summary>
    Ratification,

    /// <summary>A decision of which something that it rests on changed.</summary>
    Revalidation,

    /// <summary>A decision whose lift condition may be met.</summary>
    LiftCondition,

    /// <summary>A granted exception that ends.</summary>
    ExceptionExpiry,
}

/// <summary>One thing to do, and by when.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Tool">The slug of the tool that it is about.</param>
/// <param name="Number">The number of the decision, assessment or exception; null for a tool.</param>
/// <param name="Owner">Who answers for it, or null when nobody does.</param>
/// <param name="DueAt">The instant from which it is overdue.</param>
/// <param name="What">What is to be done and why, as one sentence; internal text.</param>
public sealed record ReviewItem(ReviewKind Kind, string Tool, int? Number, Owner? Owner, DateTimeOffset DueAt, string What)
{
    /// <summary>The record to look at: <c>TR-42</c>, <c>RA-7</c>, <c>EX-3</c>, or the tool's slug.</summary>
    public string Subject => Number is { } number ? Numbers.Format(Prefix, number) : Tool;

    private string Prefix => Kind switch
    {
        ReviewKind.Assessment => Numbers.Assessment,
        ReviewKind.Exception or ReviewKind.ExceptionExpiry => Numbers.Exception,
        _ => Numbers.Decision,
    };

    /// <summary>Whether its time has come.</summary>
    public bool IsOverdueAt(DateTimeOffset at) => DueAt <= at;
}
