using CsCheck;
using ToolRegistry.Domain.Risk;
using ToolRegistry.Domain.Versions;
using static ToolRegistry.Domain.Tests.Given;

namespace ToolRegistry.Domain.Tests.Risk;

/// <summary>One rating of a tool in some versions.</summary>
public class RiskAssessmentTests
{
    private static readonly AssessmentContent Good = new()
    {
        Range = VersionRange.Parse("vers:npm/>=2.1.91"),
        Likelihood = RiskLevel.Low,
        Impact = RiskLevel.VeryHigh,
        Factors = [new RiskFactor("independent_audit", RiskLevel.High, "None is published.")],
        Rationale = "Because.",
        NextReviewAt = Day(20).ToOffset(TimeSpan.FromHours(8)),
    };

    private static RiskAssessment Assess(AssessmentContent content, AssessmentRules? rules = null) => new(7, "claude", content, rules ?? AssessmentRules.Default, Ana, Day(10));

    [Fact]
    public void Record_KeepsWhatWasGiven_AndInstantsInUtc()
    {
        var assessment = Assess(Good);
        Assert.Equal((7, "claude", Good.Range, "Because.", Ana, Day(10)), (assessment.Number, assessment.Tool, assessment.Range, assessment.Rationale, assessment.AssessedBy, assessment.AssessedAt));
        Assert.Equal((RiskLevel.Low, RiskLevel.VeryHigh), (assessment.Likelihood, assessment.Impact));
        Assert.Equal(Good.Factors, assessment.Factors);
        Assert.Equal((Day(20), TimeSpan.Zero), (assessment.NextReviewAt, assessment.NextReviewAt.Offset));
    }

    [Fact]
    public void Level_FollowsFromLikelihoodAndImpact_WhateverTheFactorsSay() =>
        Gen.Select(Gen.Enum<RiskLevel>(), Gen.Enum<RiskLevel>(), Gen.Enum<RiskLevel>()).Sample((likelihood, impact, rating) =>
        {
            var assessment = Assess(Good with { Likelihood = likelihood, Impact = impact, Factors = [Good.Factors[0] with { Rating = rating }], NextReviewAt = null });
            Assert.Equal(RiskMatrix.Level(likelihood, impact), assessment.Level);
        });

    [Fact]
    public void Level_IsThatOfTheLikelihoodFirst() => Assert.Equal(
        (RiskLevel.Moderate, RiskLevel.Low),
        (Assess(Good).Level, Assess(Good with { Likelihood = RiskLevel.VeryHigh, Impact = RiskLevel.Low }).Level));

    [Fact]
    public void Rationale_IsRequiredAndBounded() => Assert.All(
        ["", " ", new string('a', 4_001)],
        rationale => Refused.With("assessment.invalid", Refusal.Invalid, () => Assess(Good with { Rationale = rationale }), "rationale"));

    [Fact]
    public void NextReview_FollowsFromTheLevel_WhereNoneIsGiven()
    {
        Assert.Equal(Day(190), Assess(Good with { NextReviewAt = null }).NextReviewAt);
        Assert.Equal(Day(375), Assess(Good with { NextReviewAt = null, Likelihood = RiskLevel.VeryLow }).NextReviewAt);
    }

    [Fact]
    public void NextReview_LiesAfterTheAssessment_AndNoLaterThanItsLevelAllows() => Assert.All(
        [Day(9), Day(10), Day(190).AddTicks(1)],
        at => Refused.With("assessment.invalid", Refusal.Invalid, () => Assess(Good with { NextReviewAt = at }), "nextReviewAt"));

    [Fact]
    public void Rules_AreThoseOfTheOrganization()
    {
        var rules = new AssessmentRules(new RiskFactorList(["licence"]), new ReviewIntervals(new Dictionary<RiskLevel, int> { [RiskLevel.Moderate] = 5 }));
        Refused.With("assessment.invalid", Refusal.Invalid, () => Assess(Good with { NextReviewAt = null }, rules), "factors");
        Refused.With("assessment.invalid", Refusal.Invalid, () => Assess(Good with { Factors = [] }, rules), "nextReviewAt");
        Assert.Equal(Day(15), Assess(Good with { Factors = [new RiskFactor("licence", RiskLevel.Low, "Apache-2.0.")], NextReviewAt = null }, rules).NextReviewAt);
    }
}
