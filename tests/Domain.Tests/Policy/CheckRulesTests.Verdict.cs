using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Policy;
using static ToolRegistry.Domain.Decisions.Disposition;

namespace ToolRegistry.Domain.Tests.Policy;

/// <summary>9. The verdict.</summary>
public partial class CheckRulesTests
{
    private static Register WithAlternatives(params Alternative[] alternatives) => new Register { OwnPublishers = ["QODER PUBLISHER"] }
        .Tool("claude", "npm", Npm).Tool("qoder", "npm").Tool("other", "npm")
        .Decide(Register.Decision(1, "claude", "vers:npm/*", (1, HighRisk), (15, Banned)) with { Alternatives = alternatives });

    [Fact]
    public void Check_AllWhoDecided_AreListedWithTheirStatementsAndSinceWhen()
    {
        var register = new Register().Tool("claude", "npm")
            .Decide(Register.Decision(1, "claude", "vers:npm/*", (1, HighRisk), (5, Banned)) with { ReviewBy = Given.Day(90) })
            .Decide(2, "claude", "vers:npm/*", (3, Banned))
            .Decide(3, "claude", "vers:npm/*", (1, HighRisk))
            .Decide(4, "claude", "vers:npm/*", (11, Banned));
        var deciders = register.Check("claude").Decisions;
        Assert.Equal([(1, Banned, Given.Day(5), "Statement 1."), (2, Banned, Given.Day(3), "Statement 2.")], deciders.Select(d => (d.Decision.Number, d.Disposition, d.Since, d.Decision.PublicStatement)));
        Assert.Equal(Given.Day(90), deciders[0].Decision.ReviewBy);
    }

    [Fact]
    public void Check_WhereTheVersionDecides_BothSidesAreListed_TheStricterFirst()
    {
        var register = new Register().Tool("claude", "npm", Npm).Decide(1, "claude", "vers:npm/*", (1, Approved))
            .Decide(2, "claude", "vers:npm/<2.0.0", (1, HighRisk)).Decide(3, "claude", "vers:npm/3.0.0", (1, Banned));
        Assert.Equal([3, 2, 1], register.Check(Npm).Decisions.Select(d => d.Decision.Number));
    }

    [Fact]
    public void Check_Since_IsWhenTheOutcomeBegan_WhoeverBroughtIt()
    {
        var register = new Register().Tool("claude", "npm").Decide(1, "claude", "vers:npm/*", (3, Banned), (6, Lapsed)).Decide(2, "claude", "vers:npm/*", (5, Banned));
        Assert.Equal(Given.Day(3), register.Check("claude").Since);
        Assert.Equal(Given.Day(5), Assert.Single(register.Check("claude").Decisions).Since);
    }

    [Fact]
    public void Check_Since_OfAnOutcomeThatAlwaysWas_IsNull()
    {
        Assert.Null(new Register().Tool("claude", "npm").Check("claude").Since);
        Assert.Null(new Register().Tool("claude", "npm").Decide(1, "claude", "vers:npm/*", (12, Banned)).Check("claude").Since);
    }

    [Fact]
    public void Check_AnExceptedDecision_HoldsSinceTheExceptionOrThePhase()
    {
        var register = new Register().Tool("claude", "npm").Decide(1, "claude", "vers:npm/*", (5, Banned)).Except(Register.Exception(1, 1, Devs, from: 7));
        Assert.Equal(Given.Day(7), register.Check("claude", groups: ["devs"]).Decisions[0].Since);
        register = new Register().Tool("claude", "npm").Decide(1, "claude", "vers:npm/*", (5, Banned)).Except(Register.Exception(1, 1, Devs, from: 2));
        Assert.Equal(Given.Day(5), register.Check("claude", groups: ["devs"]).Decisions[0].Since);
    }

    [Fact]
    public void Check_Constraints_AreThoseOfAllWhoDecide_AndNoneOfABan()
    {
        var register = new Register().Tool("claude", "npm").Decide(1, "claude", "vers:npm/*", (1, Constrained), (15, Banned)).Decide(2, "claude", "vers:npm/*", (1, Constrained)).Decide(3, "claude", "vers:npm/*", (1, Approved));
        Assert.Equal(["condition 1", "condition 2"], register.Check("claude").Constraints);
        Assert.Empty(register.Check("claude", at: 15).Constraints);
    }

    [Fact]
    public void Check_Next_IsTheNextInstantAtWhichTheOutcomeChanges_NotThePhase()
    {
        var register = new Register().Tool("claude", "npm").Decide(1, "claude", "vers:npm/*", (1, HighRisk), (12, Approved), (14, Banned)).Decide(2, "claude", "vers:npm/*", (1, HighRisk));
        var verdict = register.Check("claude");
        Assert.Equal(new NextChange(Given.Day(14), Outcome.Banned), verdict.Next);
        Assert.Equal(Given.Day(12), verdict.ValidUntil);
    }

