using ToolRegistry.Domain.Versions.Native;

namespace ToolRegistry.Domain.Tests.Versions.Native;

public class NpmNotationTests
{
    [Theory]
    [InlineData("1.2.3", "vers:npm/1.2.3")]
    [InlineData("=v1.2.3+build", "vers:npm/1.2.3")]
    [InlineData(">= 1.2.3 <2.0.0-rc.1", "vers:npm/>=1.2.3|<2.0.0-rc.1")]
    [InlineData("*", "vers:npm/*")]
    [InlineData("x.X.*", "vers:npm/*")]
    [InlineData("1.2.3 - 2.3.4", "vers:npm/>=1.2.3-0|<=2.3.4")]
    [InlineData("99999999999999999999999.0.0", "vers:npm/99999999999999999999999.0.0")]
    public void Comparators_OfWholeVersions_AreExact(string native, string expected) => Assert.Equal($"{expected} (Exact)", NativeRange.Parse("npm", native).ToString());

    [Theory]
    [InlineData("^1.1.7", ">=1.1.7|<2.0.0")]
    [InlineData("^1.2", ">=1.2.0-0|<2.0.0")]
    [InlineData("^0.2.1-beta", ">=0.2.1-beta|<0.3.0")]
    [InlineData("^0.0.3", ">=0.0.3-0|<0.0.4")]
    [InlineData("^0.0", ">=0.0.0-0|<0.1.0")]
    [InlineData("^0", ">=0.0.0-0|<1.0.0")]
    [InlineData("~1.2.3", ">=1.2.3|<1.3.0")]
    [InlineData("~> 1", ">=1.0.0-0|<2.0.0")]
    [InlineData("^99999999999999999999.0.0", ">=99999999999999999999.0.0|<100000000000000000000.0.0")]
    public void CaretAndTilde_EndAtTheNextNumber_AndHoldItsPrereleases(string native, string expected) => AssertBroader(native, expected);

    [Theory]
    [InlineData("1.2.x", ">=1.2.0-0|<1.3.0")]
    [InlineData("1", ">=1.0.0-0|<2.0.0")]
    [InlineData("<=1.0", "<1.1.0")]
    [InlineData("<1.2", "<1.2.0")]
    [InlineData("1.2 - 2.3", ">=1.2.0-0|<2.4.0")]
    public void PartialVersion_EndsBehindAllThatItStarts(string native, string expected) => AssertBroader(native, expected);

    [Theory]
    [InlineData(">=1.x", ">=1.0.0-0")]
    [InlineData(">1.2", ">=1.3.0-0")]
    [InlineData("1.2 - *", ">=1.2.0-0")]
    public void PartialVersion_OfALowerBound_StartsAtTheFirstPrerelease(string native, string expected) =>
        Assert.Equal($"vers:npm/{expected} (Exact)", NativeRange.Parse("npm", native).ToString());

    [Theory]
    [InlineData(">=1.0.0, <2.0.0")]
    [InlineData("1.2.3 ||")]
    [InlineData("1.x.3")]
    [InlineData("1.2-beta")]
    [InlineData("01.2.3")]
    [InlineData("1.2.3-01")]
    [InlineData("1.2.3.4")]
    [InlineData("1.2.3+")]
    [InlineData(">=")]
    [InlineData("!=1.2.3")]
    [InlineData(">=1.0.0<2.0.0")]
    [InlineData("1.2.3 - ")]
    [InlineData("- 1.2.3")]
    [InlineData("latest")]
    [InlineData("<*")]
    public void Syntax_ThatNpmDoesNotDefine_IsRefused(string native) => Assert.False(NativeRange.TryParse("npm", native, out _, out _));

    private static void AssertBroader(string native, string expected)
    {
        var conversion = NativeRange.Parse("npm", native);
        Assert.Equal((Fidelity.Broader, $"vers:npm/{expected}"), (conversion.Fidelity, conversion.Value!.ToString()));
        Assert.Contains("prereleases of its upper bound", conversion.Reason, StringComparison.Ordinal);
    }
}
