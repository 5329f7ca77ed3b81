using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Risk;

namespace ToolRegistry.Domain.Decisions;

/// <summary>What a handler must find out before a decision can be approved or expedited.</summary>
/// <param name="ApprovalsNeeded">How many people must approve, at least 1.</param>
/// <param name="IsProtected">Whether the tool is on the protected list.</param>
/// <param name="UnapprovedAlternatives">Slugs of alternatives that are not Approved or Constrained where and when the decision first restricts.</param>
/// <param name="UnknownIsBlocked">Whether the stance on unknown software is <c>block</c>.</param>
/// <param name="Support">How far the evidence carries it.</param>
/// <param name="RiskLevel">The highest level among the assessments of the tool that count and the one that the decision names; null: not assessed.</param>
public sealed record ApprovalRules(
    int ApprovalsNeeded, bool IsProtected, IReadOnlyList<string> UnapprovedAlternatives, bool UnknownIsBlocked, Support Support, RiskLevel? RiskLevel);

/// <summary>How many approvals a decision needs.</summary>
/// <param name="ByLevel">The number for each risk level; a level that is missing needs 1.</param>
public sealed record ApprovalCounts(IReadOnlyDictionary<RiskLevel, int> ByLevel)
{
    /// <summary>1, and 2 for high and very high.</summary>
    public static readonly ApprovalCounts Default = new(new Dictionary<RiskLevel, int> { [RiskLevel.High] = 2, [RiskLevel.VeryHigh] = 2 });

    /// <summary>The number for a level (null: not assessed); a protected tool needs at least 2.</summary>
    public int For(RiskLevel? level, bool isProtected) =>
        Math.Max(isProtected ? 2 : 1, level is { } l && ByLevel.TryGetValue(l, out var count) ? count : 1);
}
