using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions;

public class VersionSchemeTests
{
    public static TheoryData<string> Schemes => [.. VersionScheme.Names];

    [Fact]
    public void Names_AreAllSchemesInOrder() => Assert.Equal(["deb", "generic", "npm", "nuget", "semver"], VersionScheme.Names);

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Get_OfAName_IsTheSchemeOfThatName(string name)
    {
        Assert.Equal(name, VersionScheme.Get(name).Name);
        Assert.True(VersionScheme.TryGet(name, out var scheme));
        Assert.Same(scheme, VersionScheme.Get(name));
    }

    [Theory]
    [InlineData("NPM")]
    [InlineData("")]
    [InlineData("cobol")]
    [InlineData(null)]
    public void Get_OfAnUnknownName_IsRefused(string? name)
    {
        Assert.False(VersionScheme.TryGet(name!, out _));
        var refusal = Assert.Throws<DomainException>(() => VersionScheme.Get(name!));
        Assert.Equal("version-scheme.unknown", refusal.Code);
        Assert.Equal(Refusal.Invalid, refusal.Refusal);
        Assert.Null(refusal.Field);
        Assert.Contains("npm", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("npm", "npm")]
    [InlineData("nuget", "nuget")]
    [InlineData("deb", "deb")]
    [InlineData("vscode-extension", "semver")]
    [InlineData("chrome-extension", "generic")]
    [InlineData("no-such-type", "generic")]
    public void ForPurlType_IsTheTypesOwnSchemeOrGeneric(string type, string scheme) => Assert.Equal(scheme, VersionScheme.ForPurlType(type).Name);

    [Theory]
    [MemberData(nameof(Schemes))]
    public void TryParse_OfOddText_IsFalse(string name)
    {
        var scheme = VersionScheme.Get(name);
        string[] odd = ["", " ", "not a version", "1.2.3\0", "1.2.3\n", "1.2.3\u0085", "1.2.3-\ud800", "1.2.3-\udc00\ud800", "1.2.3\uffff", null!];
        Assert.All(odd, text => Assert.False(scheme.TryParse(text, out _)));
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void TryParse_Of256Characters_IsTheLongest(string name)
    {
        var scheme = VersionScheme.Get(name);
        var longest = "1.2.3-" + new string('a', 250);
        Assert.True(scheme.TryParse(longest, out var version));
        Assert.Equal(longest, version.Text);
        Assert.Same(scheme, version.Scheme);
        Assert.False(scheme.TryParse(longest + "a", out _));
    }

    [Fact]
    public void Compare_OfAnotherScheme_Throws()
    {
        var (npm, semver) = (VersionScheme.Get("npm"), VersionScheme.Get("semver"));
        Assert.True(npm.TryParse("1.0.0", out var a));
        Assert.True(semver.TryParse("1.0.0", out var b));
        Assert.Throws<ArgumentException>(() => npm.Compare(a, b));
        Assert.Throws<ArgumentException>(() => npm.Compare(b, a));
    }
}
