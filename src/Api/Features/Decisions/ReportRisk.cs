using ToolRegistry.Api.Pipeline;
using ToolRegistry.Domain;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>The part of an internal report that says what risk was seen.</summary>
internal static class ReportRisk
{
    public static void Write(MarkdownWriter document, ReportFacts facts)
    {
        document.Heading(2, $"Risk");
        if (facts.Graded is { } graded)
            document.Paragraph(graded.RiskLevel is { } level ? (Markup)$"When revision {graded.Number} was approved, the highest level of risk on record of the tool was **{ReportMatter.Words(level)}**; it sets how many must approve." : $"When revision {graded.Number} was approved, no risk of the tool was assessed.");
        if (facts.Assessment is not { } assessment)
        {
            document.Paragraph($"The decision names no risk assessment.");
            return;
        }

        document.Paragraph($"The decision names the assessment {Numbers.Format(Numbers.Assessment, assessment.Number)}:");
        document.List(
        [
            $"**Level:** likelihood {ReportMatter.Words(assessment.Likelihood)} × impact {ReportMatter.Words(assessment.Impact)} → **{ReportMatter.Words(assessment.Level)}**",
            $"**Of versions:** {Markup.Code(assessment.Range.ToString())}",
            $"**Assessed by:** {assessment.AssessedBy.Value}, {facts.Instant(assessment.AssessedAt)}",
            $"**Next review:** {facts.Instant(assessment.NextReviewAt)}{(assessment.NextReviewAt <= facts.Source.At ? ", which has passed" : "")}",
        ]);
        document.Quote(assessment.Rationale);
        if (assessment.Factors.Count > 0)
            document.Table(["Factor", "Rating", "Why"], [.. assessment.Factors.Select(f => new Markup[] { $"{f.Code}", $"{ReportMatter.Words(f.Rating)}", $"{f.Reason}" })]);
    }
}
