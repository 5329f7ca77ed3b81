using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Risk;

namespace ToolRegistry.Api.Features.Assessments;

internal static class AssessmentViews
{
    public static AssessmentView Of(RiskAssessment assessment) => new(
        Numbers.Format(Numbers.Assessment, assessment.Number),
        assessment.Tool,
        assessment.Range.ToString(),
        Wire.Name(assessment.Likelihood),
        Wire.Name(assessment.Impact),
        Wire.Name(assessment.Level),
        [.. assessment.Factors.Select(f => new RiskFactorBody(f.Code, Wire.Name(f.Rating), f.Reason))],
        assessment.Rationale,
        assessment.NextReviewAt,
        assessment.AssessedBy.Value,
        assessment.AssessedAt);
}
