using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client.Signatures;

namespace ToolRegistry.Api.Features.Snapshots;

internal static class SnapshotsEndpoints
{
    public static void MapSnapshots(this IEndpointRouteBuilder api)
    {
        api.MapGet("/snapshot", async (IMediator mediator, CancellationToken ct) => new SignedSnapshot(await mediator.Send(new GetSnapshot(), ct)))
            .WithTags("check")
            .Writes<GetSnapshot>("All that checks of the asker need, signed (a compact JWS), to answer them away from the service", [CompactJws.MediaType], "signing.no-key", "signing.wrong-master-key")
            .WithMetadata(new Door.SignedInOnly());

        api.MapGet("/keys", (IMediator mediator, CancellationToken ct) => mediator.Send(new ListKeys(), ct))
            .WithTags("record")
            .Says<ListKeys, JsonWebKeySet>("The public halves of the keys by which the service signs (RFC 7517), the one in use first", StatusCodes.Status200OK);

        api.MapPost("/keys", (IMediator mediator, CancellationToken ct) => mediator.CreatedAsync(new RotateKey(), _ => "/v1/keys", ct))
            .WithTags("record")
            .Says<RotateKey, RotatedKey>("Make the next signing key: it is published at once, and signs later", StatusCodes.Status201Created, "signing.no-key", "signing.wrong-master-key", "signing.rotation-pending")
            .WithMetadata(new Door.SignedInOnly());
    }
}
