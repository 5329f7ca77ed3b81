using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>Approves the pending revision, as another person than its authors.</summary>
internal sealed record ApproveDecision(int Number) : ICommand<Stored<DecisionView>>
{
    public static Permission Permission => Permission.Approve;

    public static string Action => "decision.approve";

    public string Subject => Numbers.Format(Numbers.Decision, Number);
}

internal sealed class ApproveDecisionValidator : AbstractValidator<ApproveDecision>
{
    public ApproveDecisionValidator() => RuleFor(c => c.Number).GreaterThan(0);
}

internal sealed class ApproveDecisionHandler(RegisterDbContext db, RequestContext context, DecisionViews views, TimeProvider clock, ApprovalRuleBook rules) : IRequestHandler<ApproveDecision, Stored<DecisionView>>
{
    public async Task<Stored<DecisionView>> Handle(ApproveDecision request, CancellationToken cancellationToken)
    {
        var decision = await db.ForChangeAsync<Decision>(request.Number, context.IfMatch, cancellationToken);
        var exceptions = await db.ExceptionsToAsync(decision, cancellationToken);
        var now = clock.GetUtcNow();
        decision.Approve(await rules.ForAsync(decision, now, cancellationToken), exceptions, context.Principal.Person, now);
        return await views.OfAsync(decision, cancellationToken);
    }
}
