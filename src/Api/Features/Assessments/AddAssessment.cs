using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Risk;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Assessments;

/// <summary>Puts a risk assessment of a tool on record.</summary>
internal sealed record AddAssessment(string Slug, NewAssessmentBody Body) : ICommand<Stored<AssessmentView>>, ICreates
{
    public static Permission Permission => Permission.EditTools;

    public static string Action => "assessment.add";

    public string Subject => Slug;
}

internal sealed class AddAssessmentValidator : AbstractValidator<AddAssessment>
{
    public AddAssessmentValidator()
    {
        RuleFor(c => c.Body.Range).Range();
        RuleFor(c => c.Body.Likelihood).OneOf<AddAssessment, RiskLevel>();
        RuleFor(c => c.Body.Impact).OneOf<AddAssessment, RiskLevel>();
        RuleFor(c => c.Body.Rationale).Paragraphs(4_000);
        RuleForEach(c => c.Body.Factors).ChildRules(factor =>
        {
            factor.RuleFor(f => f.Rating).OneOf<RiskFactorBody, RiskLevel>();
            factor.RuleFor(f => f.Reason).Paragraphs(1_000);
        });
    }
}

internal sealed class AddAssessmentHandler(RegisterDbContext db, RequestContext context, AssessmentRules rules, TimeProvider clock) : IRequestHandler<AddAssessment, Stored<AssessmentView>>
{
    public async Task<Stored<AssessmentView>> Handle(AddAssessment request, CancellationToken cancellationToken)
    {
        var tool = await db.FindRecordAsync<Tool>(request.Slug, cancellationToken);
        var number = 1 + (await db.Assessments.MaxAsync(a => (int?)a.Number, cancellationToken) ?? 0);
        var body = request.Body;
        var content = new AssessmentContent
        {
            Range = Wire.Range(body.Range, "range"),
            Likelihood = Wire.Parse<RiskLevel>(body.Likelihood, "likelihood"),
            Impact = Wire.Parse<RiskLevel>(body.Impact, "impact"),
            Factors = [.. (body.Factors ?? []).Select(f => new RiskFactor(f.Code, Wire.Parse<RiskLevel>(f.Rating, "factors"), f.Reason))],
            Rationale = body.Rationale,
            NextReviewAt = body.NextReviewAt,
        };
        var assessment = new RiskAssessment(number, tool.Slug, content, rules, context.Principal.Person, clock.GetUtcNow());
        db.AddRecord(assessment);
        return new Stored<AssessmentView>(AssessmentViews.Of(assessment), RowVersion: 1);
    }
}
