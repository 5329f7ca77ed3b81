using System.Text.Json;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Policy;
using static ToolRegistry.Domain.Decisions.Disposition;
using static ToolRegistry.Domain.Tests.Decisions.DecisionSteps;
using static ToolRegistry.Domain.Tests.Given;

namespace ToolRegistry.Domain.Tests.Decisions;

/// <summary>The states of a decision, and what its revisions keep.</summary>
public class DecisionTests
{
    private const string Verbs = "edit propose comment return approve reject withdraw revise reschedule expedite ratify revoke";

    // One row a state, one column a verb in the order of Verbs: "ok", or the code after "decision.".
    public static TheoryData<string, string, string> Table
    {
        get
        {
            const string Over = "nothing-pending nothing-pending nothing-pending nothing-pending nothing-pending nothing-pending nothing-pending not-in-force not-in-force nothing-pending nothing-to-ratify not-in-force";
            const string Standing = "nothing-pending nothing-pending nothing-pending nothing-pending nothing-pending nothing-pending nothing-pending ok ok nothing-pending nothing-to-ratify ok";
            var rows = new (string State, string Cells)[]
            {
                ("Draft", "ok ok ok wrong-state wrong-state wrong-state ok not-in-force not-in-force ok nothing-to-ratify not-in-force"),
                ("Proposed", "ok wrong-state ok ok ok ok ok not-in-force not-in-force ok nothing-to-ratify not-in-force"),
                ("Approved", Standing),
                ("Ratified", Standing),
                ("Superseded", Standing),
                ("Expedited", "nothing-pending nothing-pending nothing-pending nothing-pending nothing-pending nothing-pending nothing-pending ok ok nothing-pending ok ok"),
                ("Revised", "ok ok ok wrong-state wrong-state wrong-state ok pending-exists pending-exists ok nothing-to-ratify pending-exists"),
                ("RevisionProposed", "ok wrong-state ok ok ok ok ok pending-exists pending-exists ok nothing-to-ratify pending-exists"),
                ("Rescheduled", "not-editable wrong-state ok not-editable ok ok ok pending-exists pending-exists ok nothing-to-ratify pending-exists"),
                ("Revoking", "not-editable wrong-state ok not-editable ok ok ok pending-exists pending-exists expedite-loosens nothing-to-ratify pending-exists"),
                ("Rejected", Over),
                ("Withdrawn", Over),
                ("Revoked", Over),
            };
            var table = new TheoryData<string, string, string>();
            foreach (var (state, cells) in rows)
            {
                foreach (var (verb, cell) in Verbs.Split(' ').Zip(cells.Split(' ')))
                    table.Add(state, verb, cell);
            }

            return table;
        }
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void EveryVerb_InEveryState_IsAllowedOrRefusedWithItsCode_AndARefusalChangesNothing(string state, string verb, string expected)
    {
        var decision = In(state);
        var before = JsonSerializer.Serialize(decision);
        if (expected == "ok")
        {
            Do(decision, verb);
            Assert.NotEqual(before, JsonSerializer.Serialize(decision));
            return;
        }

        Refused.With($"decision.{expected}", Refusal.Conflict, () => Do(decision, verb));
        Assert.Equal(before, JsonSerializer.Serialize(decision));
    }

    [Fact]
    public void Draft_IsADraftOfItsAuthor_AndNothingIsInForce()
    {
        var decision = Decision.Draft(42, "claude", Terms((10, Banned)), Ana, Day(1));
        Assert.Equal((ReviewState.Draft, 1, RevisionKind.Initial), (decision.State, decision.Pending!.Number, decision.Pending.Kind));
        Assert.Equal([Ana], decision.Pending.Review.Authors);
        Assert.Null(decision.InForce);
        Assert.Null(DecisionFact.Of(decision, Support.None));
    }

    [Fact]
    public void Approve_PutsTheRevisionInForce()
    {
        var decision = In("Approved");
        Assert.Equal((ReviewState.Approved, ReviewState.Approved, null), (decision.State, decision.InForce!.State, decision.Pending));
        Assert.Equal((Ana, Day(2), Day(3)), (decision.InForce.ProposedBy!, decision.InForce.ProposedAt!.Value, decision.InForce.DecidedAt!.Value));
        Assert.Equal([new Approval(Ben, Day(3))], decision.InForce.Review.Approvals);
    }

    [Fact]
    public void Comment_LeavesApprovalsAndMakesNobodyAnAuthor()
    {
        var decision = In("Proposed");
        decision.Approve(Rules() with { ApprovalsNeeded = 2 }, [], Ben, Day(3));
        decision.Comment("Which release?", Cleo, Day(4));
        Assert.Equal([new Comment(Cleo, Day(4), "Which release?")], decision.Pending!.Review.Comments);
        Assert.Equal([Ana], decision.Pending.Review.Authors);
        Assert.Equal(Ben, Assert.Single(decision.Pending.Review.Approvals).By);
        decision.Approve(Rules() with { ApprovalsNeeded = 2 }, [], Cleo, Day(5));
        Assert.Single(decision.InForce!.Review.Comments);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Comment_ThatSaysNothing_IsRefused(string text) =>
        Refused.With("review.comment-required", Refusal.Invalid, () => In("Proposed").Comment(text, Ben, Day(3)), "text");

    [Fact]
    public void Comment_BeyondTheirBound_IsRefused()
    {
        var decision = In("Proposed");
        for (var i = 0; i < Review.MaxComments; i++)
            decision.Comment("More.", Ben, Day(3));
        Refused.With("review.too-many-comments", Refusal.Conflict, () => decision.Comment("More.", Ben, Day(3)));
    }

    [Fact]
    public void Return_MakesADraftOfIt_DropsApprovalsAndKeepsWhatWasSaid()
    {
        var decision = In("Proposed");
        decision.Approve(Rules() with { ApprovalsNeeded = 2 }, [], Ben, Day(3));
        decision.Return("Name the fixed release.", Cleo, Day(4));
        Assert.Equal((ReviewState.Draft, 0), (decision.State, decision.Pending!.Review.Approvals.Count));
        Do(decision, "edit");
        decision.Propose([], Ana, Day(5));
        Assert.Equal([new Comment(Cleo, Day(4), "Name the fixed release.", AsksForChanges: true)], decision.Pending.Review.Comments);
        decision.Approve(Rules(), [], Cleo, Day(6));
        Assert.Equal(ReviewState.Approved, decision.State);
    }

    [Fact]
    public void Reject_KeepsWhyTheRevisionWasMade()
    {
        var decision = In("RevisionProposed");
        var reason = decision.Pending!.Reason;
        decision.Reject("no evidence", Day(9));
        Assert.Equal((reason, "no evidence"), (decision.Revisions[1].Reason, decision.Revisions[1].Outcome));
        Assert.False(string.IsNullOrEmpty(reason));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Verb_ThatNeedsAReason_IsRefusedWithoutOne(string reason) => Assert.All<Action>(
        [
            () => In("Proposed").Reject(reason, Day(3)),
            () => In("Proposed").Return(reason, Ben, Day(3)),
            () => In("Approved").Revise(Terms((3, Banned)), [], reason, Ana, Day(5)),
            () => In("Approved").Reschedule(Phases((4, HighRisk), (10, Banned)), reason, Ana, Day(5)),
            () => In("Approved").Revoke(reason, Ben, Day(5)),
            () => In("Draft").Expedite(Rules(), [], reason, Ben, Day(2)),
        ],
        verb => Refused.With("reason.required", Refusal.Invalid, verb, "reason"));

    [Fact]
    public void Reject_And_Withdraw_EndTheRevisionWithItsReason()
    {
        var (rejected, withdrawn) = (In("Proposed"), In("Draft"));
        rejected.Reject("no evidence", Day(3));
        withdrawn.Withdraw("asked by mistake", Day(4));
        Assert.Equal((ReviewState.Rejected, "no evidence", Day(3)), (rejected.State, rejected.Revisions[0].Outcome, rejected.Revisions[0].DecidedAt));
        Assert.Equal((ReviewState.Withdrawn, "asked by mistake", Day(4)), (withdrawn.State, withdrawn.Revisions[0].Outcome, withdrawn.Revisions[0].DecidedAt));
    }

    [Fact]
    public void Revise_LeavesTheApprovedInForce_UntilItIsApprovedItself()
    {
        var decision = In("RevisionProposed");
        Assert.Equal((ReviewState.Approved, 1, 2), (decision.State, decision.InForce!.Number, decision.Pending!.Number));
        Assert.Equal(Day(10), DecisionFact.Of(decision, Support.None)!.Schedule.Phases[^1].From);

        decision.Approve(Rules(), [], Cleo, Day(8));
        Assert.Equal((2, null), (decision.InForce!.Number, decision.Pending));
        Assert.Equal((ReviewState.Superseded, Day(8)), (decision.Revisions[0].State, decision.Revisions[0].EndedAt));
        Assert.Equal(Day(9), DecisionFact.Of(decision, Support.None)!.Schedule.Phases[^1].From);
    }

    [Theory]
    [InlineData("reject")]
    [InlineData("withdraw")]
    public void Revision_ThatComesToNothing_LeavesTheApprovedInForce(string verb)
    {
        var decision = In("RevisionProposed");
        Do(decision, verb);
        Assert.Equal((ReviewState.Approved, 1, null), (decision.State, decision.InForce!.Number, decision.Pending));
    }

    [Fact]
    public void Reschedule_MovesDatesAlone_AndWaitsForReview()
    {
        var decision = In("Approved");
        decision.Reschedule(Phases((3, HighRisk), (17, Banned)), "reported to shift", Ben, Day(5));
        Assert.Equal((RevisionKind.Reschedule, ReviewState.Proposed, "reported to shift", Ben), (decision.Pending!.Kind, decision.Pending.State, decision.Pending.Reason, decision.Pending.ProposedBy!));
        Assert.Equal(Day(10), DecisionFact.Of(decision, Support.None)!.Schedule.Phases[1].From);
        Refused.With("review.four-eyes", Refusal.Forbidden, () => decision.Approve(Rules(), [], Ben, Day(6)));
        decision.Approve(Rules(), [], Cleo, Day(6));
        Assert.Equal(Day(17), DecisionFact.Of(decision, Support.None)!.Schedule.Phases[1].From);
        Assert.Equal("Because.", decision.InForce!.Terms.PublicStatement);
    }

    [Fact]
    public void Reschedule_OfMoreThanDates_OrOfNone_IsRefused()
    {
        Schedule[] others = [Phases((3, HighRisk), (10, Banned)), Phases((3, Banned)), Phases((3, HighRisk), (12, Approved)), Phases((3, Banned), (12, HighRisk)), Phases((3, HighRisk), (10, Banned), (20, Lapsed))];
        Assert.All(others, other => Refused.With("decision.dates-only", Refusal.Conflict, () => In("Approved").Reschedule(other, "why", Ana, Day(5)), "phases"));
    }

    [Fact]
    public void DatesThatEverStood_AreKeptInTheRevisions()
    {
        var decision = In("Approved");
        foreach (var day in new[] { 17.0, 12.0, 24.0 })
        {
            decision.Reschedule(Phases((3, HighRisk), (day, Banned)), "shifts", Ana, Day(4));
            decision.Approve(Rules(), [], Ben, Day(5));
        }

        Assert.Equal([10, 17, 12, 24], decision.Revisions.Select(r => (r.Terms.Schedule.Phases[1].From - Day(0)).TotalDays));
        Assert.Equal([1, 2, 3, 4], decision.Revisions.Select(r => r.Number));
        Assert.Equal([ReviewState.Superseded, ReviewState.Superseded, ReviewState.Superseded, ReviewState.Approved], decision.Revisions.Select(r => r.State));
    }

    [Fact]
    public void Alternative_ThatIsTheToolItself_IsRefused()
    {
        var itself = DecisionTerms.Create(Content((10, Banned)) with { Alternatives = [new Alternative("claude", null)] });
        Refused.With("decision.alternative-is-itself", Refusal.Invalid, () => Decision.Draft(1, "claude", itself, Ana, Day(1)), "alternatives");
        Refused.With("decision.alternative-is-itself", Refusal.Invalid, () => In("Draft").Edit(itself, null, Ana), "alternatives");
        var standing = In("Approved");
        Refused.With("decision.alternative-is-itself", Refusal.Invalid, () => standing.Revise(itself, [], "why", Ana, Day(5)), "alternatives");
        Assert.Null(standing.Pending);
    }

    [Theory]
    [InlineData("Proposed", "approve")]
    [InlineData("RevisionProposed", "approve")]
    [InlineData("Rescheduled", "approve")]
    [InlineData("Draft", "expedite")]
    public void Alternative_ThatIsNotApproved_StopsApproval(string state, string verb)
    {
        var decision = In(state);
        Refused.With("decision.alternative-not-approved", Refusal.Conflict, () => Do(decision, verb, Rules() with { UnapprovedAlternatives = ["qoder"] }), "alternatives");
        Assert.NotNull(decision.Pending);
        Assert.Empty(decision.Pending.Review.Approvals);
    }

    [Fact]
    public void Alternative_ThatIsNotApproved_DoesNotStopARevocation()
    {
        var decision = In("Revoking");
        Do(decision, "approve", Rules() with { UnapprovedAlternatives = ["qoder"] });
        Assert.Equal(ReviewState.Revoked, decision.State);
    }

    [Fact]
    public void Fact_OfADecision_SaysWhatIsInForce_AndNoInternalText()
    {
        var decision = InForce(Content((3, HighRisk), (10, Banned)) with { Rationale = "canary", LiftWhen = "audited", Alternatives = [new Alternative("qoder", "Ours")], ReviewBy = Day(90) });
        var fact = DecisionFact.Of(decision, Support.None)!;
        Assert.Equal((42, "claude", "Because.", Day(90), null), (fact.Number, fact.Tool, fact.PublicStatement, fact.ReviewBy, fact.RatifyBy));
        Assert.Equal([new Alternative("qoder", "Ours")], fact.Alternatives);
        Assert.DoesNotContain("canary", JsonSerializer.Serialize(fact), StringComparison.Ordinal);
    }
}
