using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;
using ToolRegistry.Client.Signatures;
using ToolRegistry.Infrastructure.Signing;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Features.Exports;

internal static class ExportsEndpoints
{
    private static readonly string[] Missing = ["export.target-unknown", "channel.not-found", "export.not-served"];
    private static readonly string[] Unsigned = ["signing.no-key", "signing.wrong-master-key"];

    /// <summary>The codes with which an export is refused.</summary>
    public static readonly string[] Refused = [.. Missing, "export.broader", "export.narrower", "export.too-large"];

    public static void MapExports(this IEndpointRouteBuilder api)
    {
        api.MapGet("/channels/{name}/pulls", (string name, int? limit, string? cursor, string? sort, IMediator mediator, CancellationToken ct) => mediator.Send(new ListPulls(new PageQuery(limit, cursor, sort), name), ct))
            .WithTags("exports")
            .Lists<ListPulls, PullView>("List who pulled what of a channel when, and who has not pulled what took effect since; sort by lastAt (descending unless said otherwise), target or puller", "channel.not-found");

        var exports = api.MapGroup("/exports").WithTags("exports").WithMetadata(new Door.TakesBasic());

        exports.MapGet("/", (IMediator mediator, CancellationToken ct) => mediator.Send(new ListTargets(), ct))
            .Says<ListTargets, TargetList>("List the targets of exports, with what each can say", StatusCodes.Status200OK);

        exports.MapGet("/{target}", (string target, string? channel, string? at, IMediator mediator, Replica replica, TimeProvider clock) =>
                new ExportReply(new PullExport(target, channel, Wire.Instant(at, "at")), mediator, replica, clock))
            .Downloads<PullExport>("Pull the policy file of a target as a channel delivers it; If-None-Match saves what did not change, and Prefer: wait=N waits for what will", [.. Refused, .. Unsigned])
            .SavesWhatIsKnown();

        exports.MapGet("/{target}/fidelity", (string target, string? channel, string? at, IMediator mediator, CancellationToken ct) => mediator.Send(new GetFidelity(target, channel, Wire.Instant(at, "at")), ct))
            .Says<GetFidelity, FidelityReport>("How faithfully a target says each decision that a channel delivers, and what would mend it", StatusCodes.Status200OK, Missing);

        exports.MapGet("/{target}/diff", (string target, string? channel, string? from, string? to, string? decision, IMediator mediator, CancellationToken ct) => mediator.Send(new GetDiff(target, channel, from, to, decision), ct))
            .Says<GetDiff, ExportDiffView>("What differs between two exports, decision by decision: from and to are instants, or policy revisions; or with a decision as it is drafted", StatusCodes.Status200OK, [.. Missing, "check.revision-unknown", "decision.not-found"]);

        exports.MapGet("/{target}/signature", async (string target, string? channel, string? at, HttpContext http, IMediator mediator, CancellationToken ct) =>
            {
                var signed = await mediator.Send(new SignExport(target, channel, Wire.Instant(at, "at"), http.Request.Prefers(CmsSignature.MediaType, CompactJws.MediaType)), ct);
                http.Response.Headers.Vary = "Accept, Authorization";
                return TypedResults.Bytes(signed.Bytes, signed.MediaType);
            })
            .Writes<SignExport>("The signature of an export: a compact JWS that says of which target, channel and revision the file is, until when it stands, and its SHA-256; or CMS over the file that says the same", [CompactJws.MediaType, CmsSignature.MediaType], [.. Refused, .. Unsigned]);
    }
}
