using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using static ToolRegistry.Domain.Decisions.Disposition;

namespace ToolRegistry.Domain.Tests.Policy;

/// <summary>"How a check is answered", sentence by sentence: here the query, the disposition, the missing version and the action.</summary>
public partial class CheckRulesTests
{
    private const string Npm = "pkg:npm/claude";

    // 1. The query.
    [Fact]
    public void Query_AVersionThatDiffersFromThePurls_IsRefused() =>
        Refused.With("check.version-conflict", Refusal.Invalid, () => CheckQuery.Create(Subject.Parse(Npm + "@1.0.0"), "1.0.1", null, null, null, Given.Day(1)), "version");

    [Theory]
    [InlineData(Npm + "@1.0.0", "1.0.0", "1.0.0")]
    [InlineData("pkg:pypi/claude@1.0RC1", "1.0rc1", "1.0rc1")]
    [InlineData("pkg:pypi/claude@1.0RC1", "1.0RC1", "1.0rc1")]
    public void Query_AVersionEqualToThePurls_IsTaken(string subject, string version, string expected) =>
        Assert.Equal(expected, CheckQuery.Create(Subject.Parse(subject), version, null, null, null, Given.Day(1)).Version);

    [Theory]
    [InlineData(Npm + "@1.0.0", null, "1.0.0")]
    [InlineData(Npm, "2.0.0", "2.0.0")]
    [InlineData("domain:claude.ai", "2.0.0", "2.0.0")]
    [InlineData(Npm, null, null)]
    public void Query_TakesThePurlsVersionOrTheSeparateOne(string subject, string? version, string? expected) =>
        Assert.Equal(expected, CheckQuery.Create(Subject.Parse(subject), version, null, null, null, Given.Day(1)).Version);

    [Theory]
    [InlineData("")]
    [InlineData("1\n2")]
    public void Query_AVersionThatIsNoLine_IsRefused(string version) =>
        Refused.With("check.version-invalid", Refusal.Invalid, () => CheckQuery.Create(Subject.Parse(Npm), version, null, null, null, Given.Day(1)), "version");

    [Fact]
    public void Query_AnUnknownEnvironmentOrRegion_IsRefused()
    {
        Refused.With("scope.invalid", Refusal.Invalid, () => CheckQuery.Create(Subject.Parse(Npm), null, null, "laptop", null, Given.Day(1)), "environment");
        Refused.With("scope.invalid", Refusal.Invalid, () => CheckQuery.Create(Subject.Parse(Npm), null, null, null, "Germany", Given.Day(1)), "region");
    }

    [Fact]
    public void Query_TakesNamesInAnyCase()
    {
        var register = new Register().Tool("claude", "npm", Npm).Decide(Register.Decision(1, "claude", "vers:npm/*", (1, Approved)) with { Scope = Scope.Create(["Devs"], null, ["de"]) });
        Assert.Equal(Outcome.Approved, register.Check("claude", groups: ["dEVS"], region: "De").Outcome);
    }

    // 5. Disposition.
    [Theory]
    [InlineData(4.999, Outcome.Unknown)]
    [InlineData(5, Outcome.HighRisk)]
    [InlineData(9.999, Outcome.HighRisk)]
    [InlineData(10, Outcome.Banned)]
    [InlineData(15, Outcome.Unknown)]
    public void Check_APhaseHoldsFromItsFirstInstantToTheNext(double day, Outcome expected) => Assert.Equal(
        expected,
        new Register().Tool("claude", "npm").Decide(1, "claude", "vers:npm/*", (5, HighRisk), (10, Banned), (15, Lapsed)).Check("claude", at: day).Outcome);

    [Theory]
    [InlineData(Banned, HighRisk)]
    [InlineData(Banned, Constrained)]
    [InlineData(Banned, Approved)]
    [InlineData(HighRisk, Constrained)]
    [InlineData(HighRisk, Approved)]
    [InlineData(Constrained, Approved)]
    public void Check_TheStrictestWins(Disposition stricter, Disposition laxer)
    {
        Assert.Equal(stricter.ToString(), new Register().Tool("claude", "npm").Decide(1, "claude", "vers:npm/*", (1, stricter)).Decide(2, "claude", "vers:npm/*", (1, laxer)).Check("claude").Outcome.ToString());
        Assert.Equal(stricter.ToString(), new Register().Tool("claude", "npm").Decide(1, "claude", "vers:npm/*", (1, laxer)).Decide(2, "claude", "vers:npm/*", (1, stricter)).Check("claude").Outcome.ToString());
    }

    [Fact]
    public void Check_AMoreSpecificApproval_DoesNotLiftABan()
    {
        var register = new Register().Tool("claude", "npm", Npm).Decide(1, "claude", "vers:npm/*", (1, Banned))
            .Decide(Register.Decision(2, "claude", "vers:npm/2.0.0", (5, Approved)) with { Scope = Given.Group("devs") });
        Assert.Equal(Outcome.Banned, register.Check(Npm + "@2.0.0", groups: ["devs"]).Outcome);
    }

    [Fact]
    public void Check_ABanRevisedToEndBeforeARelease_LetsTheReleaseThrough()
    {
        var register = new Register().Tool("claude", "npm", Npm).Decide(1, "claude", "vers:npm/<2.0.0", (1, Banned)).Decide(2, "claude", "vers:npm/*", (1, Approved));
        Assert.Equal((Outcome.Banned, Outcome.Approved), (register.Check(Npm + "@1.9.9").Outcome, register.Check(Npm + "@2.0.0").Outcome));
    }

