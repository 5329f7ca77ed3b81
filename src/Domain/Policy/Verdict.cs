using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Policy;

/// <summary>What a check finds.</summary>
public enum Outcome
{
    /// <summary>No decision says anything.</summary>
    Unknown,

    /// <summary>May be used.</summary>
    Approved,

    /// <summary>May be used under constraints.</summary>
    Constrained,

    /// <summary>Use is discouraged.</summary>
    HighRisk,

    /// <summary>May not be used.</summary>
    Banned,

    /// <summary>No version was given, and some versions are held stricter than all.</summary>
    DependsOnVersion,
}

/// <summary>What whoever asks should do, from the most permissive to the strictest.</summary>
public enum CheckAction
{
    /// <summary>Go on.</summary>
    Allow,

    /// <summary>Go on, and tell the user.</summary>
    Warn,

    /// <summary>Stop.</summary>
    Block,
}

/// <summary>A decision that decided.</summary>
/// <param name="Decision">What is on record of it.</param>
/// <param name="Disposition">What it says to this asker.</param>
/// <param name="Since">Since when: its phase's start, or the exception's.</param>
/// <param name="IsRatificationOverdue">Whether it was expedited and nobody ratified it in time.</param>
/// <param name="Exception">The exception that makes it say Constrained, or null.</param>
public sealed record Decider(DecisionFact Decision, Disposition Disposition, DateTimeOffset Since, bool IsRatificationOverdue, ExceptionFact? Exception);

/// <summary>Versions on which the answer depends.</summary>
/// <param name="Decision">The decision's number.</param>
/// <param name="Range">The range.</param>
/// <param name="Disposition">What holds inside it.</param>
public sealed record RangeFinding(int Decision, VersionRange Range, Disposition Disposition);

/// <summary>An alternative that may be used at the instant.</summary>
/// <param name="Slug">Its slug.</param>
/// <param name="Name">Its name.</param>
/// <param name="Note">The decision's note, or null.</param>
/// <param name="OwnProduct">Whether the organization itself publishes it.</param>
public sealed record SuggestedAlternative(string Slug, string Name, string? Note, bool OwnProduct);

/// <summary>The next instant at which the outcome changes.</summary>
/// <param name="At">The instant.</param>
/// <param name="Outcome">What it becomes.</param>
public sealed record NextChange(DateTimeOffset At, Outcome Outcome);

/// <summary>A tool that the subject names.</summary>
/// <param name="Slug">Its slug.</param>
/// <param name="Name">Its name.</param>
public sealed record MatchedTool(string Slug, string Name);

/// <summary>The answer to a check.</summary>
public sealed record Verdict
{
    /// <summary>What was asked.</summary>
    public required CheckQuery Query { get; init; }

    /// <summary>The tools that the subject names; several when it is a publisher's identifier.</summary>
    public required IReadOnlyList<MatchedTool> Tools { get; init; }

    /// <summary>What was found.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>What to do.</summary>
    public required CheckAction Action { get; init; }

    /// <summary>Since when the outcome has been this, or null when it always was.</summary>
    public required DateTimeOffset? Since { get; init; }

    /// <summary>When the outcome changes next, or null.</summary>
    public required NextChange? Next { get; init; }

    /// <summary>When anything in the answer changes next by itself, or null.</summary>
    public required DateTimeOffset? ValidUntil { get; init; }

    /// <summary>Who decided.</summary>
    public required IReadOnlyList<Decider> Decisions { get; init; }

    /// <summary>What may be used instead.</summary>
    public required IReadOnlyList<SuggestedAlternative> Alternatives { get; init; }

    /// <summary>Conditions of use.</summary>
    public required IReadOnlyList<string> Constraints { get; init; }

    /// <summary>The exception that the answer rests on; of several the one that ends first.</summary>
    public required ExceptionFact? Exception { get; init; }

    /// <summary>The ranges on which a DependsOnVersion depends, else empty.</summary>
    public required IReadOnlyList<RangeFinding> Ranges { get; init; }

    /// <summary>What the asker should know of how the answer came about; public text.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The policy revision that answered.</summary>
    public required long Revision { get; init; }
}
