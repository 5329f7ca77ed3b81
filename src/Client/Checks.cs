namespace ToolRegistry.Client;

/// <summary>One question of a batch.</summary>
/// <param name="Subject">A purl, another identifier (<c>kind:value</c>), a SHA-256 or a tool's slug.</param>
/// <param name="Version">The version, unless the subject carries one.</param>
/// <param name="Groups">Whose groups; left out: the asker's own.</param>
/// <param name="Environment"><c>workstation</c>, <c>ci</c> or <c>server</c>; left out: unknown.</param>
/// <param name="Region">An ISO 3166 code; left out: unknown.</param>
/// <param name="At">The instant; left out: now.</param>
public sealed record CheckBody(string Subject, string? Version = null, IReadOnlyList<string>? Groups = null, string? Environment = null, string? Region = null, DateTimeOffset? At = null);

/// <summary>Questions that are answered at one revision and one now.</summary>
/// <param name="Checks">1 to 10,000 questions.</param>
public sealed record CheckBatchBody(IReadOnlyList<CheckBody> Checks);

/// <summary>The answers of a batch, in the order of the questions.</summary>
/// <param name="Revision">The policy revision that answered all.</param>
/// <param name="Verdicts">One for each question.</param>
public sealed record CheckBatchView(long Revision, IReadOnlyList<VerdictView> Verdicts);

/// <summary>A tool that the subject names.</summary>
/// <param name="Slug">Its slug.</param>
/// <param name="Name">Its name.</param>
public sealed record MatchedToolView(string Slug, string Name);

/// <summary>The next instant at which the outcome changes.</summary>
/// <param name="At">The instant.</param>
/// <param name="Outcome">What it becomes.</param>
public sealed record NextChangeView(DateTimeOffset At, string Outcome);

/// <summary>A decision that decided.</summary>
/// <param name="Number">Such as <c>TR-42</c>.</param>
/// <param name="Disposition">What it says to this asker.</param>
/// <param name="Since">Since when.</param>
/// <param name="PublicStatement">What everyone may read.</param>
/// <param name="ReviewBy">When it is to be reviewed.</param>
/// <param name="Provisional">Whether it restricts on a weak case, and is looked at again soon.</param>
/// <param name="Confidence">How far the evidence carries it now: <c>low</c>, <c>moderate</c> or <c>high</c>.</param>
/// <param name="IndependentOrigins">How many independent origins support the weakest of its claims.</param>
/// <param name="RatificationOverdue">Whether it was expedited and nobody ratified it in time.</param>
public sealed record DeciderView(
    string Number,
    string Disposition,
    DateTimeOffset Since,
    string PublicStatement,
    DateTimeOffset? ReviewBy,
    bool Provisional,
    string Confidence,
    int IndependentOrigins,
    bool RatificationOverdue);

/// <summary>An alternative that may be used at the instant.</summary>
/// <param name="Slug">Its slug.</param>
/// <param name="Name">Its name.</param>
/// <param name="Note">The decision's note.</param>
/// <param name="OwnProduct">Whether the organization itself publishes it.</param>
public sealed record SuggestionView(string Slug, string Name, string? Note, bool OwnProduct);

/// <summary>The exception that the answer rests on.</summary>
/// <param name="Number">Such as <c>EX-3</c>; null for the anonymous.</param>
/// <param name="Until">When it ends.</param>
public sealed record VerdictExceptionView(string? Number, DateTimeOffset Until);

/// <summary>Versions on which the answer depends.</summary>
/// <param name="Decision">Such as <c>TR-42</c>.</param>
/// <param name="Range">The range.</param>
/// <param name="Disposition">What holds inside it.</param>
public sealed record RangeFindingView(string Decision, string Range, string Disposition);

/// <summary>The answer to a check.</summary>
public sealed record VerdictView
{
    /// <summary>What was asked, in canonical form.</summary>
    public required string Subject { get; init; }

    /// <summary>The version that was asked about.</summary>
    public required string? Version { get; init; }

    /// <summary>The tools that the subject names.</summary>
    public required IReadOnlyList<MatchedToolView> Tools { get; init; }

    /// <summary>The instant.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary><c>Unknown</c>, <c>Approved</c>, <c>Constrained</c>, <c>HighRisk</c>, <c>Banned</c> or <c>DependsOnVersion</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary><c>allow</c>, <c>warn</c> or <c>block</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Since when the outcome has been this; null: always.</summary>
    public required DateTimeOffset? Since { get; init; }

    /// <summary>When the outcome changes next; null: never, as things stand.</summary>
    public required NextChangeView? Next { get; init; }

    /// <summary>When anything in this answer changes next by itself; null: never, as things stand.</summary>
    public required DateTimeOffset? ValidUntil { get; init; }

    /// <summary>Who decided.</summary>
    public required IReadOnlyList<DeciderView> Decisions { get; init; }

    /// <summary>What may be used instead.</summary>
    public required IReadOnlyList<SuggestionView> Alternatives { get; init; }

    /// <summary>Conditions of use.</summary>
    public required IReadOnlyList<string> Constraints { get; init; }

    /// <summary>The exception that the answer rests on.</summary>
    public required VerdictExceptionView? Exception { get; init; }

    /// <summary>The ranges on which a <c>DependsOnVersion</c> depends.</summary>
    public required IReadOnlyList<RangeFindingView> Ranges { get; init; }

    /// <summary>What the asker should know of how the answer came about.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The policy revision that answered.</summary>
    public required long Revision { get; init; }
}