    // 7. No version given.
    [Fact]
    public void Check_WithoutAVersion_OfABanOfSomeVersions_DependsOnThem()
    {
        var verdict = new Register().Tool("claude", "npm", Npm).Decide(1, "claude", "vers:npm/<2.0.0 vers:npm/3.0.0", (1, Banned)).Check(Npm);
        Assert.Equal(Outcome.DependsOnVersion, verdict.Outcome);
        Assert.Equal([(1, "vers:npm/<2.0.0", Banned), (1, "vers:npm/3.0.0", Banned)], verdict.Ranges.Select(r => (r.Decision, r.Range.ToString(), r.Disposition)));
    }

    [Fact]
    public void Check_WithoutAVersion_OfSomeThatAreNoStricter_IsTheStrictestOfAll()
    {
        var verdict = new Register().Tool("claude", "npm", Npm).Decide(1, "claude", "vers:npm/*", (1, HighRisk)).Decide(2, "claude", "vers:npm/<2.0.0", (1, HighRisk)).Decide(3, "claude", "vers:npm/<2.0.0", (1, Approved)).Check(Npm);
        Assert.Equal((Outcome.HighRisk, CheckAction.Warn), (verdict.Outcome, verdict.Action));
        Assert.Empty(verdict.Ranges);
        Assert.Equal([1], verdict.Decisions.Select(d => d.Decision.Number));
    }

    [Fact]
    public void Check_WithoutAVersion_RangesThatTogetherHoldEveryVersion_HoldEveryVersion() =>
        Assert.Equal(Outcome.Banned, new Register().Tool("claude", "npm", Npm).Decide(1, "claude", "vers:npm/<2.0.0 vers:npm/>=2.0.0", (1, Banned)).Check(Npm).Outcome);

    [Fact]
    public void Check_WithoutAVersion_DecisionsThatHoldEveryVersionOnlyTogether_StillDepend() => Assert.Equal(
        Outcome.DependsOnVersion,
        new Register().Tool("claude", "npm", Npm).Decide(1, "claude", "vers:npm/<2.0.0", (1, Banned)).Decide(2, "claude", "vers:npm/>=2.0.0", (1, Banned)).Check(Npm).Outcome);

    [Fact]
    public void Check_WithAVersion_NeverDependsOnIt()
    {
        var register = new Register().Tool("claude", "npm", Npm).Decide(1, "claude", "vers:npm/<2.0.0", (1, Banned));
        Assert.Equal(Outcome.Banned, register.Check(Npm, "1.0.0").Outcome);
        Assert.Equal(Outcome.Unknown, register.Check(Npm, "2.0.0").Outcome);
    }

    // The bound "no laxer than S's" goes last. Where the two cross it fails closed: an Unknown that is blocked stays blocked.
    [Theory]
    [InlineData(null, Approved, "Allow Warn Block")]
    [InlineData(null, HighRisk, "Allow Warn Block")]
    [InlineData(null, Banned, "Allow Warn Block")]
    [InlineData(Approved, Constrained, "Allow Allow Allow")]
    [InlineData(Approved, HighRisk, "Allow Warn Warn")]
    [InlineData(Approved, Banned, "Allow Warn Block")]
    [InlineData(Constrained, HighRisk, "Allow Warn Warn")]
    [InlineData(Constrained, Banned, "Allow Warn Block")]
    [InlineData(HighRisk, Banned, "Warn Warn Block")]
    public void Check_WithoutAVersion_TheActionIsTheStance_BoundedByAllAndByTheStrictest(Disposition? ofAll, Disposition ofSome, string byStance)
    {
        var actions = Enum.GetValues<CheckAction>().Select(stance =>
        {
            var register = new Register { Stance = stance }.Tool("claude", "npm", Npm).Decide(2, "claude", "vers:npm/<2.0.0", (1, ofSome));
            var verdict = (ofAll is { } all ? register.Decide(1, "claude", "vers:npm/*", (1, all)) : register).Check(Npm);
            Assert.Equal(Outcome.DependsOnVersion, verdict.Outcome);
            return verdict.Action;
        });
        Assert.Equal(byStance, string.Join(' ', actions));
    }

    // 8. Outcome and action.
    [Theory]
    [InlineData(Banned, CheckAction.Block)]
    [InlineData(HighRisk, CheckAction.Warn)]
    [InlineData(Constrained, CheckAction.Allow)]
    [InlineData(Approved, CheckAction.Allow)]
    public void Check_TheActionFollowsTheOutcome_WhateverTheStance(Disposition disposition, CheckAction expected)
    {
        foreach (var stance in Enum.GetValues<CheckAction>())
            Assert.Equal(expected, new Register { Stance = stance }.Tool("claude", "npm").Decide(1, "claude", "vers:npm/*", (1, disposition)).Check("claude").Action);
    }

    [Theory]
    [InlineData(CheckAction.Allow)]
    [InlineData(CheckAction.Warn)]
    [InlineData(CheckAction.Block)]
    public void Check_WhatNoDecisionMatches_IsUnknown_AndTheActionIsTheStance(CheckAction stance)
    {
        var register = new Register { Stance = stance }.Tool("claude", "npm", Npm);
        Assert.All(["claude", Npm, "pkg:npm/other", "other"], subject => Assert.Equal((Outcome.Unknown, stance), (register.Check(subject).Outcome, register.Check(subject).Action)));
    }

    [Fact]
    public void Settings_AsTheyCome_WarnOfTheUnknown() => Assert.Equal(CheckAction.Warn, PolicySettings.Default.Stance);
}
