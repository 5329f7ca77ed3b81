using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Evidence;

/// <summary>Reads one piece of evidence about a tool.</summary>
internal sealed record GetEvidence(string Slug, int Number) : IQuery<Stored<EvidenceView>>
{
    public static Permission Permission => Permission.ReadInternal;
}

internal sealed class GetEvidenceHandler(RegisterDbContext db) : IRequestHandler<GetEvidence, Stored<EvidenceView>>
{
    public async Task<Stored<EvidenceView>> Handle(GetEvidence request, CancellationToken cancellationToken) =>
        await db.Evidence.SingleOrDefaultAsync(e => e.Number == request.Number && e.Tool == request.Slug, cancellationToken) is { } evidence
            ? new Stored<EvidenceView>(EvidenceViews.Whole(evidence), db.RowVersionOf(evidence))
            : throw DomainException.NotFound("evidence.not-found", "There is no such evidence about this tool.");
}
