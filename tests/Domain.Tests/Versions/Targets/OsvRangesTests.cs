using CsCheck;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Domain.Versions.Targets;

namespace ToolRegistry.Domain.Tests.Versions.Targets;

public class OsvRangesTests
{
    private static readonly Gen<string> GenericTexts = Gen.OneOf("0", "0-rc", "1", "1.0", "1.0-rc", "1.0.1", "1.5", "v2", "2-beta", "~", "10");

    [Theory]
    [InlineData("vers:npm/*", "SEMVER", "introduced 0")]
    [InlineData("vers:npm/<1.0.2", "SEMVER", "introduced 0", "fixed 1.0.2")]
    [InlineData("vers:npm/>=1.0.0|<1.0.2|>=3.0.0|<3.2.5", "SEMVER", "introduced 1.0.0", "fixed 1.0.2", "introduced 3.0.0", "fixed 3.2.5")]
    [InlineData("vers:golang/>=v1.2|<=v1.3.0", "SEMVER", "introduced 1.2.0", "last_affected 1.3.0")]
    [InlineData("vers:semver/1.0.0%2Bb", "SEMVER", "introduced 1.0.0", "last_affected 1.0.0")]
    [InlineData("vers:cargo/>1.0.9", "SEMVER", "introduced 1.0.10-0")]
    [InlineData("vers:npm/>1.0.0-rc|<2.0.0", "SEMVER", "introduced 1.0.0-rc.0", "fixed 2.0.0")]
    [InlineData("vers:deb/>=1:1.0~rc1|<1:1.2-3", "ECOSYSTEM", "introduced 1:1.0~rc1", "fixed 1:1.2-3")]
    [InlineData("vers:pypi/>=V1.0.RC1|<=1.2-1", "ECOSYSTEM", "introduced 1.0rc1", "last_affected 1.2.post1")]
    [InlineData("vers:nuget/<13.0%2Bx", "ECOSYSTEM", "introduced 0", "fixed 13.0.0")]
    public void Of_ASet_IsOneRangeOfEvents(string range, string type, params string[] events)
    {
        var conversion = OsvRanges.Of(DrawnSets.Parse(range));

        var only = Assert.Single(conversion.Value!);
        Assert.Equal(type, only.Type);
        Assert.Equal(events, only.Events.Select(one => $"{one.Key} {one.Version}"));
        Assert.Equal(Fidelity.Exact, conversion.Fidelity);
    }

    [Theory]
    [InlineData("vers:deb/>1.0|<2.0", "introduced 1.0", "fixed 2.0")]
    [InlineData("vers:deb/!=1.0", "introduced 0")]
    [InlineData("vers:deb/>=0", "introduced 0")]
    public void Of_ABeginThatOsvCannotSay_IsBroader(string range, params string[] events)
    {
        var conversion = OsvRanges.Of(DrawnSets.Parse(range));

        Assert.Equal(events, conversion.Value!.SelectMany(one => one.Events).Select(one => $"{one.Key} {one.Version}"));
        Assert.Equal(Fidelity.Broader, conversion.Fidelity);
    }

    [Fact]
    public void Of_FixedAndLastAffected_AreTwoRanges()
    {
        var ranges = OsvRanges.Of(DrawnSets.Parse("vers:npm/<1.0.0|>=2.0.0|<=3.0.0|>=4.0.0")).Value!;

        Assert.Equal(
            ["introduced 0, fixed 1.0.0, introduced 4.0.0", "introduced 2.0.0, last_affected 3.0.0"],
            ranges.Select(range => string.Join(", ", range.Events.Select(one => $"{one.Key} {one.Version}"))));
    }

    [Fact]
    public void Of_TheEmptySet_IsNoRange() => Assert.Empty(OsvRanges.Of(DrawnSets.Empty("npm")).Value!);

    [Fact]
    public void Of_AnySemanticSet_IsExactToTheEvaluationOfOsv() =>
        DrawnSets.Of("npm", DrawnSets.SemanticTexts(withHugeNumbers: false)).Sample(
            drawn =>
            {
                var conversion = OsvRanges.Of(drawn.Set);
                Assert.Equal(Fidelity.Exact, conversion.Fidelity);
                Assert.All(drawn.Versions, version => Assert.Equal(drawn.Set.Contains(version), IsAffected(version, conversion.Value!)));
            },
            iter: 5_000);

    [Fact]
    public void Of_AnySet_HoldsWhatItSaysToTheEvaluationOfOsv()
    {
        var seen = new HashSet<Fidelity>();
        DrawnSets.Of("generic", GenericTexts).Sample(
            drawn =>
            {
                var conversion = OsvRanges.Of(drawn.Set);
                lock (seen)
                    seen.Add(conversion.Fidelity);
                Assert.All(drawn.Versions, version =>
                    Assert.True(drawn.Set.Contains(version) == IsAffected(version, conversion.Value!) || (conversion.Fidelity == Fidelity.Broader && !drawn.Set.Contains(version))));
            },
            iter: 5_000);
        Assert.Equal([Fidelity.Exact, Fidelity.Broader], seen.Order());
    }

    [Fact]
    public void Of_AnySet_KeepsTheRulesOfEvents() =>
        DrawnSets.Of("generic", GenericTexts).Sample(
            drawn => Assert.All(OsvRanges.Of(drawn.Set).Value!, range =>
            {
                Assert.Equal("introduced", range.Events[0].Key);
                Assert.False(range.Events.Any(one => one.Key == "fixed") && range.Events.Any(one => one.Key == "last_affected"));
            }),
            iter: 1_000);

    /// <summary>The evaluation of the OSV schema's text, step by step; events that are equal keep their order.</summary>
    private static bool IsAffected(ParsedVersion version, IEnumerable<OsvRange> ranges)
    {
        var scheme = version.Scheme;
        return ranges.Any(range =>
        {
            var affected = false;
            foreach (var (key, place) in range.Events.Select(one => (one.Key, Place: Read(one))).OrderBy(one => one.Place, Comparer<ParsedVersion?>.Create(Order)))
            {
                if (key == "introduced" && Order(version, place) >= 0)
                    affected = true;
                else if (key == "fixed" && Order(version, place) >= 0)
                    affected = false;
                else if (key == "last_affected" && Order(version, place) > 0)
                    affected = false;
            }

            return affected;
        });

        ParsedVersion? Read(OsvEvent one)
        {
            if (one is { Key: "introduced", Version: "0" })
                return null;
            Assert.True(scheme.TryParse(one.Version, out var place), one.Version);
            return place;
        }

        // The introduced 0, null here, is below all.
        int Order(ParsedVersion? a, ParsedVersion? b) => (a, b) switch
        {
            (null, null) => 0,
            (null, _) => -1,
            (_, null) => 1,
            _ => scheme.Compare(a, b),
        };
    }
}
