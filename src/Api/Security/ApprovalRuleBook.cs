using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Risk;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Security;

/// <summary>Finds out what the rules of approval need to know of other records and of the settings.</summary>
internal sealed class ApprovalRuleBook(RegisterDbContext db, Replica replica, ApprovalSettings settings, PolicySettings policy, ProtectedList protectedList, RequestContext context)
{
    /// <summary>Refuses approval by a token where people must sign in for it.</summary>
    /// <exception cref="DomainException"><c>approval.sign-in-required</c></exception>
    public void RequireMayApprove()
    {
        if (settings.RequireOidc && context.Principal.IsToken)
            throw DomainException.Forbidden("approval.sign-in-required", "Approval by token is switched off here: sign in as a person.");
    }

    /// <summary>What holds for the pending revision of a decision.</summary>
    public async Task<ApprovalRules> ForAsync(Decision decision, DateTimeOffset now, CancellationToken ct)
    {
        RequireMayApprove();
        var terms = (decision.Pending ?? decision.InForce)?.Terms;
        var isProtected = await IsProtectedAsync(decision.Tool, ct);
        var levels = await LevelsAsync(decision.Tool, terms?.Assessment, ct);
        var support = await db.SupportOfAsync(decision.Tool, terms?.Claims ?? [], ct);
        var unapproved = terms is null ? [] : await UnapprovedAlternativesAsync(terms, now, ct);
        return new ApprovalRules(CountOf(levels, isProtected), isProtected, unapproved, policy.Stance == CheckAction.Block, support, levels.Count == 0 ? null : levels.Max());
    }

    /// <summary>How many approvals an exception to a decision needs: as many as the decision.</summary>
    public async Task<int> ApprovalsNeededAsync(Decision decision, CancellationToken ct)
    {
        RequireMayApprove();
        return CountOf(await LevelsAsync(decision.Tool, decision.InForce?.Terms.Assessment, ct), await IsProtectedAsync(decision.Tool, ct));
    }

    /// <summary>How many approvals a change of a tool's identity needs: as many as the strictest of its decisions.</summary>
    public async Task<int> ApprovalsNeededAsync(Tool tool, CancellationToken ct)
    {
        RequireMayApprove();
        var counts = new List<int> { 1 };
        foreach (var decision in await db.Decisions.AsNoTracking().Where(d => d.Tool == tool.Slug).ToListAsync(ct))
            counts.Add(CountOf(await LevelsAsync(tool.Slug, decision.InForce?.Terms.Assessment, ct), protectedList.Names(tool)));
        return counts.Max();
    }

    private async Task<bool> IsProtectedAsync(string slug, CancellationToken ct) => protectedList.Names(await db.FindRecordAsync<Tool>(slug, ct));

    /// <summary>The levels of the assessment that the decision names and of those of the tool that count: leaving one off saves no approval.</summary>
    private async Task<IReadOnlyList<RiskLevel>> LevelsAsync(string tool, int? assessment, CancellationToken ct)
    {
        var assessments = await db.Assessments.AsNoTracking().Where(a => a.Tool == tool).ToListAsync(ct);
        return [.. RiskAssessments.Standing(assessments).Concat(assessments.Where(a => a.Number == assessment)).Select(a => a.Level)];
    }

    private int CountOf(IReadOnlyList<RiskLevel> levels, bool isProtected)
    {
        var counts = new ApprovalCounts(settings.Required);
        return levels.Select(l => counts.For(l, isProtected)).DefaultIfEmpty(counts.For(level: null, isProtected)).Max();
    }

    private async Task<IReadOnlyList<string>> UnapprovedAlternativesAsync(DecisionTerms terms, DateTimeOffset now, CancellationToken ct)
    {
        if (terms.Alternatives.Count == 0)
            return [];
        var snapshot = await replica.AsSeenByAsync(db, ct);
        var at = terms.Schedule.FirstRestrictionFrom(now);
        return
        [
            .. terms.Alternatives.Select(a => a.Tool).Where(slug => !AskersIn(terms.Scope).All(asker =>
                snapshot.Check(CheckQuery.Create(Subject.Parse(slug), version: null, asker.Groups, asker.Environment, asker.Region, at)).Outcome is Outcome.Approved or Outcome.Constrained)),
        ];
    }

    /// <summary>One asker for each way to be inside the scope; what it leaves open stays unknown, so an approval must hold without it.</summary>
    private static IEnumerable<(IReadOnlyList<string>? Groups, string? Environment, string? Region)> AskersIn(Scope scope) =>
        from groups in scope.Groups.Select(g => (IReadOnlyList<string>?)[g]).DefaultIfEmpty(null)
        from environment in scope.Environments.DefaultIfEmpty(null)
        from region in scope.Regions.DefaultIfEmpty(null)
        select (groups, environment, region);
}
