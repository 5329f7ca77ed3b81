using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Risk;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Features.Tools;

/// <summary>A tool with what is decided about it now.</summary>
internal sealed record ToolRow(string Slug, string Name, string Publisher, Outcome Outcome, int Decisions, int Releases);

/// <summary>Some of the tools that were asked for, and how many there are.</summary>
internal sealed record ToolRows(IReadOnlyList<ToolRow> Items, int Count);

/// <summary>Finds tools in memory: by name and by what is decided, sorted by any column, from any place on.</summary>
/// <param name="Text">A part of the name, the slug or the publisher.</param>
/// <param name="Outcome">What is decided now, or null.</param>
/// <param name="Risk">The likelihood and impact of the latest assessment, or null; for staff only.</param>
/// <param name="Sort"><c>name</c>, <c>publisher</c>, <c>outcome</c>, <c>decisions</c> or <c>releases</c>, with <c>-</c> before it for descending.</param>
/// <param name="Skip">How many are left out.</param>
/// <param name="Take">How many at most, from 1 on.</param>
internal sealed record BrowseTools(string? Text, Outcome? Outcome, (RiskLevel Likelihood, RiskLevel Impact)? Risk, string? Sort, int Skip, int Take) : IQuery<ToolRows>
{
    public static Permission Permission => Permission.Browse;
}

internal sealed class BrowseToolsValidator : AbstractValidator<BrowseTools>
{
    public BrowseToolsValidator()
    {
        RuleFor(c => c.Text).MaximumLength(200);
        RuleFor(c => c.Skip).GreaterThanOrEqualTo(0);
        RuleFor(c => c.Take).GreaterThan(0);
    }
}

internal sealed class BrowseToolsHandler(Lazy<RegisterDbContext> db, Replica replica, ToolOutcomes outcomes, RequestContext context, AccessSettings access) : IRequestHandler<BrowseTools, ToolRows>
{
    public async Task<ToolRows> Handle(BrowseTools request, CancellationToken cancellationToken)
    {
        var assessed = request.Risk is { } risk ? await AssessedAsync(risk.Likelihood, risk.Impact, cancellationToken) : null;
        var (snapshot, decided) = (replica.Current.Snapshot, outcomes.Of(context.Principal.Groups));
        // What was put on record between the two is shown with the next page.
        ToolRow Of(ToolFact tool) => new(tool.Slug, tool.Name, tool.Publisher, decided.GetValueOrDefault(tool.Slug), snapshot.DecisionsOn(tool.Slug).Count, tool.Releases.Count);

        var tools = snapshot.Tools.Where(t => assessed?.Contains(t.Slug) != false).Where(t => request.Text is not { Length: > 0 } text || Has(t.Name, text) || Has(t.Slug, text) || Has(t.Publisher, text));
        var rows = tools.Where(t => request.Outcome is null || decided.GetValueOrDefault(t.Slug) == request.Outcome).Select(Of);
        ToolRow[] chosen = [.. request.Sort?.TrimStart('-') switch
        {
            "outcome" => Ordered(rows, r => r.Outcome, r => r.Slug, request.Sort),
            "decisions" => Ordered(rows, r => r.Decisions, r => r.Slug, request.Sort),
            "releases" => Ordered(rows, r => r.Releases, r => r.Slug, request.Sort),
            "publisher" => Ordered(rows, r => r.Publisher, r => r.Slug, request.Sort),
            _ => Ordered(rows, r => r.Name, r => r.Slug, request.Sort),
        }];
        return new ToolRows([.. chosen.Skip(request.Skip).Take(request.Take)], chosen.Length);
    }

    private async Task<HashSet<string>> AssessedAsync(RiskLevel likelihood, RiskLevel impact, CancellationToken ct)
    {
        context.Principal.Demand(Permission.ReadInternal, access);
        return (await db.Value.LatestAssessments().Where(a => a.Likelihood == likelihood && a.Impact == impact).Select(a => a.Tool).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
    }

    private static bool Has(string whole, string part) => whole.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<T> Ordered<T, TKey>(IEnumerable<T> all, Func<T, TKey> key, Func<T, string> then, string? sort)
    {
        var order = typeof(TKey) == typeof(string) ? (IComparer<TKey>)StringComparer.OrdinalIgnoreCase : Comparer<TKey>.Default;
        return (sort is ['-', ..] ? all.OrderByDescending(key, order) : all.OrderBy(key, order)).ThenBy(then, StringComparer.Ordinal);
    }
}
