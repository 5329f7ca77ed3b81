using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>Takes the pending revision back.</summary>
internal sealed record WithdrawDecision(int Number, OptionalReasonBody? Body) : ICommand<Stored<DecisionView>>
{
    public static Permission Permission => Permission.Propose;

    public static string Action => "decision.withdraw";

    public string Subject => Numbers.Format(Numbers.Decision, Number);
}

internal sealed class WithdrawDecisionValidator : AbstractValidator<WithdrawDecision>
{
    public WithdrawDecisionValidator() => RuleFor(c => c.Body!.Reason).Paragraphs(2_000).When(c => c.Body is not null);
}

internal sealed class WithdrawDecisionHandler(RegisterDbContext db, RequestContext context, DecisionViews views, TimeProvider clock) : IRequestHandler<WithdrawDecision, Stored<DecisionView>>
{
    public async Task<Stored<DecisionView>> Handle(WithdrawDecision request, CancellationToken cancellationToken)
    {
        var decision = await db.ForChangeAsync<Decision>(request.Number, context.IfMatch, cancellationToken);
        decision.Withdraw(request.Body?.Reason, clock.GetUtcNow());
        return await views.OfAsync(decision, cancellationToken);
    }
}
