using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Reviews;
using static ToolRegistry.Domain.Decisions.Disposition;
using static ToolRegistry.Domain.Tests.Decisions.DecisionSteps;
using static ToolRegistry.Domain.Tests.Given;

namespace ToolRegistry.Domain.Tests.Reviews;

/// <summary>What waits for a review of decisions and of exceptions to them.</summary>
public sealed class DecisionReviewsTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private static ReviewItem[] Items(Decision decision, DateTimeOffset now, DateTimeOffset? horizon = null, Owner? toolOwner = null, params OpenChange[] changes) =>
        [.. new WorkList(now, horizon ?? now.AddDays(30), TimeZoneInfo.Utc).Of(new DecisionOnRecord(decision, toolOwner, changes))];

    private static ReviewItem[] Items(ExceptionRecord exception, DateTimeOffset now, DateTimeOffset? horizon = null, Owner? toolOwner = null) =>
        [.. new WorkList(now, horizon ?? now.AddDays(30), TimeZoneInfo.Utc).Of(new ExceptionOnRecord(exception, "claude", toolOwner))];

    private static OpenChange Change(double day, string what = "refuted", bool isMaterial = true, bool opensLiftReview = false, int revision = 1) =>
        new(revision, Day(day), "CL-1", what, isMaterial, opensLiftReview);

    private static Decision Ban(double? reviewBy = null, string? liftWhen = null, Support? support = null)
    {
        var decision = Proposed(Content((3, Banned)) with { ReviewBy = reviewBy is { } day ? Day(day) : null, LiftWhen = liftWhen });
        decision.Approve(Rules() with { Support = support ?? Strong }, [], Ben, Day(3));
        return decision;
    }

    private static ExceptionRecord Exception(double until, double? reviewBy = null, bool isGranted = true)
    {
        var (decision, terms) = (In("Approved"), ExceptionTerms.Create(Group("devs"), Day(4), Day(until), "needed", ["watched"], "some", reviewBy is { } day ? Day(day) : null));
        var exception = ExceptionRecord.Draft(3, decision, terms, Ana, Day(4));
        exception.Propose(Ana);
        if (isGranted)
            exception.Approve(decision, 1, Ben, Day(5));
        return exception;
    }

    [Fact]
    public void Decision_IsDueAtItsReviewDate_AndWhoProposedItAnswersForAToolWithoutOwner()
    {
        var item = Assert.Single(Items(Ban(reviewBy: 40), Day(20)));
        Assert.Equal((ReviewKind.Decision, "TR-42", "claude", Ana, Day(40)), (item.Kind, item.Subject, item.Tool, item.Owner, item.DueAt));
        Assert.Equal("Review the decision, because its review date comes.", item.What);
        Assert.Equal(Dan, Assert.Single(Items(Ban(reviewBy: 40), Day(20), toolOwner: Dan)).Owner);
        Assert.Empty(Items(Ban(reviewBy: 40), Day(20), horizon: Day(40)));
        Assert.Single(Items(Ban(reviewBy: 40), Day(20), horizon: Day(40) + Tick));
        Assert.Empty(Items(Ban(), Day(200)));
    }

    [Fact]
    public void Decision_ThatIsProvisional_SaysSo() =>
        Assert.Contains("provisional", Assert.Single(Items(Ban(reviewBy: 40, support: Support.None), Day(20))).What, StringComparison.Ordinal);

    [Fact]
    public void Decision_ThatPermitsWithoutAReviewDate_IsDueAYearAfterItsApproval() =>
        Assert.Equal(Day(3).AddYears(1), Assert.Single(Items(InForce(Content((3, Approved))), Day(360))).DueAt);

    [Theory]
    [InlineData("Draft")]
    [InlineData("Proposed")]
    [InlineData("Rejected")]
    [InlineData("Withdrawn")]
    [InlineData("Revoked")]
    public void Decision_ThatIsNotInForce_WaitsForNoReview(string state) => Assert.Empty(Items(In(state), Day(100), changes: Change(9)));

    [Fact]
    public void Expedited_WaitsForRatificationFromTheFirstMoment_WhateverTheHorizon()
    {
        var item = Assert.Single(Items(In("Expedited"), Day(6), horizon: Day(1)));
        Assert.Equal((ReviewKind.Ratification, Ana, Day(9)), (item.Kind, item.Owner, item.DueAt));
        Assert.Equal("Ratify or revise the decision, as another person than ana, who enforced it alone: actively exploited", item.What);
        Assert.Empty(Items(In("Ratified"), Day(100)));
    }

    [Fact]
    public void Revalidation_IsOneItemOfADecision_DueAtTheFirstChange()
    {
        var item = Assert.Single(Items(Ban(), Day(20), changes: [Change(9), Change(8, "withdrawn"), Change(7, isMaterial: false)]));
        Assert.Equal((ReviewKind.Revalidation, "TR-42", Day(8)), (item.Kind, item.Subject, item.DueAt));
        Assert.Equal("Validate the decision again, because what it rests on changed: CL-1 (refuted); CL-1 (withdrawn).", item.What);
        Assert.Empty(Items(Ban(), Day(20), horizon: Day(9), changes: Change(9)));
    }

    [Fact]
    public void Revalidation_IsAnsweredByARevise_AndByNoReschedule()
    {
        Assert.Single(Items(In("Approved"), Day(20), changes: Change(5)));
        Assert.Single(Items(In("Revised"), Day(20), changes: Change(5)));
        var rescheduled = In("Rescheduled");
        Assert.Single(Items(rescheduled, Day(20), changes: Change(5)));
        Do(rescheduled, "approve");
        Assert.Equal(2, rescheduled.InForce!.Number);
        Assert.Single(Items(rescheduled, Day(20), changes: Change(5)));
        Assert.Empty(Items(In("Superseded"), Day(20), changes: Change(5)));
        Assert.Single(Items(In("Superseded"), Day(20), changes: Change(9, revision: 2)));
    }

    [Fact]
    public void LiftCondition_IsQuotedWithWhatChanged_AndNeedsADecisionThatHasOne()
    {
        var change = Change(9, "a new release", isMaterial: false, opensLiftReview: true);
        var item = Assert.Single(Items(Ban(liftWhen: "a fix is verified"), Day(20), changes: [change, Change(8, isMaterial: false)]));
        Assert.Equal((ReviewKind.LiftCondition, Day(9)), (item.Kind, item.DueAt));
        Assert.Equal("See whether the decision can be lifted, which waits for “a fix is verified”, because of what changed: CL-1 (a new release).", item.What);
        Assert.Empty(Items(Ban(), Day(20), changes: change));
    }

    [Fact]
    public void Change_ThatIsBoth_OpensBoth() =>
        Assert.Equal([ReviewKind.Revalidation, ReviewKind.LiftCondition], Items(Ban(liftWhen: "a fix is verified"), Day(20), changes: Change(9, opensLiftReview: true)).Select(i => i.Kind));

    [Fact]
    public void What_OfManyLongChanges_IsShort()
    {
        var what = Items(Ban(), Day(20), changes: [.. Enumerable.Repeat(Change(9, new string('a', 5_000)), 1_000)])[0].What;
        Assert.EndsWith("…); and 997 more.", what, StringComparison.Ordinal);
        Assert.InRange(what.Length, 600, 1_000);
    }

    [Fact]
    public void Exception_IsDueAtItsReviewDate_AndWhoAskedAnswersForAToolWithoutOwner()
    {
        var item = Assert.Single(Items(Exception(until: 200, reviewBy: 40), Day(20)));
        Assert.Equal((ReviewKind.Exception, "EX-3", "claude", Ana, Day(40)), (item.Kind, item.Subject, item.Tool, item.Owner, item.DueAt));
        Assert.Contains("exception to TR-42", item.What, StringComparison.Ordinal);
        Assert.Equal(Dan, Assert.Single(Items(Exception(until: 200, reviewBy: 40), Day(20), toolOwner: Dan)).Owner);
        Assert.Empty(Items(Exception(until: 200, reviewBy: 40), Day(20), horizon: Day(40)));
        Assert.Empty(Items(Exception(until: 200, reviewBy: 40, isGranted: false), Day(60)));
        Assert.Empty(Items(Exception(until: 200), Day(60)));
    }

    [Fact]
    public void Exception_ThatEndsWithinTheHorizon_ShowsUntilItEnds()
    {
        var exception = Exception(until: 60, reviewBy: 40);
        Assert.Equal([ReviewKind.Exception, ReviewKind.ExceptionExpiry], Items(exception, Day(60) - Tick).Select(i => i.Kind));
        Assert.Equal(Day(60), Items(exception, Day(50))[1].DueAt);
        Assert.Empty(Items(exception, Day(60)));
        Assert.Empty(Items(Exception(until: 60), Day(20), horizon: Day(60)));
        exception.Revoke("abused", Day(41));
        Assert.Empty(Items(exception, Day(50)));
    }
}
