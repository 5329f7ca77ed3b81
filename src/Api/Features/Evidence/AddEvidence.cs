using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Evidence;

/// <summary>Puts evidence about a tool on record.</summary>
internal sealed record AddEvidence(string Slug, NewEvidenceBody Body) : ICommand<Stored<EvidenceView>>, ICreates
{
    public static Permission Permission => Permission.EditTools;

    public static string Action => "evidence.add";

    public string Subject => Slug;
}

internal sealed class AddEvidenceValidator : AbstractValidator<AddEvidence>
{
    public AddEvidenceValidator() => RuleFor(c => c.Body).SetValidator(new EvidenceBodyValidator());
}

internal sealed class AddEvidenceHandler(RegisterDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<AddEvidence, Stored<EvidenceView>>
{
    public async Task<Stored<EvidenceView>> Handle(AddEvidence request, CancellationToken cancellationToken)
    {
        var tool = await db.FindRecordAsync<Tool>(request.Slug, cancellationToken);
        var content = EvidenceViews.ContentOf(request.Body);
        var grounds = await db.GroundsNamedAsync(tool.Slug, content, cancellationToken);
        var number = 1 + (await db.Evidence.MaxAsync(e => (int?)e.Number, cancellationToken) ?? 0);
        var evidence = new EvidenceRecord(number, tool.Slug, content, grounds, context.Principal.Person, clock.GetUtcNow());
        db.AddRecord(evidence);
        return new Stored<EvidenceView>(await db.ViewOfAsync(evidence, cancellationToken), RowVersion: 1);
    }
}
