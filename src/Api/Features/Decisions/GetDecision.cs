using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>Reads one decision.</summary>
internal sealed record GetDecision(int Number) : IQuery<Stored<DecisionView>>
{
    public static Permission Permission => Permission.Browse;
}

internal sealed class GetDecisionHandler(RegisterDbContext db, DecisionViews views) : IRequestHandler<GetDecision, Stored<DecisionView>>
{
    public async Task<Stored<DecisionView>> Handle(GetDecision request, CancellationToken cancellationToken) =>
        await views.OfAsync(await db.FindRecordAsync<Decision>(request.Number, cancellationToken), cancellationToken);
}
