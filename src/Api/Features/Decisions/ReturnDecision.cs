using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>Sends the proposed revision back to its authors.</summary>
internal sealed record ReturnDecision(int Number, ReasonBody Body) : ICommand<Stored<DecisionView>>
{
    public static Permission Permission => Permission.Approve;

    public static string Action => "decision.return";

    public string Subject => Numbers.Format(Numbers.Decision, Number);
}

internal sealed class ReturnDecisionValidator : AbstractValidator<ReturnDecision>
{
    public ReturnDecisionValidator() => RuleFor(c => c.Body).SetValidator(new ReasonValidator());
}

internal sealed class ReturnDecisionHandler(RegisterDbContext db, RequestContext context, DecisionViews views, TimeProvider clock) : IRequestHandler<ReturnDecision, Stored<DecisionView>>
{
    public async Task<Stored<DecisionView>> Handle(ReturnDecision request, CancellationToken cancellationToken)
    {
        var decision = await db.ForChangeAsync<Decision>(request.Number, context.IfMatch, cancellationToken);
        decision.Return(request.Body.Reason, context.Principal.Person, clock.GetUtcNow());
        return await views.OfAsync(decision, cancellationToken);
    }
}
