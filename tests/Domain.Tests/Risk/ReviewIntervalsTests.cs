using CsCheck;
using ToolRegistry.Domain.Risk;
using static ToolRegistry.Domain.Tests.Given;

namespace ToolRegistry.Domain.Tests.Risk;

/// <summary>Within which time an assessment is looked at again.</summary>
public class ReviewIntervalsTests
{
    [Theory]
    [InlineData(RiskLevel.VeryLow, 365)]
    [InlineData(RiskLevel.Low, 365)]
    [InlineData(RiskLevel.Moderate, 180)]
    [InlineData(RiskLevel.High, 90)]
    [InlineData(RiskLevel.VeryHigh, 30)]
    public void Default_IsShorterTheHigherTheLevel_AndAtMostAYear(RiskLevel level, int days) => Assert.Equal(days, ReviewIntervals.Default.Days(level));

    [Fact]
    public void LevelLeftOut_KeepsItsDefault()
    {
        var intervals = new ReviewIntervals(new Dictionary<RiskLevel, int> { [RiskLevel.High] = 14 });
        Assert.Equal((14, 30), (intervals.Days(RiskLevel.High), intervals.Days(RiskLevel.VeryHigh)));
        Assert.Equal(90, ReviewIntervals.Default.Days(RiskLevel.High));
    }

    [Fact]
    public void Interval_IsOneDayToAYear()
    {
        Assert.All([0, -1, 366], days => Refused.With("review-intervals.invalid", Refusal.Invalid, () => _ = new ReviewIntervals(new Dictionary<RiskLevel, int> { [RiskLevel.Low] = days })));
        Assert.All([1, 365], days => Assert.Equal(days, new ReviewIntervals(new Dictionary<RiskLevel, int> { [RiskLevel.Low] = days }).Days(RiskLevel.Low)));
    }

    [Fact]
    public void NextReview_IsTheOneGiven_OrAsLateAsTheLevelAllows_AndNeverLater() =>
        Gen.Select(Gen.Enum<RiskLevel>(), Gen.Int[1, ReviewIntervals.MaxDays], Gen.Long[-2, 400 * TimeSpan.TicksPerDay].Nullable()).Sample((level, days, ticks) =>
        {
            var intervals = new ReviewIntervals(new Dictionary<RiskLevel, int> { [level] = days });
            DateTimeOffset? given = ticks is { } after ? Day(1).AddTicks(after).ToOffset(TimeSpan.FromHours(8)) : null;
            if (ticks is <= 0 || ticks > days * TimeSpan.TicksPerDay)
            {
                Refused.With("assessment.invalid", Refusal.Invalid, () => intervals.NextReview(level, Day(1), given), "nextReviewAt");
                return;
            }

            var next = intervals.NextReview(level, Day(1), given);
            Assert.Equal((given ?? Day(1 + days), TimeSpan.Zero), (next, next.Offset));
        });

    [Fact]
    public void NextReview_MayBeTheLastInstantAllowed_AndNotOneTickLater()
    {
        Assert.Equal(Day(31), ReviewIntervals.Default.NextReview(RiskLevel.VeryHigh, Day(1), Day(31)));
        Refused.With("assessment.invalid", Refusal.Invalid, () => ReviewIntervals.Default.NextReview(RiskLevel.VeryHigh, Day(1), Day(31).AddTicks(1)), "nextReviewAt");
    }
}
