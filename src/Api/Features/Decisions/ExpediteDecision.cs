using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>Enforces the pending revision at once, where it only restricts further.</summary>
internal sealed record ExpediteDecision(int Number, ReasonBody Body) : ICommand<Stored<DecisionView>>
{
    public static Permission Permission => Permission.Approve;

    public static string Action => "decision.expedite";

    public string Subject => Numbers.Format(Numbers.Decision, Number);
}

internal sealed class ExpediteDecisionValidator : AbstractValidator<ExpediteDecision>
{
    public ExpediteDecisionValidator() => RuleFor(c => c.Body).SetValidator(new ReasonValidator());
}

internal sealed class ExpediteDecisionHandler(RegisterDbContext db, RequestContext context, DecisionViews views, TimeProvider clock, ApprovalRuleBook rules) : IRequestHandler<ExpediteDecision, Stored<DecisionView>>
{
    public async Task<Stored<DecisionView>> Handle(ExpediteDecision request, CancellationToken cancellationToken)
    {
        var decision = await db.ForChangeAsync<Decision>(request.Number, context.IfMatch, cancellationToken);
        var exceptions = await db.ExceptionsToAsync(decision, cancellationToken);
        var now = clock.GetUtcNow();
        decision.Expedite(await rules.ForAsync(decision, now, cancellationToken), exceptions, request.Body.Reason, context.Principal.Person, now);
        return await views.OfAsync(decision, cancellationToken);
    }
}
