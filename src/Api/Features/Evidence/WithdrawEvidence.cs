using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Evidence;

/// <summary>Takes evidence back: it stays on record and counts no more.</summary>
internal sealed record WithdrawEvidence(string Slug, int Number, ReasonBody Body) : ICommand<Stored<EvidenceView>>
{
    public static Permission Permission => Permission.EditTools;

    public static string Action => "evidence.withdraw";

    public string Subject => Numbers.Format(Numbers.Evidence, Number);
}

internal sealed class WithdrawEvidenceValidator : AbstractValidator<WithdrawEvidence>
{
    public WithdrawEvidenceValidator()
    {
        RuleFor(c => c.Body.Reason).Paragraphs(2_000);
    }
}

internal sealed class WithdrawEvidenceHandler(RegisterDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<WithdrawEvidence, Stored<EvidenceView>>
{
    public async Task<Stored<EvidenceView>> Handle(WithdrawEvidence request, CancellationToken cancellationToken)
    {
        var evidence = await db.ForChangeAsync<EvidenceRecord>(request.Number, e => e.Tool == request.Slug, context.IfMatch, cancellationToken);
        evidence.Withdraw(request.Body.Reason, context.Principal.Person, clock.GetUtcNow());
        return new Stored<EvidenceView>(await db.ViewOfAsync(evidence, cancellationToken), db.RowVersionOf(evidence));
    }
}
