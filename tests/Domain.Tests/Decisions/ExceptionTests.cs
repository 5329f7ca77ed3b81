using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Policy;
using static ToolRegistry.Domain.Decisions.Disposition;
using static ToolRegistry.Domain.Tests.Decisions.DecisionSteps;
using static ToolRegistry.Domain.Tests.Given;

namespace ToolRegistry.Domain.Tests.Decisions;

/// <summary>Exceptions: what they may say, and their way through review.</summary>
public class ExceptionTests
{
    private static readonly Decision Ban = In("Approved");

    private static ExceptionTerms Terms(Scope? audience = null, double from = 1, double until = 30, string reason = "needed", string[]? controls = null, string residualRisk = "some") =>
        ExceptionTerms.Create(audience ?? Group("devs"), Day(from), Day(until), reason, controls ?? ["watched"], residualRisk);

    private static ExceptionRecord InState(string state)
    {
        var exception = ExceptionRecord.Draft(7, Ban, Terms(), Ana, Day(4));
        if (state is not ("Draft" or "Withdrawn"))
            exception.Propose(Ana);
        switch (state)
        {
            case "Approved" or "Revoked":
                exception.Approve(Ban, 1, Ben, Day(5));
                break;
            case "Rejected":
                exception.Reject("no", Day(5));
                break;
            case "Withdrawn":
                exception.Withdraw(Day(5));
                break;
        }

        if (state == "Revoked")
            exception.Revoke("abused", Day(6));
        Assert.Equal(state, exception.State.ToString());
        return exception;
    }

    private static void Do(ExceptionRecord exception, string verb)
    {
        switch (verb)
        {
            case "edit":
                exception.Edit(Terms(until: 20), Ana);
                break;
            case "propose":
                exception.Propose(Ana);
                break;
            case "approve":
                exception.Approve(Ban, 1, Cleo, Day(8));
                break;
            case "reject":
                exception.Reject("no", Day(8));
                break;
            case "withdraw":
                exception.Withdraw(Day(8));
                break;
            default:
                exception.Revoke("abused", Day(8));
                break;
        }
    }

