using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>Proposes other dates for what is in force.</summary>
internal sealed record RescheduleDecision(int Number, RescheduleBody Body) : ICommand<Stored<DecisionView>>, ICreates
{
    public static Permission Permission => Permission.Propose;

    public static string Action => "decision.reschedule";

    public string Subject => Numbers.Format(Numbers.Decision, Number);
}

internal sealed class RescheduleDecisionValidator : AbstractValidator<RescheduleDecision>
{
    public RescheduleDecisionValidator()
    {
        RuleFor(c => c.Body.Reason).Paragraphs(2_000);
        RuleForEach(c => c.Body.Phases).SetValidator(new PhaseValidator());
        RuleFor(c => c.Body.Phases).Phases();
    }
}

internal sealed class RescheduleDecisionHandler(RegisterDbContext db, RequestContext context, DecisionViews views, TimeProvider clock) : IRequestHandler<RescheduleDecision, Stored<DecisionView>>
{
    public async Task<Stored<DecisionView>> Handle(RescheduleDecision request, CancellationToken cancellationToken)
    {
        var decision = await db.ForChangeAsync<Decision>(request.Number, context.IfMatch, cancellationToken);
        decision.Reschedule(DecisionTermsReader.ScheduleOf(request.Body.Phases), request.Body.Reason, context.Principal.Person, clock.GetUtcNow());
        return await views.OfAsync(decision, cancellationToken);
    }
}
