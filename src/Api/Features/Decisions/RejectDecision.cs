using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>Refuses the pending revision.</summary>
internal sealed record RejectDecision(int Number, ReasonBody Body) : ICommand<Stored<DecisionView>>
{
    public static Permission Permission => Permission.Approve;

    public static string Action => "decision.reject";

    public string Subject => Numbers.Format(Numbers.Decision, Number);
}

internal sealed class RejectDecisionValidator : AbstractValidator<RejectDecision>
{
    public RejectDecisionValidator() => RuleFor(c => c.Body).SetValidator(new ReasonValidator());
}

internal sealed class RejectDecisionHandler(RegisterDbContext db, RequestContext context, DecisionViews views, TimeProvider clock) : IRequestHandler<RejectDecision, Stored<DecisionView>>
{
    public async Task<Stored<DecisionView>> Handle(RejectDecision request, CancellationToken cancellationToken)
    {
        var decision = await db.ForChangeAsync<Decision>(request.Number, context.IfMatch, cancellationToken);
        decision.Reject(request.Body.Reason, clock.GetUtcNow());
        return await views.OfAsync(decision, cancellationToken);
    }
}
