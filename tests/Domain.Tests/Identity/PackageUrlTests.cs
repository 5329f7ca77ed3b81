using CsCheck;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Domain.Tests.Identity;

public class PackageUrlTests
{
    [Theory]
    [InlineData("pkg:npm/%40anthropic-ai/claude-code@2.1.95", "pkg:npm/%40anthropic-ai/claude-code@2.1.95")]
    [InlineData("pkg:npm/@anthropic-ai/claude-code@2.1.95", "pkg:npm/%40anthropic-ai/claude-code@2.1.95")]
    [InlineData("pkg:npm/@anthropic-ai/claude-code", "pkg:npm/%40anthropic-ai/claude-code")]
    [InlineData("pkg:npm/%40anthropic-ai%2Fclaude-code@1.0.0", "pkg:npm/%40anthropic-ai/claude-code@1.0.0")]
    [InlineData("PKG://NPM//foo/", "pkg:npm/foo")]
    [InlineData("pkg:nuget/Moq@4.20.1", "pkg:nuget/Moq@4.20.1")]
    [InlineData("pkg:pypi/Django_Package@1.0RC1", "pkg:pypi/django-package@1.0rc1")]
    [InlineData("pkg:deb/Debian/XZ-utils@5.6.1+really5.4.5-1", "pkg:deb/debian/xz-utils@5.6.1%2Breally5.4.5-1")]
    [InlineData("pkg:github/Package-URL/purl-Spec@AbC", "pkg:github/package-url/purl-spec@AbC")]
    [InlineData("pkg:vscode-extension/Anthropic/Claude-Code@1.0.0-RC", "pkg:vscode-extension/anthropic/claude-code@1.0.0-rc")]
    [InlineData("pkg:oci/Debian@sha256:ABC?tag=Latest", "pkg:oci/debian@sha256:abc?tag=Latest")]
    [InlineData("pkg:brew/postgresql@12@12.17", "pkg:brew/postgresql%4012@12.17")]
    [InlineData("pkg:maven/org.apache.commons/io@1.3.4?type=pom&CLASSIFIER=dist&empty=", "pkg:maven/org.apache.commons/io@1.3.4?classifier=dist&type=pom")]
    [InlineData("pkg:golang/google.golang.org/Genproto#/googleapis//./api/../annotations/", "pkg:golang/google.golang.org/Genproto#googleapis/api/annotations")]
    [InlineData("pkg:generic/a%20b/c@1%3A2%2F3?x-1.y_z=a%26b%3Dc+d", "pkg:generic/a%20b/c@1:2%2F3?x-1.y_z=a%26b%3Dc%2Bd")]
    [InlineData("pkg:generic/caf\u00e9", "pkg:generic/caf%C3%A9")]
    [InlineData("pkg:generic/foo?download_url=https://x.example/?a=b&x=c", "pkg:generic/foo?download_url=https:%2F%2Fx.example%2F%3Fa%3Db&x=c")]
    [InlineData("pkg:chrome-extension/DLPNGALGNEFJEIEFHMPKLPFIOHADPGLK@1.2.3", "pkg:chrome-extension/dlpngalgnefjeiefhmpklpfiohadpglk@1.2.3")]
    [InlineData("pkg:npm/foo@", "pkg:npm/foo")]
    [InlineData("pkg:npm/foo?#", "pkg:npm/foo")]
    public void ToString_IsCanonical(string text, string canonical)
    {
        var purl = PackageUrl.Parse(text);
        Assert.Equal(canonical, purl.ToString());
        Assert.Equal(purl, PackageUrl.Parse(canonical));
        Assert.Equal(purl.GetHashCode(), PackageUrl.Parse(canonical).GetHashCode());
    }

    [Fact]
    public void Parts_AreDecoded()
    {
        var purl = PackageUrl.Parse("pkg:npm/%40scope/name@1.0+a?vcs_url=git%2Bhttps:%2F%2Fx&arch=amd64#a/b%20c");
        Assert.Equal(("npm", "@scope", "name", "1.0+a", "a/b c"), (purl.Type, purl.Namespace, purl.Name, purl.Version, purl.Subpath));
        Assert.Equal([new("arch", "amd64"), new("vcs_url", "git+https://x")], purl.Qualifiers);
        Assert.Equal("git+https://x", purl.Qualifier("vcs_url"));
        Assert.Null(purl.Qualifier("repository_url"));
    }

    [Fact]
    public void Parts_ThatAreAbsent_AreNull()
    {
        var purl = PackageUrl.Parse("pkg:npm/name");
        Assert.Equal((null, null, null), (purl.Namespace, purl.Version, purl.Subpath));
        Assert.Empty(purl.Qualifiers);
    }

