using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Evidence;

/// <summary>Reads one piece of evidence about a tool.</summary>
internal sealed record GetEvidence(string Slug, int Number) : IQuery<Stored<EvidenceView>>
{
    public static Permission Permission => Permission.ReadInternal;
}

internal sealed class GetEvidenceHandler(RegisterDbContext db) : IRequestHandler<GetEvidence, Stored<EvidenceView>>
{
    public async Task<Stored<EvidenceView>> Handle(GetEvidence request, CancellationToken cancellationToken)
    {
        var evidence = await db.FindEvidenceAsync(request.Slug, request.Number, cancellationToken);
        return new Stored<EvidenceView>(await db.ViewOfAsync(evidence, cancellationToken), db.RowVersionOf(evidence));
    }
}
