using CsCheck;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Domain.Versions.Targets;

namespace ToolRegistry.Domain.Tests.Versions.Targets;

public class WindowsVersionsTests
{
    private static readonly Gen<string> Numbers = Gen.OneOf("0", "1", "2", "65534", "65535", "65536", "99999999999999999999").Array[1, 5].Select(numbers => string.Join('.', numbers));

    private static readonly Dictionary<string, Gen<string>> Texts = new(StringComparer.Ordinal)
    {
        ["generic"] = Gen.Select(Gen.OneOf("", "v", "-", "-v", "beta"), Numbers, Gen.OneOf("", "", "-rc", "g", "~1", "_2", "+3", "rc1.2"), string.Concat),
        ["intdot"] = Gen.Select(Gen.OneOf("", "0", "000000000000000000000000"), Numbers, Gen.OneOf("", "", "-rc", "beta.1"), string.Concat),
        ["npm"] = Gen.OneOf(DrawnSets.SemanticTexts(withHugeNumbers: true), Numbers, Gen.OneOf("0.0.0", "65535.65535.65535", "65535.65535.65535-rc", "1.2.65536", "1.65536.0-rc")),
        ["nuget"] = Gen.Select(Numbers, Gen.OneOf("", "", "-rc", "+b"), string.Concat),
    };

    public static TheoryData<string> Schemes => [.. Texts.Keys];

    [Theory]
    [InlineData("vers:npm/*", "0.0.0.0-65535.65535.65535.65535")]
    [InlineData("vers:npm/<2.1.197", "0.0.0.0-2.1.196.65535")]
    [InlineData("vers:generic/<2.1.197", "0.0.0.0-2.1.196.65535")]
    [InlineData("vers:npm/<=2.1.197", "0.0.0.0-2.1.197.65535")]
    [InlineData("vers:generic/<=2.1.197", "0.0.0.0-2.1.197.0")]
    [InlineData("vers:semver/>2.1.197", "2.1.198.0-65535.65535.65535.65535")]
    [InlineData("vers:nuget/>2.1.197", "2.1.197.1-65535.65535.65535.65535")]
    [InlineData("vers:nuget/1.2", "1.2.0.0-1.2.0.0")]
    [InlineData("vers:npm/1.2.3", "1.2.3.0-1.2.3.65535")]
    [InlineData("vers:generic/>=1.0|!=1.5|<2", "1.0.0.0-1.4.65535.65535", "1.5.0.1-1.65535.65535.65535")]
    [InlineData("vers:npm/1.2.3|1.2.4", "1.2.3.0-1.2.4.65535")]
    [InlineData("vers:intdot/<1.2beta", "0.0.0.0-1.1.65535.65535")]
    [InlineData("vers:npm/<0.0.0")]
    [InlineData("vers:npm/>65535.65535.65535")]
    public void Of_BoundsThatAreFileVersions_AreExact(string range, params string[] expected) => Is(Fidelity.Exact, range, expected);

    [Theory]
    [InlineData("vers:npm/<2.0.0-beta", "0.0.0.0-2.0.0.65535")]
    [InlineData("vers:npm/>=2.0.0-beta|<3.0.0", "2.0.0.0-2.65535.65535.65535")]
    [InlineData("vers:generic/>=2.0-rc1", "2.0.0.0-65535.65535.65535.65535")]
    [InlineData("vers:generic/!=2.0-rc1", "0.0.0.0-65535.65535.65535.65535")]
    [InlineData("vers:generic/>1.2.3.4.5|<1.2.3.9.1", "1.2.3.4-1.2.3.9")]
    [InlineData("vers:generic/>=1.70000.2|<1.80000", "1.65535.65535.65535-1.65535.65535.65535")]
    [InlineData("vers:generic/<=2.0g", "0.0.0.0-2.0.0.65535")]
    public void Of_BoundsThatAreNoFileVersions_AreBroader(string range, params string[] expected) => Is(Fidelity.Broader, range, expected);

    [Theory]
    [InlineData("vers:deb/<1.0")]
    [InlineData("vers:pypi/<1.0")]
    public void Of_ASchemeOfOtherVersions_IsNotExpressible(string range) => Assert.False(WindowsVersions.Of(DrawnSets.Parse(range)).IsExpressible);

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Of_AnySet_HoldsEveryFileVersionInside(string schemeName)
    {
        var scheme = VersionScheme.Get(schemeName);
        var seen = new HashSet<Fidelity>();
        DrawnSets.Of(schemeName, Texts[schemeName]).Sample(
            drawn =>
            {
                var conversion = WindowsVersions.Of(drawn.Set);
                lock (seen)
                    seen.Add(conversion.Fidelity);
                Assert.All(Near(conversion.Value!), file =>
                {
                    Assert.True(scheme.TryParse(schemeName == "npm" ? file.ToString(3) : file.ToString(4), out var version));
                    var isFound = conversion.Value!.Any(range => range.Minimum <= file && file <= range.Maximum);
                    Assert.True(isFound == drawn.Set.Contains(version) || (isFound && conversion.Fidelity == Fidelity.Broader), $"{drawn.Set} as {conversion}: {file}");
                });
            },
            iter: 3_000);
        Assert.Equal([Fidelity.Exact, Fidelity.Broader], seen.Order());
    }

    /// <summary>File versions around the bounds, and at odd places.</summary>
    private static IEnumerable<Version> Near(IReadOnlyList<WindowsVersionRange> ranges)
    {
        int[] numbers = [0, 1, 2, 65_534, 65_535];
        foreach (var bound in ranges.SelectMany(range => new[] { range.Minimum, range.Maximum }))
        {
            int[] parts = [bound.Major, bound.Minor, bound.Build, bound.Revision];
            for (var i = 0; i < 4; i++)
            {
                foreach (var step in new[] { -1, 0, 1 })
                {
                    int[] moved = [.. parts];
                    moved[i] = Math.Clamp(moved[i] + step, 0, 65_535);
                    yield return new Version(moved[0], moved[1], moved[2], moved[3]);
                }
            }
        }

        for (var i = 0; i < 625; i += 7)
            yield return new Version(numbers[i % 5], numbers[i / 5 % 5], numbers[i / 25 % 5], numbers[i / 125]);
    }

    private static void Is(Fidelity fidelity, string range, string[] expected)
    {
        var conversion = WindowsVersions.Of(DrawnSets.Parse(range));

        Assert.Equal(expected, conversion.Value!.Select(one => $"{one.Minimum}-{one.Maximum}"));
        Assert.Equal(fidelity, conversion.Fidelity);
    }
}
