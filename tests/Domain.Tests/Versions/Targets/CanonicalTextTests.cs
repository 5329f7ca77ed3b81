using ToolRegistry.Domain.Tests.Versions.Differential;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Domain.Versions.Targets;

namespace ToolRegistry.Domain.Tests.Versions.Targets;

public class CanonicalTextTests
{
    [Theory]
    [InlineData("npm", " = v1.2.3-Rc.1+b-1 ", "1.2.3-Rc.1")]
    [InlineData("npm", "1.2.3--", "1.2.3--")]
    [InlineData("golang", "v1", "1.0.0")]
    [InlineData("golang", "v1.2", "1.2.0")]
    [InlineData("golang", "v2.0.0+incompatible", "2.0.0")]
    [InlineData("nuget", "1.02.0.0-RC+b", "1.2.0-RC")]
    [InlineData("deb", " 1:1.0-1 ", "1:1.0-1")]
    [InlineData("generic", "v1.0+b", "v1.0+b")]
    [InlineData("pypi", " v01!1.02.ALPHA-03-04_Dev+Ubuntu_007", "1!1.2a3.post4.dev0+ubuntu.7")]
    [InlineData("pypi", "1.0c", "1.0rc0")]
    [InlineData("pypi", "1.0-r", "1.0.post0")]
    [InlineData("pypi", "1.0-preview-rev", "1.0rc0.post0")]
    public void Of_AVersion_IsItsPlainSpelling(string scheme, string text, string expected) =>
        Assert.Equal(expected, CanonicalText.Of(SchemeRules.Parse(scheme, text)));

    [Theory]
    [InlineData("npm")]
    [InlineData("nuget")]
    [InlineData("pypi")]
    [InlineData("deb")]
    public void Of_AnyVersion_IsTheSameVersion(string schemeName)
    {
        var scheme = VersionScheme.Get(schemeName);
        var count = 0;
        foreach (var (text, _) in NastyVersions.Pairs(schemeName, 5_000, "0000KCXoAnF2"))
        {
            if (!scheme.TryParse(text, out var version))
                continue;
            var spelled = CanonicalText.Of(version);
            Assert.True(scheme.TryParse(spelled, out var again) || spelled.Length > VersionScheme.MaxVersionLength, $"{text} as {spelled}");
            Assert.True(again is null || scheme.Compare(version, again) == 0, $"{text} as {spelled}");
            count++;
        }

        Assert.InRange(count, 3_000, 5_000);
    }

    [Theory]
    [InlineData("npm", "1.0.9", "1.0.10-0")]
    [InlineData("npm", "v1.0.0-rc+b", "1.0.0-rc.0")]
    [InlineData("golang", "v1", "1.0.1-0")]
    [InlineData("npm", "1.0.18446744073709551615", null)]
    [InlineData("deb", "1.0", null)]
    public void Next_IsTheVersionRightAboveWhereItIsKnown(string scheme, string text, string? expected) =>
        Assert.Equal(expected, CanonicalText.Next(SchemeRules.Parse(scheme, text))?.Text);
}
