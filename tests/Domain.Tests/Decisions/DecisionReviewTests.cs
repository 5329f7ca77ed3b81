using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Risk;
using static ToolRegistry.Domain.Decisions.Disposition;
using static ToolRegistry.Domain.Tests.Decisions.DecisionSteps;
using static ToolRegistry.Domain.Tests.Given;

namespace ToolRegistry.Domain.Tests.Decisions;

/// <summary>Four eyes, the number of approvals, and revocation.</summary>
public class DecisionReviewTests
{
    [Theory]
    [InlineData("ana")]
    [InlineData("ANA")]
    [InlineData("Ana")]
    public void Approve_ByTheProposer_IsRefused_HoweverTheNameIsWritten(string name)
    {
        var decision = In("Proposed");
        Refused.With("review.four-eyes", Refusal.Forbidden, () => decision.Approve(Rules(), [], Owner.Parse(name), Day(3)));
        Assert.Equal(ReviewState.Proposed, decision.State);
    }

    [Fact]
    public void Approve_ByWhoeverEverEdited_IsRefused()
    {
        var decision = Decision.Draft(42, "claude", Terms((10, Banned)), Ana, Day(1));
        decision.Edit(Terms((11, Banned)), null, Ben);
        decision.Edit(Terms((12, Banned)), null, Ana);
        decision.Propose([], Cleo, Day(2));
        Assert.Equal([Ana, Ben, Cleo], decision.Pending!.Review.Authors);
        Assert.All([Ana, Ben, Cleo], author => Refused.With("review.four-eyes", Refusal.Forbidden, () => decision.Approve(Rules(), [], author, Day(3))));
        decision.Approve(Rules(), [], Dan, Day(3));
        Assert.Equal(ReviewState.Approved, decision.State);
    }

    [Fact]
    public void Approve_OfARevision_CountsItsOwnAuthors()
    {
        var decision = In("Approved");
        decision.Revise(Terms((3, Banned)), [], "worse than thought", Ben, Day(5));
        decision.Propose([], Ben, Day(5));
        Refused.With("review.four-eyes", Refusal.Forbidden, () => decision.Approve(Rules(), [], Ben, Day(6)));
        decision.Approve(Rules(), [], Ana, Day(6));
        Assert.Equal(2, decision.InForce!.Number);
    }

    [Fact]
    public void Approve_WhereTwoAreNeeded_TakesForceWithTheSecondPerson()
    {
        var decision = In("Proposed");
        decision.Approve(Rules(approvals: 2), [], Ben, Day(3));
        Assert.Equal((ReviewState.Proposed, null), (decision.State, decision.InForce));
        Refused.With("review.already-approved", Refusal.Conflict, () => decision.Approve(Rules(approvals: 2), [], Owner.Parse("BEN"), Day(4)));
        Assert.Single(decision.Pending!.Review.Approvals);
        decision.Approve(Rules(approvals: 2), [], Cleo, Day(5));
        Assert.Equal([new Approval(Ben, Day(3)), new Approval(Cleo, Day(5))], decision.InForce!.Review.Approvals);
        Assert.Equal(Day(5), decision.InForce.DecidedAt);
    }

    [Fact]
    public void Edit_AfterProposal_DropsTheApprovalsGiven_AndMakesAnAuthor()
    {
        var decision = In("Proposed");
        decision.Approve(Rules(approvals: 2), [], Ben, Day(3));
        decision.Edit(Terms((12, Banned)), null, Cleo);
        Assert.Equal(ReviewState.Proposed, decision.State);
        Assert.Empty(decision.Pending!.Review.Approvals);
        Refused.With("review.four-eyes", Refusal.Forbidden, () => decision.Approve(Rules(approvals: 2), [], Cleo, Day(4)));
        decision.Approve(Rules(approvals: 2), [], Ben, Day(4));
        Assert.Null(decision.InForce);
        decision.Approve(Rules(approvals: 2), [], Dan, Day(5));
        Assert.Equal(Day(12), decision.InForce!.Terms.Schedule.Phases[0].From);
    }

