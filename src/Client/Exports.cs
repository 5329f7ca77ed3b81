namespace ToolRegistry.Client;

/// <summary>A target that exports can be pulled for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What it is.</param>
/// <param name="MediaType">Of its file.</param>
/// <param name="FileName">Of its file.</param>
/// <param name="Identifiers">The kinds of identifiers that it can use; <c>pkg:type</c> for package URLs of a type.</param>
/// <param name="Versions">What it can say about versions.</param>
/// <param name="KnowsDates">Whether the file itself holds the dates.</param>
/// <param name="CanAudit">Whether it can watch what is HighRisk without blocking it.</param>
/// <param name="CanDenyUnknown">Whether it can deny what is not permitted.</param>
/// <param name="MaxBytes">The most bytes that its consumer takes, or null.</param>
/// <param name="MaxRules">The most rules that its consumer takes, or null.</param>
public sealed record TargetView(string Name, string Title, string MediaType, string FileName, IReadOnlyList<string> Identifiers, string Versions, bool KnowsDates, bool CanAudit, bool CanDenyUnknown, long? MaxBytes, int? MaxRules);

/// <summary>The targets.</summary>
/// <param name="Items">All of them, by name.</param>
public sealed record TargetList(IReadOnlyList<TargetView> Items);

/// <summary>How faithfully a target says one decision.</summary>
/// <param name="Decision">Its number.</param>
/// <param name="Tool">The slug of its tool.</param>
/// <param name="Disposition">What it says now; null: nothing yet.</param>
/// <param name="Fidelity"><c>exact</c>, <c>broader</c>, <c>narrower</c> or <c>not_expressible</c>.</param>
/// <param name="Reason">Why it is not exact.</param>
/// <param name="Mend">What would make it exact, or null when nothing on record would.</param>
public sealed record FidelityFinding(string Decision, string Tool, string? Disposition, string Fidelity, string? Reason, string? Mend);

/// <summary>How faithfully a target says the decisions that a channel delivers.</summary>
public sealed record FidelityReport
{
    /// <summary>The target.</summary>
    public required string Target { get; init; }

    /// <summary>The channel.</summary>
    public required string Channel { get; init; }

    /// <summary>The instant.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The policy revision.</summary>
    public required long Revision { get; init; }

    /// <summary>Whether the channel takes the export so.</summary>
    public required bool Accepted { get; init; }

    /// <summary>How many decisions come out how.</summary>
    public required IReadOnlyDictionary<string, int> Counts { get; init; }

    /// <summary>Each decision in the channel's scope that it delivers, by number.</summary>
    public required IEnumerable<FidelityFinding> Findings { get; init; }
}

/// <summary>What a target says of a decision.</summary>
public sealed record RuleSayingView
{
    /// <summary>What it says now; null: nothing yet.</summary>
    public required string? Disposition { get; init; }

    /// <summary>The versions.</summary>
    public required IReadOnlyList<string> Ranges { get; init; }

    /// <summary>What it says when.</summary>
    public required IReadOnlyList<PhaseBody> Phases { get; init; }

    /// <summary>By what the target knows the tool, as <c>kind:value</c>.</summary>
    public required IReadOnlyList<string> Identifiers { get; init; }

    /// <summary>How faithfully it comes out: <c>exact</c>, <c>broader</c>, <c>narrower</c> or <c>not_expressible</c>.</summary>
    public required string Fidelity { get; init; }

    /// <summary>Why it is not exact.</summary>
    public required string? Reason { get; init; }

    /// <summary>What users are told.</summary>
    public required string Message { get; init; }
}

/// <summary>A decision that comes out otherwise.</summary>
/// <param name="Decision">Its number.</param>
/// <param name="Tool">The slug of its tool.</param>
/// <param name="Change"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Before">What was said; null: nothing.</param>
/// <param name="After">What is said; null: nothing.</param>
public sealed record RuleChangeView(string Decision, string Tool, string Change, RuleSayingView? Before, RuleSayingView? After);

/// <summary>What differs between two exports of a channel to a target.</summary>
/// <param name="Target">The target.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Changes">The decisions that come out otherwise, by number.</param>
public sealed record ExportDiffView(string Target, string Channel, IReadOnlyList<RuleChangeView> Changes);

/// <summary>What the signature of an export says.</summary>
public sealed record ExportStatement
{
    /// <summary>What is signed: the <c>typ</c> of the signature.</summary>
    public const string Type = "toolregistry-export+jws";

    /// <summary>The target.</summary>
    public required string Target { get; init; }

    /// <summary>The channel.</summary>
    public required string Channel { get; init; }

    /// <summary>The policy revision that the file was made of.</summary>
    public required long Revision { get; init; }

    /// <summary>The instant for which it was asked.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When its content last changed.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>When its content next changes by itself, or null. A file that is older than that says nothing any more.</summary>
    public required DateTimeOffset? ValidUntil { get; init; }

    /// <summary>The file's name.</summary>
    public required string FileName { get; init; }

    /// <summary>The file's SHA-256, 64 lower-case hex digits.</summary>
    public required string Sha256 { get; init; }
}
