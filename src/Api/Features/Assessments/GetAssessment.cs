using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Assessments;

/// <summary>Reads one risk assessment of a tool.</summary>
internal sealed record GetAssessment(string Slug, int Number) : IQuery<Stored<AssessmentView>>
{
    public static Permission Permission => Permission.ReadInternal;
}

internal sealed class GetAssessmentHandler(RegisterDbContext db) : IRequestHandler<GetAssessment, Stored<AssessmentView>>
{
    public async Task<Stored<AssessmentView>> Handle(GetAssessment request, CancellationToken cancellationToken) =>
        await db.Assessments.SingleOrDefaultAsync(a => a.Number == request.Number && a.Tool == request.Slug, cancellationToken) is { } assessment
            ? new Stored<AssessmentView>(AssessmentViews.Of(assessment), db.RowVersionOf(assessment))
            : throw DomainException.NotFound("assessment.not-found", "There is no such assessment of this tool.");
}
