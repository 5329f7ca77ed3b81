using MediatR;
using Microsoft.AspNetCore.Mvc;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;
using ToolRegistry.Client.Findings;
using ToolRegistry.Client.Sboms;

namespace ToolRegistry.Api.Features.Checks;

internal static class ChecksEndpoints
{
    private const int MaxBatchBytes = 8 * 1024 * 1024;
    private static readonly string[] SbomCodes = [SbomException.Invalid, SbomException.FormatUnknown, SbomException.TooLarge, "scope.invalid"];
    private static readonly string[] Codes = ["subject.invalid", "check.version-conflict", "check.version-invalid", "scope.invalid"];

    public static void MapChecks(this IEndpointRouteBuilder api)
    {
        var check = api.MapGroup("/check").WithTags("check");

        check.MapGet("/", async (string subject, string? version, string[]? groups, string? environment, string? region, string? at, long? revision, SingleChecks single, HttpContext http, CancellationToken ct) =>
                await single.AnswerAsync(http, new Check(new CheckBody(subject, version, groups is { Length: > 0 } ? groups : null, environment, region, Wire.Instant(at, "at")), revision), ct))
            .Says<Check, VerdictView>("May this be used, in this version, here, at this instant?", StatusCodes.Status200OK, [.. Codes, "check.revision-unknown"])
            .SavesWhatIsKnown();

        check.MapPost("/", async (CheckBatchBody body, IMediator mediator, CancellationToken ct) => new CheckReply(await mediator.Send(new CheckBatch(body), ct)))
            .Says<CheckBatch, CheckBatchView>("Many checks at one revision and one now; as SARIF or JUnit XML where Accept asks for it", StatusCodes.Status200OK, Codes)
            .AlsoAnswers(SarifWriter.MediaType, JUnitWriter.MediaType)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBatchBytes), new Door.SignedInOnly());

        check.MapPost("/sbom", async ([FromQuery] string[]? groups, string? environment, string? region, string? at, Stream body, HttpRequest request, IMediator mediator, CancellationToken ct) =>
                new CheckReply(await mediator.Send(new CheckSbom(Inflated(body, request), request.ContentType, groups is { Length: > 0 } ? groups : null, environment, region, Wire.Instant(at, "at")), ct)))
            .Says<CheckSbom, CheckBatchView>("All components of an SBOM at one revision and one now; as SARIF or JUnit XML where Accept asks for it", StatusCodes.Status200OK, SbomCodes)
            .Takes("CycloneDX 1.4 to 1.7 as JSON or XML, or SPDX 2.3 as JSON; at most 50 MB, before and after gzip or deflate, and 100,000 components. What the SBOM is about as a whole is not checked: ask for it by itself.", SbomReader.MediaTypes)
            .AlsoAnswers(SarifWriter.MediaType, JUnitWriter.MediaType)
            .WithMetadata(new RequestSizeLimitAttribute(SbomReader.MaxBytes), new Door.SignedInOnly());
    }

    private static Stream Inflated(Stream body, HttpRequest request) =>
        RawBody.Inflated(body, request.Headers.ContentEncoding) ?? throw new SbomException(SbomException.FormatUnknown, line: null, $"The body is compressed by {request.Headers.ContentEncoding}. Send it as it is, or compress it by gzip or deflate.");
}
