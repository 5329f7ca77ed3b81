using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Evidence;

/// <summary>Grades or describes evidence anew; what it was is kept.</summary>
internal sealed record ChangeEvidence(string Slug, int Number, ChangeEvidenceBody Body) : ICommand<Stored<EvidenceView>>
{
    public static Permission Permission => Permission.EditTools;

    public static string Action => "evidence.change";

    public string Subject => Numbers.Format(Numbers.Evidence, Number);
}

internal sealed class ChangeEvidenceValidator : AbstractValidator<ChangeEvidence>
{
    public ChangeEvidenceValidator()
    {
        RuleFor(c => c.Body).SetValidator(new EvidenceBodyValidator());
        RuleFor(c => c.Body.Reason).Paragraphs(2_000);
    }
}

internal sealed class ChangeEvidenceHandler(RegisterDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<ChangeEvidence, Stored<EvidenceView>>
{
    public async Task<Stored<EvidenceView>> Handle(ChangeEvidence request, CancellationToken cancellationToken)
    {
        var evidence = await db.ForChangeAsync<EvidenceRecord>(request.Number, e => e.Tool == request.Slug, context.IfMatch, cancellationToken);
        var grounds = await db.GroundsOfAsync(evidence.Tool, cancellationToken);
        evidence.Change(EvidenceViews.ContentOf(request.Body), grounds, request.Body.Reason, context.Principal.Person, clock.GetUtcNow());
        return new Stored<EvidenceView>(await db.ViewOfAsync(evidence, cancellationToken), db.RowVersionOf(evidence));
    }
}