    [Fact]
    public void Approve_ThatIsRefused_CountsNoApproval()
    {
        var decision = In("Proposed");
        Refused.With("decision.alternative-not-approved", Refusal.Conflict, () => decision.Approve(Rules() with { UnapprovedAlternatives = ["qoder"] }, [], Ben, Day(3)));
        Assert.Empty(decision.Pending!.Review.Approvals);
        decision.Approve(Rules(), [], Ben, Day(3));
        Assert.Equal(ReviewState.Approved, decision.State);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(RiskLevel.VeryLow, 1)]
    [InlineData(RiskLevel.Low, 1)]
    [InlineData(RiskLevel.Moderate, 1)]
    [InlineData(RiskLevel.High, 2)]
    [InlineData(RiskLevel.VeryHigh, 2)]
    public void ApprovalCounts_FollowTheRiskLevel_AndAProtectedToolNeedsTwo(RiskLevel? level, int expected)
    {
        Assert.Equal(expected, ApprovalCounts.Default.For(level, isProtected: false));
        Assert.Equal(2, ApprovalCounts.Default.For(level, isProtected: true));
    }

    [Fact]
    public void ApprovalCounts_ThatAreConfigured_AreNeverBelowOne_NorBelowTwoForAProtectedTool()
    {
        var counts = new ApprovalCounts(new Dictionary<RiskLevel, int> { [RiskLevel.Low] = 0, [RiskLevel.High] = 3 });
        Assert.Equal((1, 2, 3, 3), (counts.For(RiskLevel.Low, false), counts.For(RiskLevel.Low, true), counts.For(RiskLevel.High, false), counts.For(RiskLevel.High, true)));
    }

    [Theory]
    [InlineData(HighRisk, 1, 5)]
    [InlineData(Banned, 1, 5)]
    [InlineData(Banned, 10, 5)]
    public void Revoke_OfARestriction_WaitsForASecondPerson(Disposition restricts, double from, double now)
    {
        var decision = InForce(Content((from, restricts)));
        decision.Revoke("settled", Cleo, Day(now));
        Assert.Equal((ReviewState.Approved, RevisionKind.Revoke, ReviewState.Proposed), (decision.State, decision.Pending!.Kind, decision.Pending.State));
        Assert.NotNull(DecisionFact.Of(decision, Support.None));
        Refused.With("review.four-eyes", Refusal.Forbidden, () => decision.Approve(Rules(), [], Cleo, Day(now)));

        decision.Approve(Rules(), [], Ana, Day(now + 1));
        Assert.Equal((ReviewState.Revoked, null, null), (decision.State, decision.InForce, decision.Pending));
        Assert.Equal((ReviewState.Superseded, Day(now + 1)), (decision.Revisions[0].State, decision.Revisions[0].EndedAt));
        Assert.Null(DecisionFact.Of(decision, Support.None));
    }

    [Theory]
    [InlineData(Approved)]
    [InlineData(Constrained)]
    public void Revoke_OfAnApproval_EndsAtOnce(Disposition permits)
    {
        var decision = InForce(Content((1, permits)));
        decision.Revoke("no longer wanted", Ana, Day(5));
        Assert.Equal((ReviewState.Revoked, null), (decision.State, decision.Pending));
        Assert.Null(DecisionFact.Of(decision, Support.None));
        Assert.Equal(("no longer wanted", Day(5)), (decision.Revisions[1].Reason, decision.Revisions[1].DecidedAt));
    }

    [Fact]
    public void Revoke_OfARestrictionThatIsOver_EndsAtOnce_AndOneThatComesAgainWaits()
    {
        var over = InForce(Content((1, Banned), (5, Approved)));
        over.Revoke("why", Ana, Day(5));
        Assert.Equal(ReviewState.Revoked, over.State);

        var again = InForce(Content((1, Banned), (5, Approved), (8, HighRisk)));
        again.Revoke("why", Ana, Day(5));
        Assert.Equal(ReviewState.Approved, again.State);
    }

    [Fact]
    public void Revoke_OfAHighRisk_NeedsAsManyApprovalsAsTheDecision()
    {
        var decision = In("Revoking");
        decision.Approve(Rules(approvals: 2), [], Ben, Day(7));
        Assert.Equal(ReviewState.Approved, decision.State);
        decision.Approve(Rules(approvals: 2), [], Cleo, Day(7));
        Assert.Equal(ReviewState.Revoked, decision.State);
    }
}
