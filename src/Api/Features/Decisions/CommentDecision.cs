using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>Says something of the pending revision.</summary>
internal sealed record CommentDecision(int Number, CommentBody Body) : ICommand<Stored<DecisionView>>
{
    public static Permission Permission => Permission.Draft;

    public static string Action => "decision.comment";

    public string Subject => Numbers.Format(Numbers.Decision, Number);
}

internal sealed class CommentDecisionValidator : AbstractValidator<CommentDecision>
{
    public CommentDecisionValidator() => RuleFor(c => c.Body.Text).Paragraphs(2_000);
}

internal sealed class CommentDecisionHandler(RegisterDbContext db, RequestContext context, DecisionViews views, TimeProvider clock) : IRequestHandler<CommentDecision, Stored<DecisionView>>
{
    public async Task<Stored<DecisionView>> Handle(CommentDecision request, CancellationToken cancellationToken)
    {
        var decision = await db.ForChangeAsync<Decision>(request.Number, context.IfMatch, cancellationToken);
        decision.Comment(request.Body.Text, context.Principal.Person, clock.GetUtcNow());
        return await views.OfAsync(decision, cancellationToken);
    }
}
