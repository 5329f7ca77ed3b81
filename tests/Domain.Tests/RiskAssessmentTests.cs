using ToolRegistry.Domain.Risk;
using ToolRegistry.Domain.Versions;
using static ToolRegistry.Domain.Tests.Given;

namespace ToolRegistry.Domain.Tests;

/// <summary>One rating of a tool in some versions.</summary>
public class RiskAssessmentTests
{
    private static RiskAssessment Assess(string rationale, DateTimeOffset? nextReview) => new(7, "claude", VersionRange.Parse("vers:npm/*"), RiskLevel.High, rationale, nextReview, Ana, Day(10));

    [Fact]
    public void Record_KeepsWhatWasGiven_AndInstantsInUtc()
    {
        var assessment = Assess("Because.", Day(20).ToOffset(TimeSpan.FromHours(8)));
        Assert.Equal((7, RiskLevel.High, "Because.", Day(20), Ana), (assessment.Number, assessment.Level, assessment.Rationale, assessment.NextReviewAt!.Value, assessment.AssessedBy));
        Assert.Equal(TimeSpan.Zero, assessment.NextReviewAt.Value.Offset);
    }

    [Fact]
    public void Rationale_IsRequiredAndBounded() =>
        Assert.All(["", " ", new string('a', 4_001)], rationale => Refused.With("assessment.invalid", Refusal.Invalid, () => Assess(rationale, null), "rationale"));

    [Fact]
    public void NextReview_LiesInTheFuture()
    {
        Refused.With("assessment.invalid", Refusal.Invalid, () => Assess("Because.", Day(10)), "nextReviewAt");
        Assert.Null(Assess("Because.", null).NextReviewAt);
    }
}
