using CsCheck;
using ToolRegistry.Domain.Tests.Versions.Targets;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions;

/// <summary>Of semantic versions it is known which lie side by side, so sets that are equal in fact compare equal.</summary>
public class NeighbourTests
{
    [Theory]
    [InlineData("npm")]
    [InlineData("semver")]
    [InlineData("cargo")]
    [InlineData("golang")]
    public void BetweenAReleaseAndTheNextsFirstPrerelease_LiesNoVersion(string scheme) => AreNeighbours(scheme, "1.0.9", "1.0.10-0");

    [Theory]
    [InlineData("1.0.0-rc", "1.0.0-rc.0")]
    [InlineData("1.0.0-rc.7", "1.0.0-rc.7.0")]
    [InlineData("99999999999999999999.0.0-0", "99999999999999999999.0.0-0.0")]
    [InlineData("v1.0.0+a", "1.0.1-0+b")]
    public void BetweenNeighbours_LiesNoVersion(string low, string high) => AreNeighbours("npm", low, high);

    [Theory]
    [InlineData("1.0.0", "1.0.1")]
    [InlineData("1.0.0", "1.0.1-1")]
    [InlineData("1.0.0", "1.0.1-0.0")]
    [InlineData("1.0.0", "1.0.2-0")]
    [InlineData("1.0.0", "1.1.1-0")]
    [InlineData("1.0.0", "2.0.1-0")]
    [InlineData("1.0.0-rc", "1.0.0-rd.0")]
    [InlineData("1.0.0-rc", "1.0.1-rc.0")]
    [InlineData("1.0.0-rc", "1.0.0-rc.1")]
    [InlineData("1.0.0-rc", "1.0.0")]
    [InlineData("99999999999999999998.0.0-0", "99999999999999999999.0.0-0.0")]
    public void BetweenOthers_SomeMayLie(string low, string high)
    {
        var scheme = VersionScheme.Get("npm");

        Assert.False(scheme.AreNeighbours(SchemeRules.Parse("npm", low), SchemeRules.Parse("npm", high)));
    }

    [Theory]
    [InlineData("vers:npm/<=1.0.0", "vers:npm/<1.0.1-0")]
    [InlineData("vers:npm/1.0.0", "vers:npm/>=1.0.0|<1.0.1-0")]
    [InlineData("vers:npm/<=1.0.0|>=1.0.1-0", "vers:npm/*")]
    [InlineData("vers:npm/1.0.0|>=1.0.1-0", "vers:npm/>=1.0.0")]
    public void SetsThatAreEqualInFact_CompareEqual(string one, string other)
    {
        var (a, b) = (DrawnSets.Parse(one), DrawnSets.Parse(other));

        Assert.Equal(a, b);
        Assert.True(a.Contains(b) && b.Contains(a));
    }

    [Fact]
    public void Neighbours_HaveNoOtherBetweenThem() =>
        DrawnSets.SemanticTexts(withHugeNumbers: true).Array[3].Sample(
            texts =>
            {
                var scheme = VersionScheme.Get("npm");
                var versions = texts.Select(text => SchemeRules.Parse("npm", text)).Order(Comparer<ParsedVersion>.Create(scheme.Compare)).ToArray();
                if (scheme.Compare(versions[0], versions[1]) < 0 && scheme.Compare(versions[1], versions[2]) < 0)
                    Assert.False(scheme.AreNeighbours(versions[0], versions[2]), string.Join(" < ", versions.Select(version => version.Text)));
            },
            iter: 20_000);

    private static void AreNeighbours(string schemeName, string low, string high)
    {
        var scheme = VersionScheme.Get(schemeName);
        var (below, above) = (SchemeRules.Parse(schemeName, low), SchemeRules.Parse(schemeName, high));

        Assert.True(scheme.AreNeighbours(below, above));
        Assert.True(new Interval(Cut.After(below), Cut.Before(above)).IsEmpty);
        Assert.False(new Interval(Cut.Before(below), Cut.Before(above)).IsEmpty);
    }
}
