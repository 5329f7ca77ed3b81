using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions;

public class VersionSchemeTests
{
    public static TheoryData<string> Schemes => [.. VersionScheme.Names];

    [Fact]
    public void Names_AreAllSchemesInOrder() => Assert.Equal([
        "alpm", "apk", "cargo", "conan", "datetime", "deb", "gem", "generic", "gentoo", "golang", "intdot", "lexicographic", "maven", "nginx", "npm", "nuget", "openssl", "pypi", "rpm", "semver",
    ], VersionScheme.Names);

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
    [InlineData("hex", "semver")]
    [InlineData("pypi", "pypi")]
    [InlineData("apk", "apk")]
    [InlineData("golang", "golang")]
    [InlineData("chrome-extension", "generic")]
    [InlineData("no-such-type", "generic")]
    public void ForPurlType_IsTheTypesOwnSchemeOrGeneric(string type, string scheme) => Assert.Equal(scheme, VersionScheme.ForPurlType(type).Name);

    [Theory]
    [InlineData("alpine", "apk")]
    [InlineData("arch", "alpm")]
    [InlineData("ebuild", "gentoo")]
    public void Get_OfAnEarlierName_IsTheSchemeUnderItsPresentOne(string earlier, string name)
    {
        Assert.Same(VersionScheme.Get(name), VersionScheme.Get(earlier));
        Assert.DoesNotContain(earlier, VersionScheme.Names);
        Assert.Equal($"vers:{name}/*", VersionRange.Parse($"vers:{earlier}/*").ToString());
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void TryParse_OfOddText_IsFalse(string name)
    {
        var scheme = VersionScheme.Get(name);
        string[] odd = ["", "1.2.3\0", "1.2.3\n", "1.2.3\u0085", "1.2.3-\ud800", "1.2.3-\udc00\ud800", "1.2.3\uffff", null!];
        Assert.All(odd, text => Assert.False(scheme.TryParse(text, out _)));
        if (name != "lexicographic")
            Assert.All([" ", "not a version"], text => Assert.False(scheme.TryParse(text, out _)));
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void TryParse_Of256Characters_IsTheLongest(string name)
    {
        var scheme = VersionScheme.Get(name);
        var (start, filler) = name switch
        {
            "alpm" or "apk" or "gentoo" or "openssl" => ("1.2.", '3'),
            "datetime" => ("2024-01-01T00:00:00.", '1'),
            "pypi" => ("1.2.3+", 'a'),
            _ => ("1.2.3-", 'a'),
        };
        var end = name == "datetime" ? "Z" : "";
        var longest = start + new string(filler, VersionScheme.MaxVersionLength - start.Length - end.Length) + end;
        Assert.True(scheme.TryParse(longest, out var version));
        Assert.Equal(longest, version.Text);
        Assert.Same(scheme, version.Scheme);
        Assert.False(scheme.TryParse(start + filler + longest[start.Length..], out _));
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
