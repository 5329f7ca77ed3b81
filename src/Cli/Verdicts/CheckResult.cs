using ToolRegistry.Client.Findings;

namespace ToolRegistry.Cli.Verdicts;

/// <summary>The answers to what was asked, in its order.</summary>
/// <param name="Findings">One for each question.</param>
/// <param name="Json">The answers as the service gave them, or would.</param>
internal sealed record CheckResult(IReadOnlyList<Finding> Findings, ReadOnlyMemory<byte> Json)
{
    /// <summary>Whether one question was asked alone, whose answer is shown with all that it says.</summary>
    public bool IsSingle { get; init; }

    /// <summary>The policy revision that answered, the last one where there were several.</summary>
    public long Revision => Findings.Count == 0 ? 0 : Findings[^1].Verdict.Revision;

    /// <summary>What a build needs to know.</summary>
    /// <param name="isStrict">Whether a warning fails it.</param>
    public int ExitCodeOf(bool isStrict) =>
        Findings.Any(f => f.IsBlocked) ? ExitCode.Blocked
        : isStrict && Findings.Any(f => f.NeedsAttention) ? ExitCode.Warned
        : ExitCode.Allowed;
}