    [Fact]
    public void WithoutVersion_KeepsTheRest()
    {
        Assert.Equal("pkg:npm/name?arch=x#y", PackageUrl.Parse("pkg:npm/name@1?arch=x#y").WithoutVersion().ToString());
        Assert.Null(PackageUrl.Parse("pkg:npm/name@1").WithoutVersion().Version);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("", 1)]
    [InlineData("npm/name", 1)]
    [InlineData("pkg%3Anpm/name", 1)]
    [InlineData("pkg:name@1", 5)]
    [InlineData("pkg:npm", 8)]
    [InlineData("pkg:npm/", 9)]
    [InlineData("pkg:npm/@1.0/", 9)]
    [InlineData("pkg:maven/@1.3.4", 11)]
    [InlineData("pkg:swift/github.com/Alamofire/@5.4.3", 32)]
    [InlineData("pkg:3nginx/nginx", 5)]
    [InlineData("pkg:n&g/nginx", 5)]
    [InlineData("pkg:n+g/nginx", 5)]
    [InlineData("pkg:np%6D/name", 5)]
    [InlineData("pkg:npm/na%me", 9)]
    [InlineData("pkg:npm/na%6", 9)]
    [InlineData("pkg:npm/na%FFme", 9)]
    [InlineData("pkg:npm/na%00me", 9)]
    [InlineData("pkg:npm/na\nme", 9)]
    [InlineData("pkg:npm/name@1%", 14)]
    [InlineData("pkg:golang/a%2Fb/c", 12)]
    [InlineData("pkg:golang/a/b%2Fc", 12)]
    [InlineData("pkg:npm/name?in%20production=true", 14)]
    [InlineData("pkg:npm/name?1a=true", 14)]
    [InlineData("pkg:npm/name?=true", 14)]
    [InlineData("pkg:npm/name?a=b&flag", 18)]
    [InlineData("pkg:npm/name?a=b&A=c", 9)]
    [InlineData("pkg:npm/name?a=%zz", 16)]
    [InlineData("pkg:npm/name#a%2Fb", 14)]
    [InlineData("pkg:vscode-extension/java", 22)]
    [InlineData("pkg:nuget/a/b", 11)]
    [InlineData("pkg:chrome-extension/dogs", 22)]
    [InlineData("pkg:chrome-extension/dlpngalgnefjeiefhmpklpfiohadpglk@1.2.3-beta", 22)]
    public void Parse_OfABadPackageUrl_NamesTheRuleAndThePosition(string? text, int position)
    {
        var refusal = Assert.Throws<DomainException>(() => PackageUrl.Parse(text!));
        Assert.Equal(("purl.invalid", Refusal.Invalid), (refusal.Code, refusal.Refusal));
        Assert.EndsWith($"(At position {position}.)", refusal.Message, StringComparison.Ordinal);
        Assert.False(PackageUrl.TryParse(text!, out var purl, out var error));
        Assert.Null(purl);
        Assert.Equal(refusal.Message, error.Message);
    }

    [Fact]
    public void Parse_OfALoneSurrogate_IsRefused() => Assert.Throws<DomainException>(() => PackageUrl.Parse("pkg:npm/na\ud800me"));

    [Fact]
    public void Create_WithoutType_IsRefused() =>
        Assert.Equal("purl.invalid", Assert.Throws<DomainException>(() => PackageUrl.Create(null!, ns: null, "nginx", version: null, qualifiers: null, subpath: null)).Code);

    [Fact]
    public void Parse_BeyondTheLongest_IsRefused()
    {
        Assert.Throws<DomainException>(() => PackageUrl.Parse("pkg:npm/" + new string('\u00e9', 1_000)));
        var longest = "pkg:npm/" + new string('a', PackageUrl.MaxLength - 8);
        Assert.Equal(longest, PackageUrl.Parse(longest).ToString());
        Assert.Throws<DomainException>(() => PackageUrl.Parse(longest + "a"));
    }

    [Fact]
    public void TryParse_OfAnyText_NeverThrowsAndIsCanonical()
    {
        var pieces = Gen.OneOf("pkg:", "npm", "pypi", "generic", "NuGet", "vscode-extension", "/", "//", "@", "?", "&", "=", "#", "%40", "%", "%2F", "a", "B", "..", ".", "_", "\u00e9", "\ud800", "\ufffe", " ", "+", ":", "A-._b").Array[0, 14].Select(string.Concat);
        Gen.OneOf(Gen.String, pieces, pieces.Select(text => "pkg:npm/" + text), pieces.Select(text => "pkg:generic/a" + text)).Sample(
            text => PackageUrl.TryParse(text, out var purl, out var error)
                ? error is null && PackageUrl.Parse(purl.ToString()).ToString() == purl.ToString() && PackageUrl.Parse(purl.ToString()).Equals(purl)
                : error.Code == "purl.invalid",
            iter: 20_000);
    }

    [Fact]
    public void Create_OfPartsOfAPackageUrl_IsThatPackageUrl()
    {
        var part = Gen.OneOf("a", "B", "%", "@", "?", "#", "+", " ", ":", "~", "\u00e9", "&", "=", "\ud83d\ude00", ".").Array[1, 4].Select(string.Concat);
        Gen.Select(part, part, part, part).Sample(
            (ns, name, version, value) =>
            {
                var purl = PackageUrl.Create("generic", ns, name, version, [new("key", value)], subpath: "x/" + name + "x");
                Assert.Equal((ns, name, version, value), (purl.Namespace, purl.Name, purl.Version, purl.Qualifier("key")));
                Assert.Equal(purl, PackageUrl.Parse(purl.ToString()));
            });
    }
}
