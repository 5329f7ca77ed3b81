using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Evidence;

/// <summary>Puts other evidence in the place of evidence, which stays on record and counts no more.</summary>
internal sealed record SupersedeEvidence(string Slug, int Number, SupersedeEvidenceBody Body) : ICommand<Stored<EvidenceView>>
{
    public static Permission Permission => Permission.EditTools;

    public static string Action => "evidence.supersede";

    public string Subject => Numbers.Format(Numbers.Evidence, Number);
}

internal sealed class SupersedeEvidenceValidator : AbstractValidator<SupersedeEvidence>
{
    public SupersedeEvidenceValidator()
    {
        RuleFor(c => c.Body.SupersededBy).Numbered(Numbers.Evidence);
        RuleFor(c => c.Body.Reason).Paragraphs(2_000);
    }
}

internal sealed class SupersedeEvidenceHandler(RegisterDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<SupersedeEvidence, Stored<EvidenceView>>
{
    public async Task<Stored<EvidenceView>> Handle(SupersedeEvidence request, CancellationToken cancellationToken)
    {
        var evidence = await db.ForChangeAsync<EvidenceRecord>(request.Number, e => e.Tool == request.Slug, context.IfMatch, cancellationToken);
        var successor = await db.FindRecordAsync<EvidenceRecord>(Wire.NumberIn(Numbers.Evidence, request.Body.SupersededBy, "supersededBy"), cancellationToken);
        evidence.Supersede(successor, request.Body.Reason, context.Principal.Person, clock.GetUtcNow());
        return new Stored<EvidenceView>(await db.ViewOfAsync(evidence, cancellationToken), db.RowVersionOf(evidence));
    }
}
