using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>Lists the revisions of a decision, the oldest first: every date that ever stood is here.</summary>
internal sealed record ListRevisions(int Number) : IQuery<RevisionList>
{
    public static Permission Permission => Permission.Browse;
}

internal sealed class ListRevisionsHandler(RegisterDbContext db, DecisionViews views) : IRequestHandler<ListRevisions, RevisionList>
{
    public async Task<RevisionList> Handle(ListRevisions request, CancellationToken cancellationToken) =>
        await views.RevisionsOfAsync(await db.FindRecordAsync<Decision>(request.Number, cancellationToken), cancellationToken);
}
