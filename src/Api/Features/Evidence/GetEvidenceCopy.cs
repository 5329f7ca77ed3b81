using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Evidence;

/// <summary>Reads the stored copy of a piece of evidence.</summary>
internal sealed record GetEvidenceCopy(string Slug, int Number) : IQuery<InertDownload>
{
    public static Permission Permission => Permission.ReadInternal;
}

internal sealed class GetEvidenceCopyHandler(RegisterDbContext db) : IRequestHandler<GetEvidenceCopy, InertDownload>
{
    public async Task<InertDownload> Handle(GetEvidenceCopy request, CancellationToken cancellationToken)
    {
        var sha256 = (await db.FindEvidenceAsync(request.Slug, request.Number, cancellationToken)).Content.Sha256;
        return await db.Copies.AsNoTracking().SingleOrDefaultAsync(c => c.Sha256 == sha256, cancellationToken) is { } copy
            ? new InertDownload($"{Numbers.Format(Numbers.Evidence, request.Number)}.bin", copy.Sha256, copy.Bytes)
            : throw DomainException.NotFound("evidence.no-copy", "No copy of this evidence is stored.");
    }
}
