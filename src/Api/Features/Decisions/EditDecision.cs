using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>Changes the pending revision; approvals given are dropped.</summary>
internal sealed record EditDecision(int Number, EditDecisionBody Body) : ICommand<Stored<DecisionView>>
{
    public static Permission Permission => Permission.Draft;

    public static string Action => "decision.edit";

    public string Subject => Numbers.Format(Numbers.Decision, Number);
}

internal sealed class EditDecisionValidator : AbstractValidator<EditDecision>
{
    public EditDecisionValidator()
    {
        RuleFor(c => c.Body).SetValidator(new DecisionTermsValidator());
        RuleFor(c => c.Body.Exceptions).Choices();
        RuleForEach(c => c.Body.Exceptions).SetValidator(new ExceptionChoiceValidator());
    }
}

internal sealed class EditDecisionHandler(RegisterDbContext db, RequestContext context, DecisionViews views) : IRequestHandler<EditDecision, Stored<DecisionView>>
{
    public async Task<Stored<DecisionView>> Handle(EditDecision request, CancellationToken cancellationToken)
    {
        var decision = await db.ForChangeAsync<Decision>(request.Number, context.IfMatch, cancellationToken);
        var terms = DecisionTermsReader.TermsOf(request.Body);
        await db.RequireReferencesAsync(decision.Tool, terms, cancellationToken);
        decision.Edit(terms, request.Body.Exceptions is { } choices ? DecisionTermsReader.ChoicesOf(choices) : null, context.Principal.Person);
        return await views.OfAsync(decision, cancellationToken);
    }
}
