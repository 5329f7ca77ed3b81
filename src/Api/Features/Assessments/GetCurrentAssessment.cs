using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Risk;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Assessments;

/// <summary>Reads the risk assessment that counts for a version of a tool: the latest that contains it.</summary>
internal sealed record GetCurrentAssessment(string Slug, string Version, string? Identifier) : IQuery<Stored<AssessmentView>>
{
    public static Permission Permission => Permission.ReadInternal;
}

internal sealed class GetCurrentAssessmentValidator : AbstractValidator<GetCurrentAssessment>
{
    public GetCurrentAssessmentValidator()
    {
        RuleFor(q => q.Version).Line(1_000);
        RuleFor(q => q.Identifier).Line(2_000);
    }
}

internal sealed class GetCurrentAssessmentHandler(RegisterDbContext db) : IRequestHandler<GetCurrentAssessment, Stored<AssessmentView>>
{
    public async Task<Stored<AssessmentView>> Handle(GetCurrentAssessment request, CancellationToken cancellationToken)
    {
        var tool = await db.FindRecordAsync<Tool>(request.Slug, cancellationToken);
        var assessments = await db.Assessments.Where(a => a.Tool == tool.Slug).ToListAsync(cancellationToken);
        var current = request.Identifier is null
            ? RiskAssessments.Current(assessments, request.Version)
            : RiskAssessments.Current(assessments, request.Version, tool, IdentifierOf(tool, request.Identifier));
        return current is null
            ? throw DomainException.NotFound("assessment.not-found", "No assessment of this tool speaks of the version.")
            : new Stored<AssessmentView>(AssessmentViews.Of(current), db.RowVersionOf(current));
    }

    private static ToolIdentifier IdentifierOf(Tool tool, string text)
    {
        var keys = Subject.Parse(text).MatchKeys;
        return tool.Identity.Identifiers.Where(i => keys.Contains(i.Identifier.MatchKey)).Select(i => (ToolIdentifier?)i).FirstOrDefault()
            ?? throw DomainException.NotFound("identifier.not-found", "The tool has no such identifier: name one of those on record.");
    }
}
