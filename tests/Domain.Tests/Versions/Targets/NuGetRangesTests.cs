using CsCheck;
using NuGet.Versioning;
using ToolRegistry.Domain.Versions.Targets;

namespace ToolRegistry.Domain.Tests.Versions.Targets;

public class NuGetRangesTests
{
    private static readonly Gen<string> Texts = Gen.Select(
        Gen.OneOf("0", "1", "01", "2", "2147483647").Array[1, 4].Select(numbers => string.Join('.', numbers)),
        Gen.OneOf("0", "1", "a", "A", "a.0", "-", "rc.1", "Rc.01x", "99999999999").Array[0, 1].Select(parts => string.Concat(parts.Select(part => "-" + part))),
        Gen.OneOf("", "", "+b"),
        string.Concat);

    [Theory]
    [InlineData("*", "(, )")]
    [InlineData(">=12.0.0|<13.0.3", "[12.0.0, 13.0.3)")]
    [InlineData(">1.0|<=2.0-RC", "(1.0.0, 2.0.0-RC]")]
    [InlineData("1.0.0%2Bbuild", "[1.0.0]")]
    [InlineData("<1.2.3.4", "(, 1.2.3.4)")]
    [InlineData(">=1.0", "[1.0.0, )")]
    [InlineData("!=1.5", "(, 1.5.0)", "(1.5.0, )")]
    [InlineData("1.0|>=2.0|<3.0", "[1.0.0]", "[2.0.0, 3.0.0)")]
    public void Of_ASetOfNuGet_IsOneIntervalEach(string constraints, params string[] expected)
    {
        var conversion = NuGetRanges.Of(DrawnSets.Parse("vers:nuget/" + constraints));

        Assert.Equal(expected, conversion.Value!);
        Assert.Equal(Fidelity.Exact, conversion.Fidelity);
    }

    [Fact]
    public void Of_TheEmptySet_IsNoInterval() => Assert.Empty(NuGetRanges.Of(DrawnSets.Empty("nuget")).Value!);

    [Fact]
    public void Of_AnotherScheme_IsNotExpressible() => Assert.False(NuGetRanges.Of(DrawnSets.Parse("vers:npm/<1.0.0")).IsExpressible);

    [Fact]
    public void Of_AnySet_HoldsTheSameVersionsToNuGet() =>
        DrawnSets.Of("nuget", Texts).Sample(
            drawn =>
            {
                var ranges = NuGetRanges.Of(drawn.Set).Value!.Select(text => NuGet.Versioning.VersionRange.Parse(text)).ToList();
                Assert.All(drawn.Versions, version =>
                {
                    var known = NuGetVersion.Parse(version.Text);
                    Assert.Equal(drawn.Set.Contains(version), ranges.Exists(range => range.Satisfies(known)));
                });
            },
            iter: 5_000);
}
