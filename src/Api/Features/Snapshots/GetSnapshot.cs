using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Features.Snapshots;

/// <summary>Reads all that checks of the asker need, to answer them away from the service.</summary>
internal sealed record GetSnapshot : IQuery<SnapshotDocument>
{
    public static Permission Permission => Permission.CheckMany;
}

internal sealed class GetSnapshotHandler(Replica replica, PolicySettings policy, RequestContext context) : IRequestHandler<GetSnapshot, SnapshotDocument>
{
    public Task<SnapshotDocument> Handle(GetSnapshot request, CancellationToken cancellationToken)
    {
        var snapshot = replica.Current.Snapshot;
        return Task.FromResult(SnapshotViews.Of(snapshot.Facts, snapshot.Revision, policy, context.Principal.Groups, replica.ConfirmedAt));
    }
}
