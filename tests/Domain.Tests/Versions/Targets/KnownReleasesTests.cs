using ToolRegistry.Domain.Versions.Targets;

namespace ToolRegistry.Domain.Tests.Versions.Targets;

public class KnownReleasesTests
{
    [Fact]
    public void Of_Releases_SortsThemByWhetherTheyAreInside()
    {
        var known = KnownReleases.Of(DrawnSets.Parse("vers:npm/>=1.0.0|<2.0.0"), ["2.0.0", "1.10.0", "latest", "2.0.0-rc", "1.9.0", "0.9.0", "1.x"]);

        Assert.Equal(["1.9.0", "1.10.0", "2.0.0-rc"], known.Inside);
        Assert.Equal(["0.9.0", "2.0.0"], known.Outside);
        Assert.Equal(["latest", "1.x"], known.Unreadable);
    }

    [Fact]
    public void Of_EqualReleases_KeepTheOrderGiven() =>
        Assert.Equal(["1.0.0+b", "1.0.0", "1.0.0+a", "1.1.0"], KnownReleases.Of(DrawnSets.Parse("vers:npm/*"), ["1.1.0", "1.0.0+b", "1.0.0", "1.0.0+a"]).Inside);

    [Fact]
    public void Of_TheEmptySet_HasAllReleasesOutside() => Assert.Equal(["1.0", "2.0"], KnownReleases.Of(DrawnSets.Empty("deb"), ["2.0", "1.0"]).Outside);
}
