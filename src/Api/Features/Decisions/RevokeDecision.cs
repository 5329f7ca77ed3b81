using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>Ends a decision; a restriction after another person's approval.</summary>
internal sealed record RevokeDecision(int Number, ReasonBody Body) : ICommand<Stored<DecisionView>>
{
    public static Permission Permission => Permission.Approve;

    public static string Action => "decision.revoke";

    public string Subject => Numbers.Format(Numbers.Decision, Number);
}

internal sealed class RevokeDecisionValidator : AbstractValidator<RevokeDecision>
{
    public RevokeDecisionValidator() => RuleFor(c => c.Body).SetValidator(new ReasonValidator());
}

internal sealed class RevokeDecisionHandler(RegisterDbContext db, RequestContext context, DecisionViews views, TimeProvider clock) : IRequestHandler<RevokeDecision, Stored<DecisionView>>
{
    public async Task<Stored<DecisionView>> Handle(RevokeDecision request, CancellationToken cancellationToken)
    {
        var decision = await db.ForChangeAsync<Decision>(request.Number, context.IfMatch, cancellationToken);
        decision.Revoke(request.Body.Reason, context.Principal.Person, clock.GetUtcNow());
        return await views.OfAsync(decision, cancellationToken);
    }
}
