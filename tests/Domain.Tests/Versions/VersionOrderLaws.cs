using CsCheck;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions;

public class VersionOrderLaws
{
    public static TheoryData<string> Schemes => [.. VersionScheme.Names];

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Order_IsAntisymmetricAndReflexive(string schemeName)
    {
        var scheme = VersionScheme.Get(schemeName);
        var versions = VersionGenerators.Of(schemeName);
        Gen.Select(versions, versions).Sample((a, b) =>
            scheme.Compare(a, a) == 0 && Math.Sign(scheme.Compare(a, b)) == -Math.Sign(scheme.Compare(b, a)), iter: 20_000);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Order_IsTransitive(string schemeName)
    {
        var scheme = VersionScheme.Get(schemeName);
        var versions = VersionGenerators.Of(schemeName);
        Gen.Select(versions, versions, versions).Sample(
            (a, b, c) =>
            {
                ParsedVersion[] sorted = [a, b, c];
                Array.Sort(sorted, scheme.Compare);
                var (low, middle, high) = (sorted[0], sorted[1], sorted[2]);
                Assert.True(scheme.Compare(low, middle) <= 0);
                Assert.True(scheme.Compare(middle, high) <= 0);
                Assert.True(scheme.Compare(low, high) <= 0);
                if (scheme.Compare(low, high) == 0)
                {
                    Assert.Equal(0, scheme.Compare(low, middle));
                    Assert.Equal(0, scheme.Compare(middle, high));
                }
            },
            iter: 20_000);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Order_OfEqualVersions_IsTheSameToEveryOther(string schemeName)
    {
        var scheme = VersionScheme.Get(schemeName);
        var versions = VersionGenerators.Of(schemeName);
        Gen.Select(versions, versions.Array[20]).Sample(
            (other, many) => many.All(a => many.Where(b => scheme.Compare(a, b) == 0).All(b => Math.Sign(scheme.Compare(a, other)) == Math.Sign(scheme.Compare(b, other)))),
            iter: 2_000);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void TryParse_OfAnyText_NeverThrows(string schemeName)
    {
        var scheme = VersionScheme.Get(schemeName);
        Gen.String.Sample(text => scheme.TryParse(text, out var version) == version is not null);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Lowest_IsBelowEveryVersion(string schemeName)
    {
        var scheme = VersionScheme.Get(schemeName);
        if (scheme.Lowest is { } lowest)
            VersionGenerators.Of(schemeName).Sample(version => scheme.Compare(lowest, version) <= 0, iter: 20_000);
        else
            Assert.Contains(schemeName, WithoutLowest);
    }

    // Below each of their versions lies another: 0~ above 0~~, 0.a above 0.a.a.
    private static readonly string[] WithoutLowest = ["alpm", "apk", "deb", "gem", "generic", "gentoo", "maven", "nuget", "rpm"];
}
