using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>Lists decisions.</summary>
internal sealed record ListDecisions(PageQuery Page, string? Tool, string? State) : IQuery<Page<DecisionSummary>>
{
    public static Permission Permission => Permission.Browse;
}

internal sealed class ListDecisionsHandler(RegisterDbContext db, DecisionViews views, RequestContext context, AccessSettings access) : IRequestHandler<ListDecisions, Page<DecisionSummary>>
{
    private static readonly Sort<Decision> ByNumber = Sort<Decision>.By("number", d => d.Number);
    private static readonly Sort<Decision>[] Sorts = [Sort<Decision>.By("tool", d => d.Tool)];

    public async Task<Page<DecisionSummary>> Handle(ListDecisions request, CancellationToken cancellationToken)
    {
        var decisions = db.Decisions.AsNoTracking();
        var seesInternals = context.Principal.May(Permission.ReadInternal, access);
        if (!seesInternals)
            decisions = decisions.Where(d => d.Revisions.Any(r => r.State == ReviewState.Approved || r.State == ReviewState.Superseded || r.State == ReviewState.Revoked));
        if (request.Tool is { } tool)
            decisions = decisions.Where(d => d.Tool == tool);
        if (request.State is { } text)
        {
            var state = Wire.Parse<ReviewState>(text, "state");
            // An open or approved revision is what a decision is; an ended one only when nothing follows it.
            // That one is pending is for insiders, and so is a list of those that have one.
            if (!seesInternals && state is ReviewState.Draft or ReviewState.Proposed)
                decisions = decisions.Where(_ => false);
            decisions = state is ReviewState.Draft or ReviewState.Proposed or ReviewState.Approved
                ? decisions.Where(d => d.Revisions.Any(r => r.State == state))
                : decisions.Where(d => d.Revisions.OrderByDescending(r => r.Number).First().State == state && d.Revisions.All(r => r.State != ReviewState.Approved));
        }

        return await decisions.ToPageAsync(request.Page, ByNumber, Sorts, views.SummaryOf, cancellationToken);
    }
}
