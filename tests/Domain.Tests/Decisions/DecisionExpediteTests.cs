using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;
using static ToolRegistry.Domain.Decisions.Disposition;
using static ToolRegistry.Domain.Tests.Decisions.DecisionSteps;
using static ToolRegistry.Domain.Tests.Given;

namespace ToolRegistry.Domain.Tests.Decisions;

/// <summary>Expedition: enforcement by one person, ahead of review.</summary>
public class DecisionExpediteTests
{
    private static readonly DecisionContent Standing = Content((3, HighRisk), (10, Banned));

    [Fact]
    public void Expedite_EnforcesAtOnce_EvenByWhoeverDraftedIt_AndAsksForRatificationWithin72Hours()
    {
        var decision = In("Draft");
        decision.Expedite(Rules(approvals: 2), [], "actively exploited", Ana, Day(2));
        Assert.Equal((ReviewState.Approved, null), (decision.State, decision.Pending));
        Assert.Equal(new Expedition(Ana, Day(2), "actively exploited", Day(5)), decision.InForce!.Expedition);
        Assert.Equal(Day(5), DecisionFact.Of(decision, Support.None)!.RatifyBy);
    }

    [Fact]
    public void Expedite_OfWhatNobodyRatified_WinsNoTime()
    {
        var decision = In("Draft");
        decision.Expedite(Rules(), [], "actively exploited", Ben, Day(2));
        decision.Revise(decision.InForce!.Terms, [], "the same again", Ben, Day(4));
        decision.Expedite(Rules(), [], "still", Ben, Day(4));
        Assert.Equal(Day(5), decision.InForce!.Expedition!.RatifyBy);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    public void Ratify_ByAnother_InTimeOrLate_EndsTheWait(double day)
    {
        var decision = Decision.Draft(42, "claude", Terms((1, Banned)), Ana, Day(1));
        decision.Expedite(Rules(), [], "actively exploited", Ben, Day(2));
        Assert.All([Ana, Ben, Owner.Parse("BEN")], author => Refused.With("review.four-eyes", Refusal.Forbidden, () => decision.Ratify(author, Day(day))));
        Assert.NotNull(DecisionFact.Of(decision, Support.None)!.RatifyBy);

        decision.Ratify(Cleo, Day(day));
        Assert.Equal((Cleo, Day(day)), (decision.InForce!.Expedition!.RatifiedBy!, decision.InForce.Expedition.RatifiedAt!.Value));
        Assert.Null(DecisionFact.Of(decision, Support.None)!.RatifyBy);
        Refused.With("decision.nothing-to-ratify", Refusal.Conflict, () => decision.Ratify(Dan, Day(day)));
    }

    [Fact]
    public void Expedite_ThatNobodyRatifies_StaysInForce_AndIsKnownToBeOverdue()
    {
        var decision = In("Expedited");
        Assert.True(decision.InForce!.Expedition!.IsUnratified);
        Assert.Equal(decision.InForce.Expedition.At.AddHours(72), DecisionFact.Of(decision, Support.None)!.RatifyBy);
    }

    [Fact]
    public void Expedite_DropsApprovalsGiven()
    {
        var decision = In("Proposed");
        decision.Approve(Rules(approvals: 2), [], Ben, Day(3));
        decision.Expedite(Rules(approvals: 2), [], "actively exploited", Cleo, Day(4));
        Assert.Empty(decision.InForce!.Review.Approvals);
        decision.Ratify(Ben, Day(5));
    }

    [Fact]
    public void Expedite_OfWhatIsProtected_IsRefused()
    {
        var decision = In("Draft");
        Refused.With("decision.protected", Refusal.Conflict, () => decision.Expedite(Rules(approvals: 2, isProtected: true), [], "why", Ana, Day(2)));
        Assert.Equal(ReviewState.Draft, decision.State);
    }

    [Fact]
    public void Expedite_OfARevocation_IsRefused() =>
        Refused.With("decision.expedite-loosens", Refusal.Conflict, () => Do(In("Revoking"), "expedite"));

    public static TheoryData<string, bool> Changes => new()
    {
        { "ban later", false },
        { "ban sooner", true },
        { "high risk instead of the ban", false },
        { "ban instead of high risk", true },
        { "lapse", false },
        { "approval", false },
        { "narrower ranges", false },
        { "narrower scope", false },
        { "the same", true },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Expedite_OnlyRestrictsFurther(string change, bool isAllowed)
    {
        var decision = InForce(Standing);
        var terms = change switch
        {
            "ban later" => Standing with { Schedule = Phases((3, HighRisk), (11, Banned)) },
            "ban sooner" => Standing with { Schedule = Phases((3, HighRisk), (9, Banned)) },
            "high risk instead of the ban" => Standing with { Schedule = Phases((3, HighRisk)) },
            "ban instead of high risk" => Standing with { Schedule = Phases((3, Banned)) },
            "lapse" => Standing with { Schedule = Phases((3, HighRisk), (10, Banned), (20, Lapsed)) },
            "approval" => Standing with { Schedule = Phases((3, HighRisk), (10, Banned), (20, Approved)) },
            "narrower ranges" => Standing with { Ranges = Ranges("vers:npm/<2.0.0") },
            "narrower scope" => Standing with { Scope = Environment("workstation") },
            _ => Standing,
        };
        decision.Revise(DecisionTerms.Create(terms), [], "why", Ana, Day(5));
        if (isAllowed)
        {
            decision.Expedite(Rules(), [], "why", Ana, Day(5));
            Assert.Equal(2, decision.InForce!.Number);
            return;
        }

        Refused.With("decision.expedite-loosens", Refusal.Conflict, () => decision.Expedite(Rules(), [], "why", Ana, Day(5)));
        Assert.Equal((1, 2), (decision.InForce!.Number, decision.Pending!.Number));
    }

    [Theory]
    [InlineData(Approved)]
    [InlineData(Constrained)]
    public void Expedite_OfAFirstApproval_IsRefused(Disposition permits) => Refused.With(
        "decision.expedite-loosens",
        Refusal.Conflict,
        () => Decision.Draft(42, "claude", Terms((1, permits), (5, Banned)), Ana, Day(1)).Expedite(Rules(), [], "why", Ana, Day(2)));

    [Fact]
    public void Expedite_OfHighRisk_WhereTheUnknownIsBlocked_IsRefused()
    {
        Decision Draft() => Decision.Draft(42, "claude", Terms((1, HighRisk)), Ana, Day(1));
        Refused.With("decision.expedite-loosens", Refusal.Conflict, () => Draft().Expedite(Rules(unknownIsBlocked: true), [], "why", Ana, Day(2)));
        var allowed = Draft();
        allowed.Expedite(Rules(), [], "why", Ana, Day(2));
        Assert.Equal(ReviewState.Approved, allowed.State);
    }

    [Fact]
    public void Expedite_ThatDropsAConstraint_IsRefused()
    {
        var two = Content((1, Constrained)) with { Constraints = ["a", "b"] };
        var (fewer, more) = (InForce(two), InForce(two));
        fewer.Revise(DecisionTerms.Create(two with { Constraints = ["a"] }), [], "why", Ana, Day(5));
        Refused.With("decision.expedite-loosens", Refusal.Conflict, () => fewer.Expedite(Rules(), [], "why", Ana, Day(5)));
        more.Revise(DecisionTerms.Create(two with { Constraints = ["a", "b", "c"] }), [], "why", Ana, Day(5));
        more.Expedite(Rules(), [], "why", Ana, Day(5));
        Assert.Equal(3, more.InForce!.Terms.Constraints.Count);
    }

    // Before: nothing is said on day 5, so the answer is Unknown and a warning. A ban from day 1 on would meet the exception
    // that was granted for later, and tell its audience to go on.
    [Fact]
    public void Expedite_ThatBringsARestrictionUnderAnExceptionInForce_IsRefused()
    {
        var decision = InForce(Content((10, HighRisk)));
        var exception = ExceptionRecord.Draft(1, decision, ExceptionTerms.Create(Group("devs"), Day(1), Day(30), "needed", ["watched"], "some"), Ana, Day(3));
        exception.Propose(Ana);
        exception.Approve(decision, 1, Ben, Day(3));
        decision.Revise(Terms((4, Banned)), [], "exploited", Cleo, Day(4));
        var before = Check(decision, exception);
        Assert.Equal((Outcome.Unknown, CheckAction.Warn), (before.Outcome, before.Action));

        try
        {
            decision.Expedite(Rules(), [exception], "exploited", Cleo, Day(4));
        }
        catch (DomainException refusal) when (refusal.Code is "decision.expedite-loosens" or "decision.exceptions-open")
        {
            return;
        }

        Assert.True(Check(decision, exception).Action >= before.Action, $"{before.Action} became {Check(decision, exception).Action}");
    }

    private static Verdict Check(Decision decision, ExceptionRecord exception) =>
        new PolicySnapshot(1, PolicySettings.Default, new PolicyFactSet([new ToolFact("claude", "Claude", "Vendor", ToolIdentity.Create(VersionScheme.Get("npm"), false, [], []))], [DecisionFact.Of(decision, Support.None)!], ExceptionFact.Of(exception) is { } fact ? [fact] : []))
            .Check(CheckQuery.Create(Subject.Parse("claude"), null, ["devs"], null, null, Day(5)));
}