    [Fact]
    public void Check_WhereNothingChangesAnyMore_NextAndValidUntilAreNull()
    {
        var verdict = new Register().Tool("claude", "npm").Decide(1, "claude", "vers:npm/*", (1, Banned)).Check("claude");
        Assert.Null(verdict.Next);
        Assert.Null(verdict.ValidUntil);
    }

    [Fact]
    public void Check_AnAlternative_IsSuggestedWithItsNameAndNote()
    {
        var register = WithAlternatives(new Alternative("qoder", "Internal alternative")).Decide(2, "qoder", "vers:npm/*", (1, Approved));
        Assert.Equal([new SuggestedAlternative("qoder", "The qoder", "Internal alternative", OwnProduct: true)], register.Check("claude").Alternatives);
    }

    [Fact]
    public void Check_AnAlternativeOfAnotherPublisher_IsNotTheOrganizationsOwn() =>
        Assert.False(Assert.Single(WithAlternatives(new Alternative("other", null)).Decide(2, "other", "vers:npm/*", (1, Constrained)).Check("claude").Alternatives).OwnProduct);

    [Theory]
    [InlineData(Approved, true)]
    [InlineData(Constrained, true)]
    [InlineData(HighRisk, false)]
    [InlineData(Banned, false)]
    public void Check_OnlyAnAlternativeThatMayBeUsed_IsSuggested(Disposition disposition, bool suggested) =>
        Assert.Equal(suggested, WithAlternatives(new Alternative("qoder", null)).Decide(2, "qoder", "vers:npm/*", (1, disposition)).Check("claude").Alternatives.Count == 1);

    [Fact]
    public void Check_AnAlternativeOfWhichNothingIsDecided_OrThatIsGone_IsNotSuggested() =>
        Assert.Empty(WithAlternatives(new Alternative("qoder", null), new Alternative("gone", null)).Check("claude").Alternatives);

    [Fact]
    public void Check_AnAlternativeInSomeVersionsOnly_IsNotSuggested() =>
        Assert.Empty(WithAlternatives(new Alternative("qoder", null)).Decide(2, "qoder", "vers:npm/>=2.0.0", (1, Approved)).Check("claude").Alternatives);

    [Fact]
    public void Check_AnAlternative_IsCheckedForTheSameAsker()
    {
        var register = WithAlternatives(new Alternative("qoder", null)).Decide(Register.Decision(2, "qoder", "vers:npm/*", (1, Approved)) with { Scope = Devs });
        Assert.Single(register.Check("claude", groups: ["devs"]).Alternatives);
        Assert.Empty(register.Check("claude", groups: ["sales"]).Alternatives);
        Assert.Empty(register.Check("claude").Alternatives);
    }

    [Fact]
    public void Check_AlternativeThatIsBannedLater_IsNotSuggestedThen()
    {
        var register = WithAlternatives(new Alternative("qoder", null)).Decide(2, "qoder", "vers:npm/*", (1, Approved), (12, Banned));
        Assert.Single(register.Check("claude", at: 11.999).Alternatives);
        Assert.Empty(register.Check("claude", at: 12).Alternatives);
        Assert.Equal(Given.Day(12), register.Check("claude").ValidUntil);
        Assert.Equal(Given.Day(15), register.Check("claude").Next!.At);
    }

    [Fact]
    public void Check_AlternativesOfADecisionThatDoesNotDecide_AreNotSuggested()
    {
        var register = WithAlternatives(new Alternative("qoder", null)).Decide(2, "qoder", "vers:npm/*", (1, Approved)).Decide(3, "claude", "vers:npm/*", (1, Banned));
        Assert.Empty(register.Check("claude").Alternatives);
        Assert.Single(register.Check("claude", at: 15).Alternatives);
    }

    [Fact]
    public void Check_AnOverdueRatification_IsShownFromItsInstantOn()
    {
        var register = new Register().Tool("claude", "npm").Decide(Register.Decision(1, "claude", "vers:npm/*", (1, Banned)) with { RatifyBy = Given.Day(12) });
        var (before, after) = (register.Check("claude"), register.Check("claude", at: 12));
        Assert.False(before.Decisions[0].IsRatificationOverdue);
        Assert.True(after.Decisions[0].IsRatificationOverdue);
        Assert.Empty(before.Notes);
        Assert.Equal(["TR-1 was expedited and its ratification is overdue."], after.Notes);
        Assert.Equal((null, Given.Day(12)), (before.Next, before.ValidUntil));
        Assert.Equal((Outcome.Banned, Outcome.Banned), (before.Outcome, after.Outcome));
    }

    [Fact]
    public void Check_TheSnapshotsRevision_IsCarried() => Assert.Equal(17, new Register().Tool("claude", "npm").Check("claude").Revision);
}
