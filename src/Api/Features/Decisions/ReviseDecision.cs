using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>Begins a revision of what is in force.</summary>
internal sealed record ReviseDecision(int Number, ReviseBody Body) : ICommand<Stored<DecisionView>>, ICreates
{
    public static Permission Permission => Permission.Propose;

    public static string Action => "decision.revise";

    public string Subject => Numbers.Format(Numbers.Decision, Number);
}

internal sealed class ReviseDecisionValidator : AbstractValidator<ReviseDecision>
{
    public ReviseDecisionValidator()
    {
        RuleFor(c => c.Body.Reason).Paragraphs(2_000);
        RuleForEach(c => c.Body.Ranges).Range();
        RuleFor(c => c.Body.Scope).Scope();
        RuleForEach(c => c.Body.Phases).SetValidator(new PhaseValidator());
        RuleFor(c => c.Body.Phases).Phases();
        RuleForEach(c => c.Body.Alternatives).SetValidator(new AlternativeValidator());
        RuleForEach(c => c.Body.Claims).Numbered(Numbers.Claim);
        RuleForEach(c => c.Body.Evidence).Numbered(Numbers.Evidence);
        RuleFor(c => c.Body.Assessment).Numbered(Numbers.Assessment);
        RuleFor(c => c.Body.Exceptions).Choices();
        RuleForEach(c => c.Body.Exceptions).SetValidator(new ExceptionChoiceValidator());
    }
}

internal sealed class ReviseDecisionHandler(RegisterDbContext db, RequestContext context, DecisionViews views, TimeProvider clock) : IRequestHandler<ReviseDecision, Stored<DecisionView>>
{
    public async Task<Stored<DecisionView>> Handle(ReviseDecision request, CancellationToken cancellationToken)
    {
        var decision = await db.ForChangeAsync<Decision>(request.Number, context.IfMatch, cancellationToken);
        if (decision.InForce is not { } inForce)
            throw DomainException.Conflict("decision.not-in-force", "No revision of this decision is approved: edit the pending one instead.");
        var terms = DecisionTermsReader.TermsOf(request.Body, inForce.Terms);
        await db.RequireReferencesAsync(decision.Tool, terms, cancellationToken);
        decision.Revise(terms, DecisionTermsReader.ChoicesOf(request.Body.Exceptions), request.Body.Reason, context.Principal.Person, clock.GetUtcNow());
        return await views.OfAsync(decision, cancellationToken);
    }
}
