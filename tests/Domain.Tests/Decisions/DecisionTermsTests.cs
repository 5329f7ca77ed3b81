using ToolRegistry.Domain.Decisions;
using static ToolRegistry.Domain.Decisions.Disposition;
using static ToolRegistry.Domain.Tests.Given;

namespace ToolRegistry.Domain.Tests.Decisions;

/// <summary>What a decision may say.</summary>
public class DecisionTermsTests
{
    private static readonly DecisionContent Good = Content((1, HighRisk), (10, Banned));

    private static void IsRefused(DecisionContent content, string field) => Refused.With("decision.terms-invalid", Refusal.Invalid, () => DecisionTerms.Create(content), field);

    [Fact]
    public void Ranges_AreOneToFiftyAndDistinct()
    {
        IsRefused(Good with { Ranges = [] }, "ranges");
        IsRefused(Good with { Ranges = Ranges("vers:npm/1.0.0", "vers:npm/1.0.0") }, "ranges");
        string[] Many(int count) => [.. Enumerable.Range(1, count).Select(i => $"vers:npm/{i}.0.0")];
        Assert.Equal(50, DecisionTerms.Create(Good with { Ranges = Ranges(Many(50)) }).Ranges.Count);
        IsRefused(Good with { Ranges = Ranges(Many(51)) }, "ranges");
    }

    [Fact]
    public void Alternatives_AreTenAtMostEachToolOnce_WithANoteOfOneLine()
    {
        IsRefused(Good with { Alternatives = [new Alternative("qoder", null), new Alternative("qoder", "again")] }, "alternatives");
        IsRefused(Good with { Alternatives = [.. Enumerable.Range(1, 11).Select(i => new Alternative($"t{i}", null))] }, "alternatives");
        IsRefused(Good with { Alternatives = [new Alternative("qoder", "two\nlines")] }, "alternatives");
    }

    [Fact]
    public void Constraints_AreNeededWhereAPhaseIsConstrained()
    {
        IsRefused(Content((1, Approved), (5, Constrained)) with { Constraints = [] }, "constraints");
        Assert.Empty(DecisionTerms.Create(Good with { Constraints = [] }).Constraints);
        IsRefused(Good with { Constraints = ["two\nlines"] }, "constraints");
        IsRefused(Good with { Constraints = [.. Enumerable.Range(1, 51).Select(i => $"c{i}")] }, "constraints");
    }

    [Fact]
    public void ClaimsAndEvidence_AreNamedOnce()
    {
        IsRefused(Good with { Claims = [1, 1] }, "claims");
        IsRefused(Good with { Evidence = [1, 1] }, "evidence");
        IsRefused(Good with { Claims = [.. Enumerable.Range(1, 51)] }, "claims");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("a\0")]
    public void PublicStatement_IsRequired(string statement) => IsRefused(Good with { PublicStatement = statement }, "publicStatement");

    [Fact]
    public void Texts_AreBounded()
    {
        IsRefused(Good with { PublicStatement = new string('a', DecisionTerms.MaxText + 1) }, "publicStatement");
        IsRefused(Good with { Rationale = new string('a', DecisionTerms.MaxText + 1) }, "rationale");
        IsRefused(Good with { LiftWhen = new string('a', 501) }, "liftWhen");
        IsRefused(Good with { LiftWhen = "two\nlines" }, "liftWhen");
        Assert.Equal("a\nb", DecisionTerms.Create(Good with { Rationale = "a\nb" }).Rationale);
    }

    [Fact]
    public void With_AnotherSchedule_KeepsAllElse()
    {
        var terms = DecisionTerms.Create(Good with { Claims = [3], Evidence = [4], Assessment = 5, LiftWhen = "fixed", Rationale = "r", ReviewBy = Day(80), Alternatives = [new Alternative("qoder", null)] });
        var moved = terms.With(Phases((2, HighRisk), (12, Banned)));
        Assert.Equal(terms.Content() with { Schedule = moved.Schedule }, moved.Content());
        Assert.Equal(Day(12), moved.Schedule.Phases[1].From);
    }

    [Theory]
    [InlineData("vers:npm/<2.0.0", "", true)]
    [InlineData("vers:npm/*", "", true)]
    [InlineData("vers:npm/>=0.5.0|<1.0.0", "", false)]
    [InlineData("vers:npm/<1.0.0", "ci", true)]
    [InlineData("vers:npm/<1.0.0", "server", false)]
    [InlineData("vers:generic/<1.0.0", "", true)]
    public void Widens_WhereAVersionOrAnAskerIsReachedThatWasNot(string range, string environments, bool expected)
    {
        var narrow = DecisionTerms.Create(Good with { Ranges = Ranges("vers:npm/<1.0.0"), Scope = Environment("server", "workstation") });
        var other = DecisionTerms.Create(Good with { Ranges = Ranges(range), Scope = Environment(environments.Length == 0 ? ["server", "workstation"] : [environments]) });
        Assert.Equal(expected, other.Widens(narrow));
    }
}
