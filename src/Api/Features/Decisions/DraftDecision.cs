using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>Begins a decision on a tool.</summary>
internal sealed record DraftDecision(NewDecisionBody Body) : ICommand<Stored<DecisionView>>, ICreates
{
    public static Permission Permission => Permission.Draft;

    public static string Action => "decision.draft";

    public string Subject => Body.Tool;
}

internal sealed class DraftDecisionValidator : AbstractValidator<DraftDecision>
{
    public DraftDecisionValidator()
    {
        RuleFor(c => c.Body.Tool).Slug();
        RuleFor(c => c.Body).SetValidator(new DecisionTermsValidator());
    }
}

internal sealed class DraftDecisionHandler(RegisterDbContext db, RequestContext context, DecisionViews views, TimeProvider clock) : IRequestHandler<DraftDecision, Stored<DecisionView>>
{
    public async Task<Stored<DecisionView>> Handle(DraftDecision request, CancellationToken cancellationToken)
    {
        var tool = await db.FindRecordAsync<Tool>(request.Body.Tool, cancellationToken);
        var terms = DecisionTermsReader.TermsOf(request.Body);
        await db.RequireReferencesAsync(tool.Slug, terms, cancellationToken);
        var number = 1 + (await db.Decisions.MaxAsync(d => (int?)d.Number, cancellationToken) ?? 0);
        var decision = Decision.Draft(number, tool.Slug, terms, context.Principal.Person, clock.GetUtcNow());
        db.AddRecord(decision);
        return await views.OfAsync(decision, cancellationToken);
    }
}
