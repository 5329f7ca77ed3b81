using ToolRegistry.Domain.Reviews;
using ToolRegistry.Domain.Risk;
using static ToolRegistry.Domain.Tests.Given;

namespace ToolRegistry.Domain.Tests.Reviews;

/// <summary>What waits for a review of tools and assessments, and up to which horizon.</summary>
public sealed class WorkListTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private static WorkList List(DateTimeOffset now, DateTimeOffset? horizon = null, TimeZoneInfo? zone = null) => new(now, horizon ?? now.AddDays(30), zone ?? TimeZoneInfo.Utc);

    private static ToolOnRecord Tool(DateOnly? lastVerifiedAt, DateTimeOffset? createdAt = null) => new("claude", Dan, lastVerifiedAt, createdAt ?? Day(1));

    private static RiskAssessment Assessment(int number, string range, double day, RiskLevel impact = RiskLevel.VeryHigh) =>
        new(number, "claude", new AssessmentContent { Range = Ranges(range)[0], Likelihood = RiskLevel.VeryHigh, Impact = impact, Rationale = "Because." }, AssessmentRules.Default, Ana, Day(day));

    [Fact]
    public void Item_IsOverdueFromTheInstantOnAtWhichItIsDue()
    {
        var item = new ReviewItem(ReviewKind.Tool, "claude", Number: null, Owner: null, Day(9), "Look.");
        Assert.Equal((false, true, true), (item.IsOverdueAt(Day(9) - Tick), item.IsOverdueAt(Day(9)), item.IsOverdueAt(Day(9) + Tick)));
    }

    [Theory]
    [InlineData(ReviewKind.Decision, 42, "TR-42")]
    [InlineData(ReviewKind.Ratification, 42, "TR-42")]
    [InlineData(ReviewKind.Revalidation, 42, "TR-42")]
    [InlineData(ReviewKind.LiftCondition, 42, "TR-42")]
    [InlineData(ReviewKind.Assessment, 7, "RA-7")]
    [InlineData(ReviewKind.Exception, 3, "EX-3")]
    [InlineData(ReviewKind.ExceptionExpiry, 3, "EX-3")]
    [InlineData(ReviewKind.Tool, null, "claude")]
    public void Subject_NamesTheRecordToLookAt(ReviewKind kind, int? number, string subject) =>
        Assert.Equal(subject, new ReviewItem(kind, "claude", number, Owner: null, Day(1), "Look.").Subject);

    [Fact]
    public void Tool_IsDueOnTheDayAfterSixMonthsFromItsVerification()
    {
        var item = Assert.Single(List(Day(1)).Of(Tool(new DateOnly(2026, 1, 5))));
        Assert.Equal((ReviewKind.Tool, "claude", Dan, Day(6)), (item.Kind, item.Subject, item.Owner, item.DueAt));
        Assert.Equal("Verify the tool's record, because it was last verified on 2026-01-05.", item.What);
    }

    [Fact]
    public void Tool_NeverVerified_IsDueSixMonthsAfterItWasPutOnRecord()
    {
        var item = Assert.Single(List(Day(180)).Of(Tool(lastVerifiedAt: null, Day(1).AddHours(13))));
        Assert.Equal(new DateTimeOffset(2027, 1, 2, 0, 0, 0, TimeSpan.Zero), item.DueAt);
        Assert.Equal("Verify the tool's record, because it has never been verified.", item.What);
    }

    [Fact]
    public void Tool_WithAVerificationThatHasNotTakenPlace_CountsAsNeverVerified()
    {
        Assert.Empty(List(Day(1)).Of(Tool(new DateOnly(2026, 7, 2))));
        Assert.Contains("never", Assert.Single(List(Day(1)).Of(Tool(DateOnly.MaxValue, Day(-300)))).What, StringComparison.Ordinal);
        Assert.Contains("2026-07-02", Assert.Single(List(Day(2), Day(300)).Of(Tool(new DateOnly(2026, 7, 2)))).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Tool_IsCountedInDaysOfTheOrganizationsTimeZone()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        Assert.Equal(Day(6).AddHours(-8), Assert.Single(List(Day(1), zone: zone).Of(Tool(new DateOnly(2026, 1, 5)))).DueAt);
        // In Shanghai the next day had begun when it was put on record.
        Assert.Equal(new DateTimeOffset(2027, 1, 2, 16, 0, 0, TimeSpan.Zero), Assert.Single(List(Day(180), zone: zone).Of(Tool(lastVerifiedAt: null, Day(1).AddHours(17)))).DueAt);
    }

    [Fact]
    public void Horizon_LeavesOffWhatIsDueAtIt_AndNothingThatIsDueBefore()
    {
        Assert.Empty(List(Day(1), Day(6)).Of(Tool(new DateOnly(2026, 1, 5))));
        Assert.Single(List(Day(1), Day(6) + Tick).Of(Tool(new DateOnly(2026, 1, 5))));
        Assert.Empty(List(Day(1), DateTimeOffset.MinValue).Of(Tool(new DateOnly(2026, 1, 5))));
        Assert.Single(List(Day(1), DateTimeOffset.MaxValue).Of(Tool(new DateOnly(2026, 6, 30))));
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Asia/Shanghai")]
    [InlineData("America/St_Johns")]
    public void Bounds_OnWhatIsLoaded_LeaveOffNoToolThatIsDue(string zone)
    {
        for (var day = 1; day < 800; day++)
        {
            var list = List(Day(day), Day(day + 0.7), TimeZoneInfo.FindSystemTimeZoneById(zone));
            for (var back = 170; back < 200; back++)
            {
                var (verified, created) = (list.Today.AddDays(-back), Day(day - back + 0.3));
                Assert.True(verified <= list.LatestVerification || !list.Of(Tool(verified)).Any());
                Assert.True(created < list.LatestCreation || !list.Of(Tool(lastVerifiedAt: null, created)).Any());
            }
        }
    }

    [Theory]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("America/Los_Angeles")]
    public void Horizon_AtTheEndsOfTime_IsAHorizonAsAnyOther(string zone) =>
        Assert.All([DateTimeOffset.MinValue, DateTimeOffset.MaxValue], horizon =>
        {
            var list = List(Day(1), horizon, TimeZoneInfo.FindSystemTimeZoneById(zone));
            Assert.Equal(horizon == DateTimeOffset.MaxValue, list.LatestVerification > list.Today);
            Assert.Equal(horizon == DateTimeOffset.MaxValue, list.LatestCreation > Day(1));
        });

    [Fact]
    public void Assessment_IsDueAtItsNextReview_AndItsAssessorAnswersForAToolWithoutOwner()
    {
        var assessment = Assessment(7, "vers:npm/<2.0.0", day: 1);
        var item = Assert.Single(List(Day(5)).Of(new AssessmentsOnRecord(ToolOwner: null, [assessment])));
        Assert.Equal((ReviewKind.Assessment, "RA-7", "claude", Ana, Day(31)), (item.Kind, item.Subject, item.Tool, item.Owner, item.DueAt));
        Assert.Equal("Assess the risk of vers:npm/<2.0.0 again, because the review of its level VeryHigh comes due.", item.What);
        Assert.Equal(Dan, Assert.Single(List(Day(5)).Of(new AssessmentsOnRecord(Dan, [assessment]))).Owner);
        Assert.Empty(List(Day(1), Day(31)).Of(new AssessmentsOnRecord(Dan, [assessment])));
    }

    [Fact]
    public void Assessment_SupersededByALaterOne_IsNeverDue()
    {
        var first = Assessment(1, "vers:npm/<2.0.0", day: 1);
        Assert.Empty(List(Day(90)).Of(new AssessmentsOnRecord(Dan, [first, Assessment(2, "vers:npm/*", day: 2, RiskLevel.Low)])));
        var narrower = Assessment(3, "vers:npm/<1.0.0", day: 2, RiskLevel.Low);
        Assert.Equal("RA-1", Assert.Single(List(Day(90)).Of(new AssessmentsOnRecord(Dan, [first, narrower]))).Subject);
    }
}
