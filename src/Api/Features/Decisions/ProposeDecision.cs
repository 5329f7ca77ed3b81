using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>Puts the draft forward for review.</summary>
internal sealed record ProposeDecision(int Number) : ICommand<Stored<DecisionView>>
{
    public static Permission Permission => Permission.Propose;

    public static string Action => "decision.propose";

    public string Subject => Numbers.Format(Numbers.Decision, Number);
}

internal sealed class ProposeDecisionValidator : AbstractValidator<ProposeDecision>
{
    public ProposeDecisionValidator() => RuleFor(c => c.Number).GreaterThan(0);
}

internal sealed class ProposeDecisionHandler(RegisterDbContext db, RequestContext context, DecisionViews views, TimeProvider clock) : IRequestHandler<ProposeDecision, Stored<DecisionView>>
{
    public async Task<Stored<DecisionView>> Handle(ProposeDecision request, CancellationToken cancellationToken)
    {
        var decision = await db.ForChangeAsync<Decision>(request.Number, context.IfMatch, cancellationToken);
        var exceptions = await db.ExceptionsToAsync(decision, cancellationToken);
        decision.Propose(exceptions, context.Principal.Person, clock.GetUtcNow());
        return await views.OfAsync(decision, cancellationToken);
    }
}
