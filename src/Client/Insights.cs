namespace ToolRegistry.Client;

/// <summary>Software that is asked for and is not on record.</summary>
/// <param name="Subject">What is asked about, without a version.</param>
/// <param name="Checks">How often it was asked about.</param>
/// <param name="Versions">The versions that were asked about, at most 20, those asked about most first.</param>
/// <param name="Environments">The environments in which it was asked about; those that were stated.</param>
/// <param name="LastAskedAt">The hour in which it was last asked about.</param>
public sealed record UnknownSoftwareView(string Subject, long Checks, IReadOnlyList<string> Versions, IReadOnlyList<string> Environments, DateTimeOffset LastAskedAt);

/// <summary>Who would notice a decision: what was asked about the tool, and what would be answered with it.</summary>
/// <param name="Decision">The decision, such as <c>TR-42</c>: its pending revision, or the one in force when none is pending.</param>
/// <param name="Tool">The tool's slug.</param>
/// <param name="Since">From when checks are counted.</param>
/// <param name="At">The instant for which is answered: the decision's first restriction if it lies ahead, else now.</param>
/// <param name="Checks">How many checks of the tool were counted.</param>
/// <param name="Affected">For how many of them the outcome or the action would be another than without the decision.</param>
/// <param name="Items">What was asked, that asked about most first; at most 200.</param>
public sealed record UsageView(string Decision, string Tool, DateTimeOffset Since, DateTimeOffset At, long Checks, long Affected, IReadOnlyList<UsageItemView> Items);

/// <summary>Something that was asked about a tool.</summary>
/// <param name="Subject">What was asked about, without a version.</param>
/// <param name="Version">The version.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Checks">How often it was asked.</param>
/// <param name="LastAskedAt">The hour in which it was last asked.</param>
/// <param name="OutcomeWithout">What is answered at the instant without the decision.</param>
/// <param name="ActionWithout">What whoever asks should do, without the decision.</param>
/// <param name="OutcomeWith">What is answered with it.</param>
/// <param name="ActionWith">What whoever asks should do, with it.</param>
/// <param name="Affected">Whether the one differs from the other.</param>
public sealed record UsageItemView(string Subject, string? Version, string? Environment, long Checks, DateTimeOffset LastAskedAt, string OutcomeWithout, string ActionWithout, string OutcomeWith, string ActionWith, bool Affected);
