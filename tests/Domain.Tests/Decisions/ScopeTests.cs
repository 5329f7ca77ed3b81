using CsCheck;
using ToolRegistry.Domain.Decisions;

namespace ToolRegistry.Domain.Tests.Decisions;

/// <summary>Where a decision holds.</summary>
public class ScopeTests
{
    private static readonly string[] Groups = ["a", "b"];
    private static readonly string[] Environments = ["ci", "server"];
    private static readonly string[] Regions = ["DE", "US"];

    private static readonly Gen<Scope> Scopes = Gen.Select(Some(Groups), Some(Environments), Some(Regions), Scope.Create);

    [Fact]
    public void Create_MakesValuesCanonicalDistinctAndSorted()
    {
        var scope = Scope.Create(["Ops", "devs", "OPS"], ["workstation", "ci"], ["us", "DE", "us-ca"]);
        Assert.Equal(["devs", "ops"], scope.Groups);
        Assert.Equal(["ci", "workstation"], scope.Environments);
        Assert.Equal(["DE", "US", "US-CA"], scope.Regions);
        Assert.False(scope.IsEverywhere);
        Assert.True(Scope.Create(null, [], null).IsEverywhere);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" devs")]
    [InlineData("devs ")]
    [InlineData("a\nb")]
    public void Group_OfABadName_IsRefused(string text) => Refused.With("scope.invalid", Refusal.Invalid, () => Scope.Group(text), "groups");

    [Fact]
    public void Group_OfWhatIsNoCharacter_IsRefused() =>
        Assert.All(["a\ud800", "\udc00a", "a\ufffe", "\uffff"], text => Refused.With("scope.invalid", Refusal.Invalid, () => Scope.Group(text), "groups"));

    [Fact]
    public void Group_IsOneToAHundredCharacters()
    {
        Assert.Equal(100, Scope.Group(new string('a', 100)).Length);
        Refused.With("scope.invalid", Refusal.Invalid, () => Scope.Group(new string('a', 101)), "groups");
    }

    [Theory]
    [InlineData("Devs", "dEVS")]
    [InlineData("\u00c4rzte", "a\u0308rzte")]
    [InlineData("J\u030c", "\u01f0")]
    public void Group_InEitherCaseAndForm_IsTheSame(string one, string other) => Assert.Equal(Scope.Group(one), Scope.Group(other));

    [Fact]
    public void Group_OfAnyText_IsCanonicalOrRefused()
    {
        var pieces = Gen.OneOf("a", "B", " ", "\u0130", "\u01f0", "J", "\u030c", "\u00df", "\ufffe", "\uffff", "\ud83d\ude00", "\ud800", "\u2028", "\u212b").Array[0, 5].Select(string.Concat);
        Gen.OneOf(Gen.String, pieces).Sample(
            text =>
            {
                try
                {
                    var group = Scope.Group(text);
                    Assert.Equal(group, Scope.Group(group));
                }
                catch (DomainException refusal)
                {
                    Assert.Equal("scope.invalid", refusal.Code);
                }
            },
            iter: 5_000);
    }

    [Theory]
    [InlineData("laptop")]
    [InlineData("CI")]
    [InlineData("")]
    public void Environment_OfAnotherName_IsRefused(string text) => Refused.With("scope.invalid", Refusal.Invalid, () => Scope.Environment(text), "environment");

    [Theory]
    [InlineData("de", "DE")]
    [InlineData("EU", "EU")]
    [InlineData("us-ca", "US-CA")]
    [InlineData("GB-1", "GB-1")]
    public void Region_IsAnIsoCodeInUpperCase(string text, string expected) => Assert.Equal(expected, Scope.Region(text));

    [Theory]
    [InlineData("")]
    [InlineData("D")]
    [InlineData("DEU")]
    [InlineData("US-")]
    [InlineData("USCA")]
    [InlineData("US-ABCD")]
    [InlineData("D1")]
    [InlineData("\u00c4E")]
    public void Region_OfAnythingElse_IsRefused(string text) => Refused.With("scope.invalid", Refusal.Invalid, () => Scope.Region(text), "region");

    [Fact]
    public void Create_OfMoreThan50Values_IsRefused()
    {
        Assert.Equal(50, Scope.Create(Enumerable.Range(1, 50).Select(i => $"g{i}"), null, null).Groups.Count);
        Refused.With("scope.invalid", Refusal.Invalid, () => Scope.Create(Enumerable.Range(1, 51).Select(i => $"g{i}"), null, null), "scope");
    }

    [Theory]
    [InlineData("a", "ci", "DE", Admission.Inside)]
    [InlineData("a b", "ci", "DE", Admission.Inside)]
    [InlineData("b", "ci", "DE", Admission.Outside)]
    [InlineData("", "ci", "DE", Admission.Outside)]
    [InlineData("a", "server", "DE", Admission.Outside)]
    [InlineData("a", "ci", "US", Admission.Outside)]
    [InlineData(null, "ci", "DE", Admission.Unstated)]
    [InlineData("a", null, null, Admission.Unstated)]
    [InlineData(null, null, null, Admission.Unstated)]
    [InlineData(null, "server", null, Admission.Outside)]
    [InlineData("b", null, "DE", Admission.Outside)]
    public void Admits_EveryDimension_AndAValueOutsideGoesBeforeOneUnstated(string? groups, string? environment, string? region, Admission expected) =>
        Assert.Equal(expected, Scope.Create(["a", "c"], ["ci"], ["DE"]).Admits(groups?.Split(' ', StringSplitOptions.RemoveEmptyEntries), environment, region));

    [Fact]
    public void Admits_OfADimensionThatIsNotBounded_NeedsNothingStated() => Assert.Equal(Admission.Inside, Scope.Everywhere.Admits(null, null, null));

    [Fact]
    public void Contains_AgreesWithAskingEveryone() => Gen.Select(Scopes, Scopes).Sample((outer, inner) =>
        outer.Contains(inner) == Askers().Where(a => Admits(inner, a)).All(a => Admits(outer, a)));

    [Theory]
    [InlineData("US", "US-CA", Admission.Inside)]
    [InlineData("US-CA", "US", Admission.Unstated)]
    [InlineData("US-CA", "US-NY", Admission.Outside)]
    [InlineData("EU", "DE", Admission.Inside)]
    [InlineData("EU", "DE-BY", Admission.Inside)]
    [InlineData("DE", "EU", Admission.Unstated)]
    [InlineData("EU", "CH", Admission.Outside)]
    [InlineData("DE", "DK", Admission.Outside)]
    public void Region_HoldsItsParts_AndIsInDoubtInItsWhole(string bound, string stated, Admission expected) =>
        Assert.Equal(expected, Given.Region(bound).Admits(groups: null, environment: null, stated));

    [Fact]
    public void Region_ContainsItsParts() =>
        Assert.Equal((true, false, true), (Given.Region("US").Contains(Given.Region("US-CA")), Given.Region("US-CA").Contains(Given.Region("US")), Given.Region("EU", "US").Contains(Given.Region("FR", "US-CA"))));

    private static bool Admits(Scope scope, (string[] Groups, string Environment, string Region) asker) => scope.Admits(asker.Groups, asker.Environment, asker.Region) == Admission.Inside;

    private static IEnumerable<(string[] Groups, string Environment, string Region)> Askers() =>
        from groups in new string[][] { [], ["a"], ["b"], ["a", "b"], ["c"] }
        from environment in new[] { "ci", "server", "workstation" }
        from region in new[] { "DE", "US", "FR" }
        select (groups, environment, region);

    private static Gen<string[]> Some(string[] values) => Gen.OneOf(values).HashSet[0, 2].Select(set => set.ToArray());
}
