using MediatR;
using Microsoft.AspNetCore.Mvc;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;
using ToolRegistry.Client.Findings;

namespace ToolRegistry.Api.Features.Checks;

internal static class ChecksEndpoints
{
    private const int MaxBatchBytes = 8 * 1024 * 1024;
    private static readonly string[] Codes = ["subject.invalid", "check.version-conflict", "check.version-invalid", "scope.invalid"];

    public static void MapChecks(this IEndpointRouteBuilder api)
    {
        var check = api.MapGroup("/check").WithTags("check");

        check.MapGet("/", async (string subject, string? version, string[]? groups, string? environment, string? region, string? at, long? revision, SingleChecks single, HttpContext http, CancellationToken ct) =>
                await single.AnswerAsync(http, new Check(new CheckBody(subject, version, groups is { Length: > 0 } ? groups : null, environment, region, Wire.Instant(at, "at")), revision), ct))
            .Says<Check, VerdictView>("May this be used, in this version, here, at this instant?", StatusCodes.Status200OK, [.. Codes, "check.revision-unknown"]);

        check.MapPost("/", async (CheckBatchBody body, IMediator mediator, CancellationToken ct) => new CheckReply(await mediator.Send(new CheckBatch(body), ct)))
            .Says<CheckBatch, CheckBatchView>("Many checks at one revision and one now; as SARIF or JUnit XML where Accept asks for it", StatusCodes.Status200OK, Codes)
            .AlsoAnswers(SarifWriter.MediaType, JUnitWriter.MediaType)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBatchBytes), new Door.SignedInOnly());
    }
}
