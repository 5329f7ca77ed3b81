using System.Text.Json.Serialization;

namespace ToolRegistry.Client;

/// <summary>What an exception grants.</summary>
public record ExceptionTermsBody
{
    /// <summary>Whom it is for.</summary>
    public required ScopeBody Audience { get; init; }

    /// <summary>Its first instant.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The instant from which it no longer holds; at most a year after <see cref="From"/>.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Why; internal text.</summary>
    public required string Reason { get; init; }

    /// <summary>What is done instead.</summary>
    public required IReadOnlyList<string> CompensatingControls { get; init; }

    /// <summary>What risk remains; internal text.</summary>
    public required string ResidualRisk { get; init; }

    /// <summary>When it is to be reviewed: after <see cref="From"/>, by <see cref="Until"/> at the latest; null: not before it ends.</summary>
    public DateTimeOffset? ReviewBy { get; init; }
}

/// <summary>An exception to draft.</summary>
public sealed record NewExceptionBody : ExceptionTermsBody
{
    /// <summary>The decision (<c>TR-42</c>) that it is an exception to.</summary>
    [JsonPropertyOrder(-1)]
    public required string Decision { get; init; }
}

/// <summary>An exception on record.</summary>
public sealed record ExceptionView : ExceptionTermsBody
{
    /// <summary>Such as <c>EX-3</c>.</summary>
    [JsonPropertyOrder(-1)]
    public required string Number { get; init; }

    /// <summary>The decision that it is an exception to.</summary>
    [JsonPropertyOrder(-1)]
    public required string Decision { get; init; }

    /// <summary><c>Draft</c>, <c>Proposed</c>, <c>Approved</c>, <c>Rejected</c>, <c>Withdrawn</c> or <c>Revoked</c>.</summary>
    [JsonPropertyOrder(-1)]
    public required string State { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>Who wrote or edited it.</summary>
    public required IReadOnlyList<string> Authors { get; init; }

    /// <summary>Who approved it.</summary>
    public required IReadOnlyList<ApprovalView> Approvals { get; init; }

    /// <summary>When it was begun.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was approved, rejected or withdrawn.</summary>
    public required DateTimeOffset? DecidedAt { get; init; }

    /// <summary>When it was revoked or ended with its decision.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it was rejected or revoked.</summary>
    public required string? Outcome { get; init; }
}

/// <summary>What an employee asks for.</summary>
/// <param name="Kind"><c>review</c> or <c>exception</c>.</param>
/// <param name="Subject">What it is about: a purl, another identifier or a slug.</param>
/// <param name="Reason">What it is needed for.</param>
/// <param name="Decision">The decision (<c>TR-42</c>) from which an exception is asked.</param>
public sealed record NewRequestBody(string Kind, string Subject, string Reason, string? Decision = null);

/// <summary>What the asker is told.</summary>
/// <param name="Answer">At most 2,000 characters.</param>
public sealed record AnswerBody(string? Answer = null);

/// <summary>A request on record.</summary>
/// <param name="Number">Such as <c>RQ-5</c>.</param>
/// <param name="Kind"><c>review</c> or <c>exception</c>.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Decision">The decision from which an exception is asked.</param>
/// <param name="Reason">What it is needed for.</param>
/// <param name="State"><c>Proposed</c>, <c>Approved</c>, <c>Rejected</c> or <c>Withdrawn</c>.</param>
/// <param name="RequestedBy">Who asked.</param>
/// <param name="CreatedAt">When it was filed.</param>
/// <param name="AnsweredAt">When it was answered or withdrawn.</param>
/// <param name="Answer">What the asker is told.</param>
public sealed record RequestView(string Number, string Kind, string Subject, string? Decision, string Reason, string State, string RequestedBy, DateTimeOffset CreatedAt, DateTimeOffset? AnsweredAt, string? Answer);
