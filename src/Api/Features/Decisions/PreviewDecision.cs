using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Exports;
using ToolRegistry.Infrastructure.Exports;
using ToolRegistry.Infrastructure.Insights;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>What would follow from a decision, as it is put.</summary>
/// <param name="Releases">The releases on record, and whether they are held.</param>
/// <param name="Others">The other decisions in force on the tool whose scope meets its own.</param>
/// <param name="Support">How far the evidence carries it now.</param>
/// <param name="IsProvisional">Whether it would be provisional.</param>
/// <param name="OwnProducts">The alternatives that the organization itself publishes.</param>
/// <param name="Checks">How often its tool was asked about in the last 30 days.</param>
/// <param name="Affected">How many of these checks would be answered otherwise.</param>
/// <param name="Fidelity">How faithfully each channel's targets would say it, at the instant from which it restricts.</param>
internal sealed record DecisionPreview(
    IReadOnlyList<(string Version, bool IsHeld)> Releases,
    IReadOnlyList<DecisionFact> Others,
    Support Support,
    bool IsProvisional,
    IReadOnlyList<string> OwnProducts,
    long Checks,
    long Affected,
    IReadOnlyList<(string Channel, string Target, ToolRegistry.Exports.Finding Finding)> Fidelity);

/// <summary>Says what would follow from a decision as it is typed.</summary>
/// <param name="Body">What it says so far.</param>
/// <param name="Number">Its number; null before it is on record.</param>
internal sealed record PreviewDecision(NewDecisionBody Body, int? Number) : IQuery<DecisionPreview>
{
    public static Permission Permission => Permission.ReadInternal;
}

internal sealed class PreviewDecisionHandler(RegisterDbContext db, Replica replica, PolicySettings policy, ExportOptions options, TimeProvider clock) : IRequestHandler<PreviewDecision, DecisionPreview>
{
    private const string Unwritten = "…";

    public async Task<DecisionPreview> Handle(PreviewDecision request, CancellationToken cancellationToken)
    {
        var tool = await db.FindRecordAsync<Tool>(request.Body.Tool, cancellationToken);
        // What follows does not hang on the words, and these are often written last.
        var terms = DecisionTermsReader.TermsOf(string.IsNullOrWhiteSpace(request.Body.PublicStatement) ? request.Body with { PublicStatement = Unwritten } : request.Body);
        var support = await db.SupportOfAsync(tool.Slug, terms.Claims, cancellationToken);
        var snapshot = replica.Current.Snapshot;
        var now = clock.GetUtcNow();
        var at = terms.Schedule.FirstRestrictionFrom(now);
        var fact = DecisionFact.Of(request.Number ?? 0, tool.Slug, terms, support);
        var asked = await db.AskedAgainAsync(snapshot, fact, now - DecisionUse.DefaultPeriod, at, cancellationToken);
        return new DecisionPreview(
            [.. tool.Releases.Select(r => (r.Version, VersionRange.Hold(terms.Ranges, r.Version) ?? true))],
            [.. snapshot.DecisionsOn(tool.Slug).Where(d => d.Number != request.Number && d.Scope.Overlaps(terms.Scope))],
            support,
            terms.IsProvisional(support),
            [.. terms.Alternatives.Select(a => snapshot.FindTool(a.Tool)).OfType<ToolFact>().Where(t => policy.IsOwn(t.Publisher)).Select(t => t.Name)],
            asked.Sum(a => a.Checks),
            asked.Where(a => a.IsAffected).Sum(a => a.Checks),
            [.. FidelityOf(ToolFact.Of(tool), fact, at)]);
    }

    /// <summary>By itself, since how faithfully it is said does not hang on other decisions.</summary>
    private IEnumerable<(string Channel, string Target, ToolRegistry.Exports.Finding Finding)> FidelityOf(ToolFact tool, DecisionFact fact, DateTimeOffset at)
    {
        var alone = new PolicySnapshot(replica.Current.Snapshot.Revision, policy, new PolicyFactSet([tool], [fact], []));
        foreach (var channel in replica.Current.Snapshot.Channels)
        {
            var export = new Export(alone, replica.Current.ChangedAt, channel, at, options.Address);
            foreach (var target in channel.Terms.Targets.Select(ExportTargets.Find).OfType<IExportTarget>())
            {
                foreach (var (_, finding) in ExportAcceptance.Judge(target, export))
                    yield return (channel.Name, target.Info.Title, finding);
            }
        }
    }
}
