using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Policy;
using static ToolRegistry.Domain.Decisions.Disposition;

namespace ToolRegistry.Domain.Tests.Policy;

/// <summary>4. Scope, and 6. Exception.</summary>
public partial class CheckRulesTests
{
    private static readonly Scope Workstations = Given.Environment("workstation");
    private static readonly Scope Devs = Given.Group("devs");

    private static Register Scoped(Scope scope, Disposition disposition) =>
        new Register().Tool("claude", "npm", Npm).Decide(Register.Decision(1, "claude", "vers:npm/*", (1, disposition)) with { Scope = scope });

    private static Register ScopedBan(Scope scope) => Scoped(scope, Banned);

    [Fact]
    public void Check_AnEmptyScope_AdmitsEveryQuery()
    {
        foreach (var disposition in new[] { Approved, Constrained, HighRisk, Banned })
        {
            Assert.Equal(disposition.ToString(), Scoped(Scope.Everywhere, disposition).Check("claude").Outcome.ToString());
            Assert.Equal(disposition.ToString(), Scoped(Scope.Everywhere, disposition).Check("claude", groups: ["sales"], environment: "ci", region: "DE").Outcome.ToString());
        }
    }

    [Fact]
    public void Check_AStatedValueOutsideADimension_IsNotAdmitted()
    {
        Assert.Equal(Outcome.Unknown, ScopedBan(Workstations).Check("claude", environment: "server").Outcome);
        Assert.Equal(Outcome.Unknown, ScopedBan(Devs).Check("claude", groups: ["sales"]).Outcome);
        Assert.Equal(Outcome.Unknown, ScopedBan(Given.Region("US")).Check("claude", region: "DE").Outcome);
    }

    [Fact]
    public void Check_EveryDimensionMustAdmit()
    {
        var register = ScopedBan(Scope.Create(["devs"], ["workstation"], ["DE"]));
        Assert.Equal(Outcome.Banned, register.Check("claude", groups: ["devs"], environment: "workstation", region: "DE").Outcome);
        Assert.Equal(Outcome.Unknown, register.Check("claude", groups: ["devs"], environment: "workstation", region: "US").Outcome);
        Assert.Equal(Outcome.Unknown, register.Check("claude", groups: ["devs"], environment: "ci").Outcome);
    }

    [Fact]
    public void Check_OfTheGroupsAnyOneSuffices() => Assert.Equal(Outcome.Approved, Scoped(Given.Group("devs", "ops"), Approved).Check("claude", groups: ["sales", "ops"]).Outcome);

    [Fact]
    public void Check_NoGroupsAtAll_IsNotTheSameAsUnknownGroups()
    {
        Assert.Equal(Outcome.Unknown, ScopedBan(Devs).Check("claude", groups: []).Outcome);
        Assert.Equal(Outcome.Banned, ScopedBan(Devs).Check("claude", groups: null).Outcome);
    }

    [Fact]
    public void Check_UnstatedEnvironment_AdmitsABan_AndSaysSo()
    {
        foreach (var restricts in new[] { HighRisk, Banned })
        {
            var verdict = Scoped(Workstations, restricts).Check("claude");
            Assert.Equal(restricts.ToString(), verdict.Outcome.ToString());
            Assert.Equal(["TR-1 holds only for the environment workstation, which was not stated."], verdict.Notes);
            Assert.Empty(Scoped(Workstations, restricts).Check("claude", environment: "workstation").Notes);
        }
    }

    [Fact]
    public void Check_UnstatedGroupsAndRegion_AdmitABan_AndSaySo()
    {
        Assert.Equal(["TR-1 holds only for certain groups, which was not stated."], ScopedBan(Devs).Check("claude").Notes);
        Assert.Equal(["TR-1 holds only for the region US, which was not stated."], ScopedBan(Given.Region("US")).Check("claude").Notes);
    }

    [Fact]
    public void Check_ANote_NamesNoGroup() => Assert.DoesNotContain("devs", string.Join(' ', ScopedBan(Devs).Check("claude").Notes), StringComparison.Ordinal);

    [Fact]
    public void Check_UnstatedEnvironment_AdmitsNoApproval()
    {
        foreach (var permits in new[] { Approved, Constrained })
        {
            Assert.Equal(Outcome.Unknown, Scoped(Workstations, permits).Check("claude").Outcome);
            Assert.Equal(permits.ToString(), Scoped(Workstations, permits).Check("claude", environment: "workstation").Outcome.ToString());
        }
    }

    [Theory]
    [InlineData(HighRisk)]
    [InlineData(Banned)]
    public void Check_AnException_TurnsARestrictionIntoConstrained_AndIsNamed(Disposition restricts)
    {
        var exception = Register.Exception(7, 1, Devs);
        var verdict = Scoped(Scope.Everywhere, restricts).Except(exception).Check("claude", groups: ["devs"]);
        Assert.Equal((Outcome.Constrained, CheckAction.Allow), (verdict.Outcome, verdict.Action));
        Assert.Equal(exception, verdict.Exception);
        Assert.Equal(["control 7"], verdict.Constraints);
        Assert.Equal((1, Constrained, exception), (verdict.Decisions[0].Decision.Number, verdict.Decisions[0].Disposition, verdict.Decisions[0].Exception));
    }

