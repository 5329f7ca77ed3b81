using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>For whom a report is.</summary>
internal enum ReportVariant
{
    /// <summary>For everyone: what was in force, in public text alone.</summary>
    Public,

    /// <summary>For Analyst, Approver and Auditor: all that is on record of the decision.</summary>
    Internal,
}

/// <summary>Writes one page from which an auditor sees alone what was decided, by whom, when and on what.</summary>
/// <param name="Number">The decision's number.</param>
/// <param name="Variant"><c>public</c> or <c>internal</c>; null: the fullest that the asker may read.</param>
internal sealed record GetDecisionReport(int Number, string? Variant) : IQuery<MarkdownPage>
{
    public static Permission Permission => Permission.Browse;
}

internal sealed class GetDecisionReportHandler(RegisterDbContext db, RequestContext context, AccessSettings access, OrganizationSettings organization, PolicySettings policy, TimeZoneInfo zone, TimeProvider clock)
    : IRequestHandler<GetDecisionReport, MarkdownPage>
{
    private static readonly string Service = $"ToolRegistry {typeof(GetDecisionReport).Assembly.GetName().Version!.ToString(3)}";

    public async Task<MarkdownPage> Handle(GetDecisionReport request, CancellationToken cancellationToken)
    {
        var variant = VariantOf(request);
        var source = await SourceAsync(cancellationToken);
        var decision = await db.FindRecordAsync<Decision>(request.Number, cancellationToken);
        if (variant == ReportVariant.Public && !decision.Revisions.Any(DecisionViews.IsPublic))
            throw DomainException.NotFound("decision.not-found", "There is no decision of that name of which anything is public.");
        var facts = await FactsAsync(decision, variant, source, cancellationToken);
        return new MarkdownPage($"{facts.Name} on {facts.Tool.Name}", DecisionReport.Write(facts, variant));
    }

    private ReportVariant VariantOf(GetDecisionReport request)
    {
        var seesInternals = context.Principal.May(Permission.ReadInternal, access);
        var variant = request.Variant is { } text ? Wire.Parse<ReportVariant>(text, "variant") : seesInternals ? ReportVariant.Internal : ReportVariant.Public;
        if (variant == ReportVariant.Internal)
            context.Principal.Demand(Permission.ReadInternal, access);
        return variant;
    }

    /// <summary>Read before anything else, so that the log and the policy as they are named hold nothing that the report lacks.</summary>
    private async Task<ReportSource> SourceAsync(CancellationToken ct)
    {
        var audit = await db.AuditHead.AsNoTracking().SingleAsync(ct);
        var revision = await db.PolicyHead.AsNoTracking().Select(h => h.Revision).SingleAsync(ct);
        return new ReportSource(clock.GetUtcNow(), zone, organization.Name, Service, revision, audit.Seq, audit.Hash);
    }

    private async Task<ReportFacts> FactsAsync(Decision decision, ReportVariant variant, ReportSource source, CancellationToken ct)
    {
        var shown = decision.InForce ?? (variant == ReportVariant.Internal ? decision.Pending ?? decision.Revisions[^1] : decision.Revisions.Last(DecisionViews.IsPublic));
        var facts = new ReportFacts
        {
            Source = source,
            Decision = decision,
            Shown = shown,
            Tool = await db.Tools.Where(t => t.Slug == decision.Tool).Select(t => t.Details).SingleAsync(ct),
            Alternatives = await AlternativesAsync(shown, ct),
            Grounds = shown.Terms.Claims.Count + shown.Terms.Evidence.Count > 0 ? await db.GroundsOfAsync(decision.Tool, ct) : Grounds.None,
        };
        return variant == ReportVariant.Public ? facts : facts with
        {
            Assessment = shown.Terms.Assessment is { } number ? await db.Assessments.AsNoTracking().SingleAsync(a => a.Number == number, ct) : null,
            Exceptions = await db.Exceptions.AsNoTracking().Where(e => e.Decision == decision.Number).OrderBy(e => e.Number).ToListAsync(ct),
            Changes = await db.OpenChangesOfAsync(decision, ct),
        };
    }

    private async Task<IReadOnlyList<ReportAlternative>> AlternativesAsync(DecisionRevision shown, CancellationToken ct)
    {
        var slugs = shown.Terms.Alternatives.Select(a => a.Tool).ToArray();
        if (slugs.Length == 0)
            return [];
        var tools = await db.Tools.Where(t => slugs.Contains(t.Slug)).Select(t => new { t.Slug, t.Details.Name, t.Details.Publisher }).ToDictionaryAsync(t => t.Slug, StringComparer.Ordinal, ct);
        return [.. shown.Terms.Alternatives.Select(a => new ReportAlternative(a.Tool, tools[a.Tool].Name, tools[a.Tool].Publisher, policy.IsOwn(tools[a.Tool].Publisher), a.Note))];
    }
}
