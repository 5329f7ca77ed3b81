using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Features.Exports.Santa;

/// <summary>The four stages of Santa's sync protocol (https://northpole.dev/features/sync), under the address that Macs have as their <c>SyncBaseURL</c>.</summary>
internal static class SantaEndpoints
{
    private const string Encoding = "Content-Encoding";
    private const string Message = "The machine's side of a stage of Santa's sync protocol, as JSON, deflated or as it is";
    private const string Answer = "The service's side of the stage, as JSON in snake case";
    private static readonly string[] Bad = ["channel.not-found", "santa.machine-invalid", "santa.malformed", "santa.encoding"];

    // The protocol's own names.
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static void MapSanta(this IEndpointRouteBuilder api)
    {
        api.MapGet("/channels/{name}/machines", (string name, int? limit, string? cursor, string? sort, IMediator mediator, CancellationToken ct) => mediator.Send(new ListMachines(new PageQuery(limit, cursor, sort), name), ct))
            .WithTags("exports")
            .Lists<ListMachines, MachineView>("List the Macs whose Santa syncs with a channel, and which do not hold what is delivered now; sort by machine or lastAt", "channel.not-found");

        var santa = api.MapGroup("/channels/{name}/santa").WithTags("exports");

        santa.MapStage<BeginSantaSync, SantaPreflight>("preflight", (name, machine, body) => new(name, machine, body), "Begin a sync of Santa", [.. ExportsEndpoints.Refused, .. Bad]);
        santa.MapStage<UploadSantaEvents, SantaEventsTaken>("eventupload", (name, machine, body) => new(name, machine, body), "Take what Santa stopped, or would have: each is counted as a check", Bad);
        santa.MapStage<DownloadSantaRules, SantaRulesPage>("ruledownload", (name, machine, body) => new(name, machine, body), "Give Santa the rules that it lacks, and take away those that are lifted", [.. Bad, "santa.no-sync", "santa.cursor-stale"]);
        santa.MapStage<EndSantaSync, SantaSyncEnded>("postflight", (name, machine, body) => new(name, machine, body), "End a sync of Santa", [.. Bad, "santa.no-sync"]);
    }

    private static void MapStage<TRequest, TAnswer>(this RouteGroupBuilder santa, string stage, Func<string, string, SantaRequest, TRequest> requestOf, string summary, params string[] codes)
        where TRequest : IRequest<TAnswer> =>
        santa.MapPost($"/{stage}/{{machine}}", async (string name, string machine, Stream body, [FromHeader(Name = Encoding)] string? encoding, IMediator mediator, CancellationToken ct) =>
                TypedResults.Json(await mediator.Send(requestOf(name, SantaRequest.Machine(machine), await SantaRequest.ReadAsync(body, encoding, ct)), ct), Json))
            .Writes<TRequest>(summary, [MediaTypeNames.Application.Json], codes)
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                // Its members are the protocol's, and named by it.
                operation.Responses!["200"].Content![MediaTypeNames.Application.Json].Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Description = Answer };
                return Task.CompletedTask;
            })
            .Takes(Message, [MediaTypeNames.Application.Octet]);
}