    [Theory]
    [InlineData(4.999, Outcome.Banned)]
    [InlineData(5, Outcome.Constrained)]
    [InlineData(14.999, Outcome.Constrained)]
    [InlineData(15, Outcome.Banned)]
    public void Check_AnException_HoldsFromItsFirstInstantUntilItsEnd(double day, Outcome expected) =>
        Assert.Equal(expected, ScopedBan(Scope.Everywhere).Except(Register.Exception(1, 1, Devs, 5, 15)).Check("claude", groups: ["devs"], at: day).Outcome);

    [Fact]
    public void Check_AnException_IsForItsAudienceOnly() =>
        Assert.Equal(Outcome.Banned, ScopedBan(Scope.Everywhere).Except(Register.Exception(1, 1, Devs)).Check("claude", groups: ["sales"]).Outcome);

    [Fact]
    public void Check_Exception_NeedsItsAudienceStated()
    {
        Assert.Equal(Outcome.Banned, ScopedBan(Scope.Everywhere).Except(Register.Exception(1, 1, Devs)).Check("claude").Outcome);
        Assert.Equal(Outcome.Banned, ScopedBan(Scope.Everywhere).Except(Register.Exception(1, 1, Workstations)).Check("claude", groups: ["devs"]).Outcome);
        Assert.Equal(Outcome.Banned, ScopedBan(Scope.Everywhere).Except(Register.Exception(1, 1, Given.Region("DE"))).Check("claude").Outcome);
    }

    [Fact]
    public void Check_Exception_NeedsTheDecisionsScopeStated()
    {
        var register = ScopedBan(Workstations).Except(Register.Exception(1, 1, Devs));
        Assert.Equal(Outcome.Constrained, register.Check("claude", groups: ["devs"], environment: "workstation").Outcome);
        Assert.Equal(Outcome.Banned, register.Check("claude", groups: ["devs"]).Outcome);
    }

    [Fact]
    public void Check_AnException_LiftsOneDecisionOnly()
    {
        var register = ScopedBan(Scope.Everywhere).Decide(2, "claude", "vers:npm/*", (1, HighRisk)).Except(Register.Exception(1, 1, Devs));
        var verdict = register.Check("claude", groups: ["devs"]);
        Assert.Equal(Outcome.HighRisk, verdict.Outcome);
        Assert.Null(verdict.Exception);
        Assert.DoesNotContain("control 1", verdict.Constraints);
    }

    [Fact]
    public void Check_AnException_LeavesWhatDoesNotRestrictAsItIs()
    {
        var verdict = Scoped(Scope.Everywhere, Approved).Except(Register.Exception(1, 1, Devs)).Check("claude", groups: ["devs"]);
        Assert.Equal(Outcome.Approved, verdict.Outcome);
        Assert.Null(verdict.Exception);
    }

    [Fact]
    public void Check_OfSeveralExceptionsThatDecide_TheOneThatEndsFirstIsNamed()
    {
        var register = ScopedBan(Scope.Everywhere).Decide(2, "claude", "vers:npm/*", (1, Banned))
            .Except(Register.Exception(1, 1, Devs, until: 18)).Except(Register.Exception(2, 2, Devs, until: 16));
        var verdict = register.Check("claude", groups: ["devs"]);
        Assert.Equal(2, verdict.Exception!.Number);
        Assert.Equal(["control 1", "control 2"], verdict.Constraints);
        Assert.Equal(new NextChange(Given.Day(16), Outcome.Banned), verdict.Next);
    }

    [Fact]
    public void Check_TwoExceptionsToOneDecision_HoldTillTheLaterEnd()
    {
        var register = ScopedBan(Scope.Everywhere).Except(Register.Exception(1, 1, Devs, until: 18)).Except(Register.Exception(2, 1, Devs, until: 16));
        var verdict = register.Check("claude", groups: ["devs"]);
        Assert.Equal(1, verdict.Exception!.Number);
        Assert.Equal(new NextChange(Given.Day(18), Outcome.Banned), verdict.Next);
    }

    // The choice that fails closed: an exception permits, so it needs what an approval needs.
    [Fact]
    public void Check_UnreadableVersion_IsReachedByNoException()
    {
        var register = new Register().Tool("claude", "npm", Npm).Decide(1, "claude", "vers:npm/<2.0.0", (1, Banned)).Except(Register.Exception(1, 1, Devs));
        Assert.Equal(Outcome.Constrained, register.Check(Npm, "1.0.0", groups: ["devs"]).Outcome);
        Assert.Equal(Outcome.Banned, register.Check(Npm, "latest", groups: ["devs"]).Outcome);
    }
}
