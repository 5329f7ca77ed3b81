using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>Confirms an expedited decision, as another person than its authors.</summary>
internal sealed record RatifyDecision(int Number) : ICommand<Stored<DecisionView>>
{
    public static Permission Permission => Permission.Approve;

    public static string Action => "decision.ratify";

    public string Subject => Numbers.Format(Numbers.Decision, Number);
}

internal sealed class RatifyDecisionValidator : AbstractValidator<RatifyDecision>
{
    public RatifyDecisionValidator() => RuleFor(c => c.Number).GreaterThan(0);
}

internal sealed class RatifyDecisionHandler(RegisterDbContext db, RequestContext context, DecisionViews views, TimeProvider clock, ApprovalRuleBook rules) : IRequestHandler<RatifyDecision, Stored<DecisionView>>
{
    public async Task<Stored<DecisionView>> Handle(RatifyDecision request, CancellationToken cancellationToken)
    {
        rules.RequireMayApprove();
        var decision = await db.ForChangeAsync<Decision>(request.Number, context.IfMatch, cancellationToken);
        decision.Ratify(context.Principal.Person, clock.GetUtcNow());
        return await views.OfAsync(decision, cancellationToken);
    }
}
