using CsCheck;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions;

/// <summary>The laws of sets, in every scheme, told apart by versions that were drawn beside the bounds.</summary>
public class VersionSetLaws
{
    public static TheoryData<string> Schemes => [.. VersionScheme.Names];

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Sets_ObeyTheLawsOfContainment(string scheme) =>
        Drawn(scheme).Sample(
            drawn =>
            {
                var (a, b, versions) = drawn;
                Assert.All(versions, version =>
                {
                    Assert.Equal(a.Contains(version) || b.Contains(version), a.Union(b).Contains(version));
                    Assert.Equal(a.Contains(version) && b.Contains(version), a.Intersect(b).Contains(version));
                    Assert.NotEqual(a.Contains(version), a.Complement().Contains(version));
                });
            },
            iter: 1_000);

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Sets_ObeyTheLawsOfAlgebra(string scheme) =>
        Gen.Select(Drawn(scheme), Drawn(scheme)).Sample(
            (first, second) =>
            {
                var (a, b, c) = (first.A, first.B, second.A);
                Assert.Equal(a.Union(b), b.Union(a));
                Assert.Equal(a.Intersect(b), b.Intersect(a));
                Assert.Equal(a.Union(b).Union(c), a.Union(b.Union(c)));
                Assert.Equal(a.Intersect(b.Union(c)), a.Intersect(b).Union(a.Intersect(c)));
                Assert.Equal(a.Union(b).Complement(), a.Complement().Intersect(b.Complement()));
                Assert.Equal(a, a.Complement().Complement());
                Assert.Equal(a, a.Union(a));
                Assert.Equal(a, a.Union(a.Intersect(b)));
                Assert.True(a.Intersect(a.Complement()).IsEmpty);
                Assert.True(a.Union(a.Complement()).IsEverything);
                Assert.True(a.Union(b).Contains(a));
                Assert.True(a.Contains(a.Intersect(b)));
                Assert.Equal(a.Contains(b) && b.Contains(a), a.Equals(b));
                if (a.Equals(b))
                    Assert.Equal(a.GetHashCode(), b.GetHashCode());
            },
            iter: 500);

    [Theory]
    [MemberData(nameof(Schemes))]
    public void ToRange_HoldsTheSameVersionsInFewestConstraints(string scheme) =>
        Drawn(scheme).Sample(
            drawn =>
            {
                var (set, _, versions) = drawn;
                if (set.IsEmpty)
                {
                    Assert.Equal("range.invalid", Assert.Throws<DomainException>(set.ToRange).Code);
                    return;
                }

                var range = set.ToRange();
                Assert.Equal(set.IsEverything, range.IsStar);
                Assert.Equal(set, range.Versions);
                Assert.Equal(range, VersionRange.Parse(range.ToString()));
                Assert.Equal(range, range.Simplify());
                Assert.All(versions, version => Assert.Equal(set.Contains(version), range.Contains(version)));
            },
            iter: 1_000);

    /// <summary>Two sets of some intervals each, and the versions that bound them, with others.</summary>
    private static Gen<(VersionSet A, VersionSet B, ParsedVersion[] Versions)> Drawn(string schemeName)
    {
        var scheme = VersionScheme.Get(schemeName);
        return Gen.Select(VersionGenerators.Of(schemeName).Array[8], Gen.Int[0, 9].Array[12], Gen.Bool.Array[12]).Select((versions, picks, flags) =>
        {
            // The tenth pick leaves a side open.
            Cut? Pick(int i) => picks[i] < 8 ? new Cut(versions[picks[i]], flags[i]) : null;
            VersionSet Make(int start) => VersionSet.Of(scheme, Enumerable.Range(0, 3).Select(i => new Interval(Pick(start + (2 * i)), Pick(start + (2 * i) + 1))));
            return (Make(0), Make(6), versions);
        });
    }
}
