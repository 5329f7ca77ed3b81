using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Risk;
using static ToolRegistry.Domain.Decisions.Disposition;
using static ToolRegistry.Domain.Tests.Decisions.DecisionSteps;
using static ToolRegistry.Domain.Tests.Given;

namespace ToolRegistry.Domain.Tests.Decisions;

/// <summary>A weak case is looked at again soon, and what is allowed at least once a year.</summary>
public class DecisionReviewDateTests
{
    private static readonly ApprovalRules Weak = Rules() with { Support = new Support(Confidence.Low, 1), RiskLevel = RiskLevel.High };

    public static TheoryData<double?, bool> Dates => new() { { null, false }, { 4, true }, { 93, true }, { 93.0001, false }, { 400, false } };

    [Theory]
    [MemberData(nameof(Dates))]
    public void Approve_OfAProvisionalRestriction_NeedsAReviewWithin90Days(double? day, bool isApproved)
    {
        var decision = Proposed(Content((3, HighRisk), (10, Banned)) with { ReviewBy = day is { } d ? Day(d) : null });
        if (!isApproved)
        {
            Refused.With("decision.review-required", Refusal.Conflict, () => decision.Approve(Weak, [], Ben, Day(3)), "reviewBy");
            Assert.Equal((ReviewState.Proposed, 0), (decision.State, decision.Pending!.Review.Approvals.Count));
            return;
        }

        decision.Approve(Weak, [], Ben, Day(3));
        Assert.Equal((true, Day(day!.Value), RiskLevel.High), (decision.InForce!.IsProvisional, decision.InForce.ReviewBy!.Value, decision.InForce.RiskLevel));
    }

    [Fact]
    public void Expedite_OfAProvisionalRestriction_NeedsAReviewWithin90Days()
    {
        var decision = Decision.Draft(42, "claude", Terms((3, Banned)), Ana, Day(1));
        Refused.With("decision.review-required", Refusal.Conflict, () => decision.Expedite(Weak, [], "exploited", Ana, Day(1)), "reviewBy");
        decision.Edit(DecisionTerms.Create(Content((3, Banned)) with { ReviewBy = Day(91) }), null, Ana);
        decision.Expedite(Weak, [], "exploited", Ana, Day(1));
        Assert.True(decision.InForce!.IsProvisional);
    }

    [Fact]
    public void Approve_OfAStrongRestriction_NeedsNoReviewDate()
    {
        var decision = InForce(Content((3, Banned)));
        Assert.Equal((false, null, Strong), (decision.InForce!.IsProvisional, decision.InForce.ReviewBy, decision.InForce.Support));
    }

    [Theory]
    [InlineData(Approved)]
    [InlineData(Constrained)]
    public void Approve_OfWhatPermits_IsReviewedWithinAYear(Disposition disposition)
    {
        var decision = Proposed(Content((3, disposition)));
        decision.Approve(Weak, [], Ben, Day(3));
        Assert.Equal((false, Day(3).AddYears(1)), (decision.InForce!.IsProvisional, decision.InForce.ReviewBy!.Value));

        var late = Proposed(Content((3, disposition)) with { ReviewBy = Day(3).AddYears(1).AddTicks(1) });
        Refused.With("decision.review-too-late", Refusal.Conflict, () => late.Approve(Weak, [], Ben, Day(3)), "reviewBy");
        var yearly = Proposed(Content((3, disposition)) with { ReviewBy = Day(3).AddYears(1) });
        yearly.Approve(Weak, [], Ben, Day(3));
        Assert.Equal(Day(3).AddYears(1), yearly.InForce!.ReviewBy);
    }

    [Fact]
    public void Approve_AfterTheReviewDate_LeavesTheReviewDueAtOnce()
    {
        var decision = Proposed(Content((3, Banned)) with { ReviewBy = Day(5) });
        decision.Approve(Weak, [], Ben, Day(6));
        decision.Reschedule(Phases((9, Banned)), "why", Ana, Day(6));
        decision.Approve(Weak, [], Ben, Day(6));
        Assert.Equal((2, Day(5)), (decision.InForce!.Number, decision.InForce.ReviewBy!.Value));
    }

    [Fact]
    public void Provisional_IsFixedAtApproval_AndSettledAnewByTheNextOne()
    {
        var decision = Proposed(Content((3, Banned)) with { ReviewBy = Day(50) });
        decision.Approve(Weak, [], Ben, Day(3));
        decision.Revise(DecisionTerms.Create(Content((3, Banned)) with { ReviewBy = Day(50) }), [], "the case is stronger", Ana, Day(6));
        Assert.True(decision.InForce!.IsProvisional);
        decision.Propose([], Ana, Day(6));
        decision.Approve(Rules(), [], Ben, Day(7));
        Assert.Equal((false, Strong), (decision.InForce.IsProvisional, decision.InForce.Support));
        Assert.True(decision.Revisions[0].IsProvisional);
    }

    [Fact]
    public void Revoke_NeedsNoReviewDate()
    {
        var decision = In("Revoking");
        decision.Approve(Weak, [], Cleo, Day(8));
        Assert.Equal((ReviewState.Revoked, null), (decision.State, decision.Revisions[^1].Support));
    }

    [Fact]
    public void Substance_IsTheRevisionThatTheDatesWereMovedOf()
    {
        Assert.Null(In("Draft").Substance);
        Assert.Null(In("Revoked").Substance);
        Assert.Equal(1, In("Approved").Substance!.Number);
        Assert.Equal(1, In("Revised").Substance!.Number);
        Assert.Equal(2, In("Superseded").Substance!.Number);

        var decision = In("Rescheduled");
        decision.Approve(Rules(), [], Cleo, Day(8));
        Assert.Equal((2, 1), (decision.InForce!.Number, decision.Substance!.Number));
        decision.Reschedule(Phases((2, HighRisk), (20, Banned)), "again", Ana, Day(9));
        decision.Approve(Rules(), [], Cleo, Day(9));
        Assert.Equal((3, 1), (decision.InForce.Number, decision.Substance.Number));
    }
}
