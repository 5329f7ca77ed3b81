using ToolRegistry.Domain.Decisions;
using static ToolRegistry.Domain.Decisions.Disposition;
using static ToolRegistry.Domain.Tests.Decisions.DecisionSteps;
using static ToolRegistry.Domain.Tests.Given;

namespace ToolRegistry.Domain.Tests.Decisions;

/// <summary>A revision that widens a decision says of each of its exceptions what becomes of it.</summary>
public class DecisionWideningTests
{
    private static readonly DecisionContent Narrow = Content((1, Banned)) with { Ranges = Ranges("vers:npm/>=1.0.0|<2.0.0"), Scope = Environment("workstation") };

    private static readonly DecisionContent WiderRanges = Narrow with { Ranges = Ranges("vers:npm/>=1.0.0|<3.0.0") };

    private static readonly DecisionContent WiderScope = Narrow with { Scope = Environment("workstation", "ci") };

    public static TheoryData<string, bool> Revisions => new()
    {
        { "wider ranges", true },
        { "wider scope", true },
        { "another range", true },
        { "another scope", true },
        { "narrower ranges", false },
        { "narrower scope", false },
        { "other phases", false },
    };

    private static DecisionContent Revision(string change) => change switch
    {
        "wider ranges" => WiderRanges,
        "wider scope" => WiderScope,
        "another range" => Narrow with { Ranges = Ranges("vers:npm/5.0.0") },
        "another scope" => Narrow with { Scope = Environment("server") },
        "narrower ranges" => Narrow with { Ranges = Ranges("vers:npm/1.5.0") },
        "narrower scope" => Narrow with { Scope = Scope.Create(["devs"], ["workstation"], null) },
        _ => Narrow with { Schedule = Phases((1, HighRisk), (9, Banned)) },
    };

    private static ExceptionRecord Granted(Decision decision, int number = 1, double until = 30)
    {
        var exception = ExceptionRecord.Draft(number, decision, ExceptionTerms.Create(Group("devs"), Day(1), Day(until), "needed", ["watched"], "some"), Ana, Day(3));
        exception.Propose(Ana);
        exception.Approve(decision, 1, Ben, Day(3));
        return exception;
    }

    private static Decision Revised(DecisionContent content, params ExceptionChoice[] choices)
    {
        var decision = InForce(Narrow);
        decision.Revise(DecisionTerms.Create(content), choices, "why", Ana, Day(5));
        return decision;
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public void Propose_OfARevisionThatWidens_DemandsAChoiceForEachException(string change, bool widens)
    {
        var decision = Revised(DecisionTerms.Create(Revision(change)).Content());
        var exception = Granted(decision);
        if (widens)
        {
            Refused.With("decision.exceptions-open", Refusal.Conflict, () => decision.Propose([exception], Ana, Day(6)), "exceptions");
            Assert.Equal(ReviewState.Draft, decision.Pending!.State);
            return;
        }

        decision.Propose([exception], Ana, Day(6));
        decision.Approve(Rules(), [exception], Ben, Day(6));
        Assert.Equal(ReviewState.Approved, exception.State);
    }

    [Fact]
    public void Approve_OfARevisionThatWidens_EndsTheExceptionsNotKept_AndNoOther()
    {
        var decision = Revised(WiderRanges, new ExceptionChoice(1, Keep: true), new ExceptionChoice(2, Keep: false));
        ExceptionRecord[] exceptions = [Granted(decision, 1), Granted(decision, 2)];
        decision.Propose(exceptions, Ana, Day(6));
        Assert.All(exceptions, e => Assert.Equal(ReviewState.Approved, e.State));
        decision.Approve(Rules(approvals: 2), exceptions, Ben, Day(6));
        Assert.All(exceptions, e => Assert.Equal(ReviewState.Approved, e.State));
        decision.Approve(Rules(approvals: 2), exceptions, Cleo, Day(7));
        Assert.Equal((ReviewState.Approved, ReviewState.Revoked), (exceptions[0].State, exceptions[1].State));
        Assert.Equal((null, Day(7)), (exceptions[0].EndedAt, exceptions[1].EndedAt));
    }

    [Theory]
    [InlineData("reject")]
    [InlineData("withdraw")]
    public void RevisionThatWidens_AndComesToNothing_EndsNoException(string verb)
    {
        var decision = Revised(WiderRanges, new ExceptionChoice(1, Keep: false));
        var exception = Granted(decision);
        decision.Propose([exception], Ana, Day(6));
        Do(decision, verb);
        Assert.Equal(ReviewState.Approved, exception.State);
    }

    [Fact]
    public void Approve_DemandsAChoiceForAnExceptionGrantedSinceTheProposal()
    {
        var decision = Revised(WiderScope);
        decision.Propose([], Ana, Day(6));
        var exception = Granted(decision);
        Refused.With("decision.exceptions-open", Refusal.Conflict, () => decision.Approve(Rules(), [exception], Ben, Day(6)), "exceptions");
        Assert.Empty(decision.Pending!.Review.Approvals);
        decision.Edit(DecisionTerms.Create(WiderScope), [new ExceptionChoice(1, Keep: false)], Ana);
        decision.Approve(Rules(), [exception], Ben, Day(6));
        Assert.Equal(ReviewState.Revoked, exception.State);
    }

    [Fact]
    public void Edit_WithoutChoices_KeepsThoseMade()
    {
        var decision = Revised(WiderRanges, new ExceptionChoice(1, Keep: true));
        decision.Edit(DecisionTerms.Create(WiderRanges), null, Ana);
        Assert.Equal([new ExceptionChoice(1, Keep: true)], decision.Pending!.Exceptions);
        decision.Edit(DecisionTerms.Create(WiderRanges), [], Ana);
        Assert.Empty(decision.Pending.Exceptions);
    }

    [Fact]
    public void ExceptionThatIsNotGranted_OrIsOver_NeedsNoChoice()
    {
        var decision = Revised(WiderRanges);
        var over = Granted(decision, 1, until: 5.5);
        var revoked = Granted(decision, 2);
        revoked.Revoke("abused", Day(4));
        var asked = ExceptionRecord.Draft(3, decision, ExceptionTerms.Create(Group("devs"), Day(1), Day(30), "needed", ["watched"], "some"), Ana, Day(3));
        decision.Propose([over, revoked, asked], Ana, Day(6));
        decision.Approve(Rules(), [over, revoked, asked], Ben, Day(6));
        Assert.Equal((2, ReviewState.Approved, ReviewState.Draft), (decision.InForce!.Number, over.State, asked.State));
    }

    [Fact]
    public void Expedite_OfARevisionThatWidens_KeepsNoException()
    {
        var kept = Revised(WiderRanges, new ExceptionChoice(1, Keep: true));
        var exception = Granted(kept);
        Refused.With("decision.expedite-loosens", Refusal.Conflict, () => kept.Expedite(Rules(), [exception], "why", Cleo, Day(6)));
        Assert.Equal(ReviewState.Approved, exception.State);

        var open = Revised(WiderRanges);
        Refused.With("decision.exceptions-open", Refusal.Conflict, () => open.Expedite(Rules(), [Granted(open)], "why", Cleo, Day(6)));

        var ended = Revised(WiderRanges, new ExceptionChoice(1, Keep: false));
        exception = Granted(ended);
        ended.Expedite(Rules(), [exception], "why", Cleo, Day(6));
        Assert.Equal((2, ReviewState.Revoked, Day(6)), (ended.InForce!.Number, exception.State, exception.EndedAt));
    }
}
