using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;
using ToolRegistry.Domain;

namespace ToolRegistry.Api.Features.Assessments;

internal static class AssessmentsEndpoints
{
    public static void MapAssessments(this IEndpointRouteBuilder api)
    {
        var assessments = api.MapGroup("/tools/{slug}/risk-assessments").WithTags("tools");

        assessments.MapGet("/", (string slug, int? limit, string? cursor, string? sort, IMediator mediator, CancellationToken ct) =>
                mediator.Send(new ListAssessments(slug, new PageQuery(limit, cursor, sort)), ct))
            .Lists<ListAssessments, AssessmentView>("List the risk assessments of a tool", "tool.not-found");

        assessments.MapPost("/", (string slug, NewAssessmentBody body, IMediator mediator, CancellationToken ct) =>
                mediator.CreatedAsync(new AddAssessment(slug, body), created => $"/v1/tools/{slug}/risk-assessments/{created.Number}", ct))
            .Says<AddAssessment, AssessmentView>("Record a risk assessment of a tool", StatusCodes.Status201Created, "tool.not-found", "assessment.invalid", "range.invalid", "version-scheme.unknown");

        assessments.MapGet("/current", (string slug, string version, string? identifier, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new GetCurrentAssessment(slug, version, identifier), ct))
            .Says<GetCurrentAssessment, AssessmentView>("Read the assessment that counts for a version: of the tool, or of one of its identifiers", StatusCodes.Status200OK, "tool.not-found", "assessment.not-found", "identifier.not-found", "subject.invalid");
        assessments.MapGet("/{number}", (string slug, string number, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new GetAssessment(slug, Wire.Number(Numbers.Assessment, number)), ct))
            .Says<GetAssessment, AssessmentView>("Read a risk assessment of a tool", StatusCodes.Status200OK, "assessment.not-found");
    }
}
