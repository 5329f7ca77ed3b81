using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions;

public class VersionRangeTests
{
    [Theory]
    [InlineData("vers:npm/>=2.1.91|<2.1.197")]
    [InlineData("vers:npm/*")]
    [InlineData("vers:npm/3.3.6")]
    [InlineData("vers:npm/!=3.3.6")]
    [InlineData("vers:npm/v3.3.6")]
    [InlineData("vers:deb/>=5.5.1alpha-0.1|<5.6.1+really5.4.5-1")]
    [InlineData("vers:deb/>=1:2.4.47-2|!=1:2.4.48|<=1:3~rc1")]
    [InlineData("vers:nuget/<1.0|>=2.0|!=2.5|<3.0|4.0|>5")]
    [InlineData("vers:generic/a%3Db|c%25d|%C3%A9|1%2A2")]
    public void ToString_OfACanonicalRange_IsTheSame(string text)
    {
        var range = VersionRange.Parse(text);
        Assert.Equal(text, range.ToString());
        Assert.Equal(range, VersionRange.Parse(text));
        Assert.Equal(range.GetHashCode(), VersionRange.Parse(text).GetHashCode());
    }

    [Theory]
    [InlineData("vers:npm/10.0.0|9.0.0|>=20.0.0", "vers:npm/9.0.0|10.0.0|>=20.0.0")]
    [InlineData("vers:npm/>=1.0.0|<3.0.0|!=2.0.0", "vers:npm/>=1.0.0|!=2.0.0|<3.0.0")]
    [InlineData("vers:generic/%31%2e%30", "vers:generic/1.0")]
    [InlineData("vers:generic/a%3db", "vers:generic/a%3Db")]
    public void ToString_SortsByVersionAndEncodesOnlyWhatMustBe(string text, string canonical)
    {
        Assert.Equal(canonical, VersionRange.Parse(text).ToString());
        Assert.Equal(VersionRange.Parse(canonical), VersionRange.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("npm/1.0.0")]
    [InlineData("VERS:npm/1.0.0")]
    [InlineData("vers:npm")]
    [InlineData("vers:npm/")]
    [InlineData("vers:npm/1.0.0|")]
    [InlineData("vers:npm/|1.0.0")]
    [InlineData("vers:npm/1.0.0||2.0.0")]
    [InlineData("vers:npm/1.0.0 |2.0.0")]
    [InlineData("vers:npm/> 1.0.0")]
    [InlineData("vers:npm/\u00e9")]
    [InlineData("vers:npm/=1.0.0")]
    [InlineData("vers:npm/>")]
    [InlineData("vers:npm/>>1.0.0")]
    [InlineData("vers:npm/>=!1.0.0")]
    [InlineData("vers:npm/!1.0.0")]
    [InlineData("vers:npm/1.0")]
    [InlineData("vers:npm/1.0.0%")]
    [InlineData("vers:npm/1.0.0%4")]
    [InlineData("vers:npm/1.0%2G0")]
    [InlineData("vers:generic/%FF")]
    [InlineData("vers:generic/%00")]
    [InlineData("vers:generic/%ED%A0%80")]
    [InlineData("vers:npm/*|1.0.0")]
    [InlineData("vers:npm/>*")]
    [InlineData("vers:npm/1.*.0")]
    [InlineData("vers:npm/**")]
    public void Parse_OfBadNotation_IsRefused(string? text) => Assert.Equal("range.invalid", Refused(text!).Code);

    [Theory]
    [InlineData("vers:npm/>1.0.0|>2.0.0", "vers:npm/>1.0.0")]
    [InlineData("vers:npm/<1.0.0|<=2.0.0", "vers:npm/<=2.0.0")]
    [InlineData("vers:npm/>1.0.0|1.5.0|>2.0.0", "vers:npm/>1.0.0")]
    [InlineData("vers:npm/>1.0.0|!=1.5.0|>=2.0.0", "vers:npm/>1.0.0|!=1.5.0")]
    [InlineData("vers:npm/1.0.0|<2.0.0", "vers:npm/<2.0.0")]
    [InlineData("vers:npm/>=1.0.0|1.5.0|<2.0.0", "vers:npm/>=1.0.0|<2.0.0")]
    [InlineData("vers:npm/<1.0.0|1.5.0|!=1.6.0|<=2.0.0", "vers:npm/!=1.6.0|<=2.0.0")]
    [InlineData("vers:npm/>1.0.0|<2.0.0|2.5.0|<3.0.0", "vers:npm/>1.0.0|<3.0.0")]
    [InlineData("vers:npm/1.0.0|>2.0.0|<3.0.0|3.5.0|>4.0.0|<5.0.0|6.0.0|<7.0.0", "vers:npm/1.0.0|>2.0.0|<3.0.0|3.5.0|>4.0.0|<7.0.0")]
    [InlineData("vers:npm/!=1.0.0|2.0.0", "vers:npm/2.0.0")]
    [InlineData("vers:npm/>=0.0.0-0", "vers:npm/>=0.0.0-0")]
    [InlineData("vers:npm/*", "vers:npm/*")]
    public void Simplify_LeavesOutWhatSaysNothing(string text, string simple)
    {
        var range = VersionRange.Parse(text);
        Assert.Equal(text, range.ToString());
        Assert.Equal(simple, range.Simplify().ToString());
        Assert.Equal(range.Versions, range.Simplify().Versions);
    }

    [Theory]
    [InlineData("vers:npm/>5.0.0|<3.0.0")]
    [InlineData("vers:npm/<3.0.0|>=1.0.0")]
    [InlineData("vers:npm/>=1.0.0|<2.0.0|>=1.5.0|<3.0.0")]
    public void Parse_OfBoundsOutOfOrder_IsRefused(string text) => Assert.Contains("ascending", Refused(text).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("vers:npm/1.0.0|1.0.0")]
    [InlineData("vers:npm/1.0.0|v1.0.0")]
    [InlineData("vers:npm/1.0.0|1.0.0+build")]
    [InlineData("vers:npm/<5.0.0|>=5.0.0")]
    [InlineData("vers:npm/>=5.0.0|<5.0.0")]
    [InlineData("vers:nuget/1.0|!=1.0.0.0")]
    public void Parse_OfOneVersionTwice_IsRefused(string text) => Assert.Contains("once", Refused(text).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("vers:npm/<0.0.0-0")]
    [InlineData("vers:semver/!=0.0.0-1|<0.0.0-0")]
    public void Parse_OfARangeWithoutVersions_IsRefused(string text) => Assert.Contains("no version", Refused(text).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("vers:cobol/1")]
    [InlineData("vers:NPM/1.0.0")]
    [InlineData("vers:/1")]
    [InlineData("vers:cobol/*")]
    public void Parse_OfASchemeThatWeLack_IsRefused(string text) => Assert.Equal("version-scheme.unknown", Refused(text).Code);

    [Fact]
    public void Parse_BeyondTheBounds_IsRefused()
    {
        static string Many(int count) => "vers:generic/" + string.Join('|', Enumerable.Range(1, count));
        Assert.Equal(Many(VersionRange.MaxConstraints), VersionRange.Parse(Many(VersionRange.MaxConstraints)).ToString());
        Refused(Many(VersionRange.MaxConstraints + 1));
        Refused("vers:generic/" + new string('1', VersionRange.MaxLength));
    }

    [Fact]
    public void Parse_ThrowsWhatTryParseHandsOut()
    {
        var thrown = Assert.Throws<DomainException>(() => VersionRange.Parse("vers:npm/1"));
        var handed = Refused("vers:npm/1");
        Assert.Equal((handed.Code, handed.Message, handed.Refusal, (string?)null), (thrown.Code, thrown.Message, thrown.Refusal, thrown.Field));
    }

    [Theory]
    [InlineData("vers:npm/>=2.1.91|<2.1.197", "2.1.91 2.1.196 2.1.197-beta.1", "2.1.90 2.1.91-rc 2.1.197")]
    [InlineData("vers:npm/3.3.6", "3.3.6 v3.3.6 3.3.6+build.1", "3.3.5 4.0.1 3.3.6-0")]
    [InlineData("vers:npm/!=3.3.6", "3.3.5 3.3.7 3.3.6-0", "3.3.6 v3.3.6")]
    [InlineData("vers:npm/>1.0.0|!=1.5.0|<=2.0.0|3.0.0|>=4.0.0", "1.4.0 2.0.0 3.0.0 4.0.0 5.0.0", "1.0.0 1.5.0 2.0.1 3.0.1 4.0.0-a")]
    [InlineData("vers:npm/<=1.0.0|>2.0.0", "0.0.0-0 1.0.0 2.0.1 99.0.0", "1.0.1 2.0.0")]
    [InlineData("vers:nuget/>=4.20.0|<4.20.2", "4.20 4.20.1.0 4.20.2-rc", "4.20.2 4.18.4 4.20.0-rc")]
    [InlineData("vers:deb/>=5.5.1alpha-0.1|<5.6.1+really5.4.5-1", "5.6.1-1 5.6.0-0.2 5.5.1alpha-0.1", "5.6.1+really5.4.5-1 5.4.5-0.3 5.5.1~alpha-0.1")]
    public void Contains_IsAsTheConstraintsSay(string text, string inside, string outside)
    {
        var range = VersionRange.Parse(text);
        Assert.All(inside.Split(' '), version => Assert.True(range.Contains(SchemeRules.Parse(range.Scheme.Name, version)), version));
        Assert.All(outside.Split(' '), version => Assert.False(range.Contains(SchemeRules.Parse(range.Scheme.Name, version)), version));
    }

    [Fact]
    public void Contains_OfAnotherScheme_IsForStarAlone()
    {
        var version = SchemeRules.Parse("semver", "1.0.0");
        Assert.True(VersionRange.Parse("vers:npm/*").Contains(version));
        Assert.Throws<ArgumentException>(() => VersionRange.Parse("vers:npm/1.0.0").Contains(version));
    }

    [Fact]
    public void CoversEverything_HoldsForStarAndForEveryVersionOfTheScheme()
    {
        Assert.True(VersionRange.Parse("vers:npm/*").CoversEverything);
        Assert.True(VersionRange.Parse("vers:npm/>=0.0.0-0").CoversEverything);
        Assert.False(VersionRange.Parse("vers:npm/>=0.0.0-0").IsStar);
        Assert.False(VersionRange.Parse("vers:npm/>0.0.0-0").CoversEverything);
        Assert.False(VersionRange.Parse("vers:npm/!=1.0.0").CoversEverything);
        Assert.False(VersionRange.Parse("vers:nuget/>=0").CoversEverything);
    }

    [Theory]
    [InlineData(true, "vers:npm/<5.0.0 vers:npm/>=5.0.0")]
    [InlineData(true, "vers:npm/<=5.0.0 vers:npm/>5.0.0")]
    [InlineData(true, "vers:npm/!=5.0.0 vers:npm/5.0.0")]
    [InlineData(true, "vers:npm/<7.0.0 vers:npm/>=5.0.0")]
    [InlineData(true, "vers:deb/1 vers:npm/*")]
    [InlineData(true, "vers:deb/1 vers:npm/<5.0.0 vers:deb/!=1")]
    [InlineData(false, "vers:npm/<5.0.0 vers:npm/>5.0.0")]
    [InlineData(false, "vers:npm/<5.0.0 vers:semver/>=5.0.0")]
    [InlineData(false, "")]
    public void CoverEverything_IsTheUnionPerScheme(bool covers, string ranges) => Assert.Equal(covers, VersionRange.CoverEverything(Ranges(ranges)));

    [Theory]
    [InlineData(true, "1.0.0", "vers:npm/<2.0.0 vers:npm/>=5.0.0")]
    [InlineData(true, "5.0.0", "vers:npm/<2.0.0 vers:npm/>=5.0.0")]
    [InlineData(false, "3.0.0", "vers:npm/<2.0.0 vers:npm/>=5.0.0")]
    [InlineData(true, "no version", "vers:npm/<2.0.0 vers:deb/*")]
    [InlineData(true, "1.0", "vers:npm/<2.0.0 vers:deb/<2")]
    [InlineData(null, "3.0", "vers:npm/<2.0.0 vers:deb/<2")]
    [InlineData(null, "3.0", "vers:deb/<2 vers:npm/<2.0.0")]
    [InlineData(false, "1.0.0", "")]
    public void Hold_IsUnknown_WhereNoneHoldsTheVersion_AndOneCannotReadIt(bool? holds, string version, string ranges) => Assert.Equal(holds, VersionRange.Hold(Ranges(ranges), version));

    [Theory]
    [InlineData(true, "vers:npm/>=2.0.0|<3.0.0", "vers:npm/>=1.0.0|<3.0.0")]
    [InlineData(true, "vers:npm/>=2.0.0|<3.0.0", "vers:npm/<2.5.0 vers:npm/>=2.5.0")]
    [InlineData(true, "vers:npm/1.0.0|2.0.0", "vers:npm/<=1.0.0 vers:npm/>=2.0.0|<3.0.0")]
    [InlineData(true, "vers:npm/*", "vers:deb/*")]
    [InlineData(true, "vers:npm/1.0.0 vers:deb/1", "vers:deb/<2 vers:npm/<2.0.0")]
    [InlineData(true, "", "vers:npm/1.0.0")]
    [InlineData(true, "", "")]
    [InlineData(false, "vers:npm/*", "vers:npm/>=0.0.0-0")]
    [InlineData(false, "vers:npm/1.0.0", "vers:semver/1.0.0")]
    [InlineData(false, "vers:npm/>=2.0.0|<=3.0.0", "vers:npm/>=1.0.0|<3.0.0")]
    [InlineData(false, "vers:npm/>=2.0.0|<3.0.0", "vers:npm/<2.5.0 vers:npm/>2.5.0")]
    [InlineData(false, "vers:npm/>=2.0.0", "vers:npm/>2.0.0")]
    [InlineData(false, "vers:npm/1.0.0", "")]
    public void IsSubset_IsByVersions(bool isSubset, string inner, string outer) => Assert.Equal(isSubset, VersionRange.IsSubset(Ranges(inner), Ranges(outer)));

    [Fact]
    public void Equals_IsByCanonicalText()
    {
        Assert.NotEqual(VersionRange.Parse("vers:npm/*"), VersionRange.Parse("vers:semver/*"));
        Assert.False(VersionRange.Parse("vers:npm/*").Equals((object?)null));
        Assert.False(VersionRange.Parse("vers:npm/*").Equals((object)"vers:npm/*"));
    }

    private static VersionRange[] Ranges(string texts) => [.. texts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(VersionRange.Parse)];

    private static DomainException Refused(string text)
    {
        Assert.False(VersionRange.TryParse(text, out var range, out var error));
        Assert.Null(range);
        Assert.Equal(Refusal.Invalid, error.Refusal);
        return error;
    }
}