    public static TheoryData<string, string, string> Table
    {
        get
        {
            var table = new TheoryData<string, string, string>();
            foreach (var (state, allowed) in new[]
            {
                ("Draft", "edit propose withdraw"), ("Proposed", "edit approve reject withdraw"), ("Approved", "revoke"), ("Rejected", ""), ("Withdrawn", ""), ("Revoked", ""),
            })
            {
                foreach (var verb in new[] { "edit", "propose", "approve", "reject", "withdraw", "revoke" })
                    table.Add(state, verb, allowed.Split(' ').Contains(verb) ? "ok" : "exception.wrong-state");
            }

            return table;
        }
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void EveryVerb_InEveryState_IsAllowedOrRefused(string state, string verb, string expected)
    {
        var exception = InState(state);
        if (expected == "ok")
        {
            Do(exception, verb);
            return;
        }

        Refused.With(expected, Refusal.Conflict, () => Do(exception, verb));
        Assert.Equal(state, exception.State.ToString());
    }

    [Fact]
    public void Terms_NeedANamedAudience() => Refused.With("exception.terms-invalid", Refusal.Invalid, () => Terms(Scope.Everywhere), "audience");

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    public void Terms_EndAfterTheyBegin(double from, double until) => Refused.With("exception.terms-invalid", Refusal.Invalid, () => Terms(from: from, until: until), "until");

    [Fact]
    public void Terms_RunAYearAtMost()
    {
        Assert.Equal(Day(366), Terms(from: 1, until: 366).Until);
        Refused.With("exception.terms-invalid", Refusal.Invalid, () => Terms(from: 1, until: 367.001), "until");
    }

    [Fact]
    public void Terms_AreReviewedAfterTheyBegin_AndByTheirEndAtTheLatest()
    {
        ExceptionTerms ReviewedOn(double day) => ExceptionTerms.Create(Group("devs"), Day(5), Day(30), "needed", ["watched"], "some", Day(day));
        Assert.Null(Terms().ReviewBy);
        Assert.Equal([Day(6), Day(30)], new[] { 6.0, 30 }.Select(day => ReviewedOn(day).ReviewBy!.Value));
        Assert.All([4, 5, 30.001], day => Refused.With("exception.terms-invalid", Refusal.Invalid, () => ReviewedOn(day), "reviewBy"));
    }

    [Fact]
    public void Terms_NeedAReason_CompensatingControls_AndTheResidualRisk()
    {
        Refused.With("exception.terms-invalid", Refusal.Invalid, () => Terms(reason: " "), "reason");
        Refused.With("exception.terms-invalid", Refusal.Invalid, () => Terms(reason: new string('a', 2_001)), "reason");
        Refused.With("exception.terms-invalid", Refusal.Invalid, () => Terms(controls: []), "compensatingControls");
        Refused.With("exception.terms-invalid", Refusal.Invalid, () => Terms(controls: ["two\nlines"]), "compensatingControls");
        Refused.With("exception.terms-invalid", Refusal.Invalid, () => Terms(controls: [.. Enumerable.Repeat("a", 21)]), "compensatingControls");
        Refused.With("exception.terms-invalid", Refusal.Invalid, () => Terms(residualRisk: ""), "residualRisk");
    }

    [Theory]
    [InlineData("Draft")]
    [InlineData("Proposed")]
    [InlineData("Rejected")]
    [InlineData("Revoked")]
    public void Draft_FromADecisionThatIsNotInForce_IsRefused(string state) =>
        Refused.With("exception.nothing-to-except", Refusal.Conflict, () => ExceptionRecord.Draft(7, In(state), Terms(), Ana, Day(4)), "decision");

    [Fact]
    public void Draft_FromADecisionThatRestrictsNothing_IsRefused() =>
        Refused.With("exception.nothing-to-except", Refusal.Conflict, () => ExceptionRecord.Draft(7, InForce(Content((1, Constrained), (9, Lapsed))), Terms(), Ana, Day(4)), "decision");

    [Fact]
    public void Approve_OfADecisionRevokedMeanwhile_IsRefused()
    {
        var decision = In("Approved");
        var exception = ExceptionRecord.Draft(7, decision, Terms(), Ana, Day(4));
        exception.Propose(Ana);
        decision.Revoke("settled", Ana, Day(5));
        decision.Approve(Rules(), [], Ben, Day(5));
        Refused.With("exception.nothing-to-except", Refusal.Conflict, () => exception.Approve(decision, 1, Ben, Day(6)));
    }

    [Fact]
    public void Approve_ByItsRequester_IsRefused()
    {
        var exception = ExceptionRecord.Draft(7, Ban, Terms(), Ana, Day(4));
        exception.Edit(Terms(), Ben);
        exception.Propose(Cleo);
        Assert.Equal(Ana, exception.RequestedBy);
        Assert.All([Owner.Parse("ANA"), Ben, Cleo], author => Refused.With("review.four-eyes", Refusal.Forbidden, () => exception.Approve(Ban, 1, author, Day(5))));
        exception.Approve(Ban, 1, Dan, Day(5));
        Assert.Equal((ReviewState.Approved, Day(5)), (exception.State, exception.DecidedAt));
    }

    [Fact]
    public void Approve_NeedsAsManyPeopleAsTheDecision()
    {
        var exception = InState("Proposed");
        exception.Approve(Ban, 2, Ben, Day(5));
        Assert.Equal((ReviewState.Proposed, null), (exception.State, ExceptionFact.Of(exception)));
        Refused.With("review.already-approved", Refusal.Conflict, () => exception.Approve(Ban, 2, Ben, Day(5)));
        exception.Approve(Ban, 2, Cleo, Day(6));
        Assert.Equal(ReviewState.Approved, exception.State);
    }

    [Fact]
    public void Edit_DropsTheApprovalsGiven()
    {
        var exception = InState("Proposed");
        exception.Approve(Ban, 2, Ben, Day(5));
        exception.Edit(Terms(until: 40), Cleo);
        Assert.Empty(exception.Review.Approvals);
        Refused.With("review.four-eyes", Refusal.Forbidden, () => exception.Approve(Ban, 2, Cleo, Day(5)));
        exception.Approve(Ban, 1, Ben, Day(6));
        Assert.Equal(Day(40), exception.Terms.Until);
    }

    [Theory]
    [InlineData(29.999, true)]
    [InlineData(30, false)]
    public void Approve_OfOneThatIsOver_IsRefused(double day, bool isAllowed)
    {
        var exception = InState("Proposed");
        if (isAllowed)
            exception.Approve(Ban, 1, Ben, Day(day));
        else
            Refused.With("exception.over", Refusal.Conflict, () => exception.Approve(Ban, 1, Ben, Day(day)));
        Assert.Equal(isAllowed, exception.State == ReviewState.Approved);
    }

    [Fact]
    public void Revoke_NeedsOnePersonOnly_AndEndsIt()
    {
        var exception = InState("Revoked");
        Assert.Equal((Day(6), "abused"), (exception.EndedAt!.Value, exception.Outcome));
        Assert.Null(ExceptionFact.Of(exception));
    }

    [Theory]
    [InlineData("Draft")]
    [InlineData("Proposed")]
    [InlineData("Rejected")]
    [InlineData("Withdrawn")]
    [InlineData("Revoked")]
    public void ExceptionThatIsNotGranted_IsNoFact_AndHoldsNowhere(string state)
    {
        Assert.Null(ExceptionFact.Of(InState(state)));
        Assert.False(InState(state).MayStillHold(Day(8)));
    }

    [Fact]
    public void ExceptionThatIsGranted_IsAFactOfItsDecision()
    {
        var fact = ExceptionFact.Of(InState("Approved"))!;
        Assert.Equal((7, 42, Day(1), Day(30)), (fact.Number, fact.Decision, fact.From, fact.Until));
        Assert.Equal(["watched"], fact.CompensatingControls);
        Assert.Equal((true, false), (InState("Approved").MayStillHold(Day(29)), InState("Approved").MayStillHold(Day(30))));
    }
}
