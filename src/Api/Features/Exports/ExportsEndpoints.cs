using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;
using ToolRegistry.Client.Signatures;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Features.Exports;

internal static class ExportsEndpoints
{
    private static readonly string[] Missing = ["export.target-unknown", "channel.not-found", "export.not-served"];
    private static readonly string[] Refused = [.. Missing, "export.broader", "export.narrower", "export.too-large"];

    public static void MapExports(this IEndpointRouteBuilder api)
    {
        var exports = api.MapGroup("/exports").WithTags("exports").WithMetadata(new Door.TakesBasic());

        exports.MapGet("/", (IMediator mediator, CancellationToken ct) => mediator.Send(new ListTargets(), ct))
            .Says<ListTargets, TargetList>("List the targets of exports, with what each can say", StatusCodes.Status200OK);

        exports.MapGet("/{target}", (string target, string? channel, string? at, IMediator mediator, Replica replica, TimeProvider clock) =>
                new ExportReply(new PullExport(target, channel, Wire.Instant(at, "at")), mediator, replica, clock))
            .Downloads<PullExport>("Pull the policy file of a target as a channel delivers it; If-None-Match saves what did not change, and Prefer: wait=N waits for what will", Refused);

        exports.MapGet("/{target}/fidelity", (string target, string? channel, string? at, IMediator mediator, CancellationToken ct) => mediator.Send(new GetFidelity(target, channel, Wire.Instant(at, "at")), ct))
            .Says<GetFidelity, FidelityReport>("How faithfully a target says each decision that a channel delivers, and what would mend it", StatusCodes.Status200OK, Missing);

        exports.MapGet("/{target}/signature", async (string target, string? channel, string? at, IMediator mediator, CancellationToken ct) =>
                TypedResults.Bytes((await mediator.Send(new SignExport(target, channel, Wire.Instant(at, "at")), ct)).Jws, CompactJws.MediaType))
            .Writes<SignExport>("The signature of an export: a compact JWS that says of which target, channel and revision the file is, until when it stands, and its SHA-256", [CompactJws.MediaType], [.. Refused, "signing.no-key", "signing.wrong-master-key"]);
    }
}
