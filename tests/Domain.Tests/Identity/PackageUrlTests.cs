using System.Text.RegularExpressions;
using CsCheck;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Domain.Tests.Identity;

public class PackageUrlTests
{
    // Annex C of ECMA-427, but for what it says of single octets.
    private const string Part = "([A-Za-z0-9._~:-]|%[0-9A-F]{2})+";
    private const string Key = "[a-z][a-z0-9._-]*";
    private const string Grammar = $@"^pkg:[a-z][a-z0-9.-]*(/{Part})+(@{Part})?(\?{Key}={Part}(&{Key}={Part})*)?(#{Part}(/{Part})*)?$";

    private static readonly Regex Canonical = new(Grammar, RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

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
    [InlineData("pkg:npm/foo@1/", "pkg:npm/foo@1%2F")]
    [InlineData("pkg:npm/foo?a=&A=b", "pkg:npm/foo?a=b")]
    [InlineData("pkg:generic/a%2Fb", "pkg:generic/a%2Fb")]
    [InlineData("pkg:generic/%2Fa%2F", "pkg:generic/a")]
    [InlineData("pkg:generic/a%252Fb@%2540", "pkg:generic/a%252Fb@%2540")]
    [InlineData("pkg:generic/%7e%7E%2d%2E%5f%3a%41", "pkg:generic/~~-._:A")]
    [InlineData("pkg:generic/%21%27%28%29%2a!'()*", "pkg:generic/%21%27%28%29%2A%21%27%28%29%2A")]
    [InlineData("pkg:generic/a@%c3%a9", "pkg:generic/a@%C3%A9")]
    [InlineData("pkg:generic/%F0%9F%98%80", "pkg:generic/%F0%9F%98%80")]
    [InlineData("pkg:generic/./../a#./../b", "pkg:generic/./../a#b")]
    [InlineData("pkg:git/GitHub.com/Package-URL/purl-Spec", "pkg:git/github.com/package-url/purl-spec")]
    [InlineData("pkg:git/Git.Example/Some/Path//To/Repo@AbC", "pkg:git/git.example/Some/Path/To/Repo@AbC")]
    [InlineData("pkg:git/git.example/a%2Fb", "pkg:git/git.example/a/b")]
    [InlineData("pkg:cpan/drolsky/DateTime", "pkg:cpan/DROLSKY/DateTime")]
    [InlineData("pkg:pub/My-Package.X", "pkg:pub/my_package_x")]
    [InlineData("pkg:hackage/AC_HalfInteger", "pkg:hackage/AC-HalfInteger")]
    [InlineData("pkg:otp/ASN1@1.0-RC#SRC/X.erl", "pkg:otp/asn1@1.0-RC#src/x.erl")]
    [InlineData("pkg:huggingface/Org/Model@ABCDEF", "pkg:huggingface/Org/Model@abcdef")]
    [InlineData("pkg:mlflow/Model?repository_url=HTTPS://Adb-1.AzureDatabricks.NET:443/api", "pkg:mlflow/model?repository_url=HTTPS:%2F%2FAdb-1.AzureDatabricks.NET:443%2Fapi")]
    [InlineData("pkg:mlflow/Model?repository_url=https://example.com/.databricks.com", "pkg:mlflow/Model?repository_url=https:%2F%2Fexample.com%2F.databricks.com")]
    [InlineData("pkg:swid/Acme/Server?tag_id=75B8C285-FA7B-485B-B199-4745E3004D0D", "pkg:swid/Acme/Server?tag_id=75b8c285-fa7b-485b-b199-4745e3004d0d")]
    [InlineData("pkg:swid/Acme/Server?tag_id=Org.Acme", "pkg:swid/Acme/Server?tag_id=Org.Acme")]
    [InlineData("pkg:deb/debian/\u0130\u03A3", "pkg:deb/debian/i%CC%87%CF%82")]
    [InlineData("pkg:deb/debian/\u039F\u03A3.\u03A3\u03A3", "pkg:deb/debian/%CE%BF%CF%83.%CF%83%CF%82")]
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
    public void Parts_OfAGitPackageUrl_AreTheHostAndAllThatFollows()
    {
        var parsed = PackageUrl.Parse("pkg:git/git.example/a/b/c.git@1");
        Assert.Equal(("git.example", "a/b/c.git"), (parsed.Namespace, parsed.Name));
        Assert.Equal(parsed, PackageUrl.Create("git", "git.example", "a/b/c.git", "1", qualifiers: null, subpath: null));
        Assert.Equal(parsed, PackageUrl.Create("git", "git.example/a/b", "c.git", "1", qualifiers: null, subpath: null));
    }

    [Fact]
    public void Parts_OfANameWithASlash_AreThoseGiven()
    {
        var purl = PackageUrl.Create("generic", "a", "b/c", version: null, qualifiers: null, subpath: null);
        Assert.Equal("pkg:generic/a/b%2Fc", purl.ToString());
        Assert.Equal(("a", "b/c"), (purl.Namespace, purl.Name));
        Assert.Equal(purl, PackageUrl.Parse(purl.ToString()));
    }

    [Fact]
    public void Create_OfMoreThanTheParts_IsRefusedOrLeavesOutWhatIsEmpty()
    {
        Assert.Equal("pkg:generic/a/b/c#d", PackageUrl.Create("Generic", "/a//b/", "/c/", "", [new("x", ""), new("y", null!)], "./d/..").ToString());
        Assert.Throws<DomainException>(() => PackageUrl.Create("generic", ns: null, "a", version: null, [new("", "b")], subpath: null));
        Assert.Throws<DomainException>(() => PackageUrl.Create("generic", ns: null, "a", version: null, [new(null!, "b")], subpath: null));
        Assert.Throws<DomainException>(() => PackageUrl.Create("generic", ns: null, "a", version: null, [new("x", "\ud800")], subpath: null));
        Assert.Throws<DomainException>(() => PackageUrl.Create("generic", "a\0", "a", version: null, qualifiers: null, subpath: null));
        Assert.Throws<DomainException>(() => PackageUrl.Create("generic", ns: null, "a", "\ud800", qualifiers: null, subpath: null));
        Assert.Throws<DomainException>(() => PackageUrl.Create("generic", ns: null, "a", version: null, qualifiers: null, "\0"));
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
    [InlineData("pkg:npm/na%me", 11)]
    [InlineData("pkg:npm/na%6", 11)]
    [InlineData("pkg:npm/na%FFme", 11)]
    [InlineData("pkg:npm/na%00me", 11)]
    [InlineData("pkg:npm/na\nme", 11)]
    [InlineData("pkg:npm/name@1%", 15)]
    [InlineData("pkg:golang/a%2Fb/c", 12)]
    [InlineData("pkg:golang/b%2Fc", 12)]
    [InlineData("pkg:npm/%2F", 9)]
    [InlineData("pkg:npm/%40scope", 9)]
    [InlineData("pkg:npm/%40scope%2F", 9)]
    [InlineData("pkg:npm/%40scope%2Fa%2Fb", 9)]
    [InlineData("pkg:npm/na%C3%28me", 11)]
    [InlineData("pkg:npm/na%ED%A0%80me", 11)]
    [InlineData("pkg:npm/na%C0%AFme", 11)]
    [InlineData("pkg:npm/na%F4%90%80%80me", 11)]
    [InlineData("pkg:npm/%C3%A9%C3", 15)]
    [InlineData("pkg:npm/na%EF%BF%BFme", 11)]
    [InlineData("pkg:npm/name#a/%zz", 16)]
    [InlineData("pkg:julia/Dates", 16)]
    [InlineData("pkg:julia/Dates?uuid=#a", 24)]
    [InlineData("pkg:swid/Acme/Server", 21)]
    [InlineData("pkg:swid/a/b/c/Server?tag_id=x", 10)]
    [InlineData("pkg:cpan/GDT/URI::PackageURL", 14)]
    [InlineData("pkg:cocoapods/A+B", 15)]
    [InlineData("pkg:cocoapods/.A", 15)]
    [InlineData("pkg:cocoapods/A%20B", 15)]
    [InlineData("pkg:git/github.com", 9)]
    [InlineData("pkg:npm/name?in%20production=true", 14)]
    [InlineData("pkg:npm/name?1a=true", 14)]
    [InlineData("pkg:npm/name?=true", 14)]
    [InlineData("pkg:npm/name?a=b&flag", 18)]
    [InlineData("pkg:npm/name?a=b&A=c", 18)]
    [InlineData("pkg:npm/name?a=%zz", 16)]
    [InlineData("pkg:npm/name#a%2Fb", 14)]
    [InlineData("pkg:vscode-extension/java", 22)]
    [InlineData("pkg:nuget/a/b", 11)]
    [InlineData("pkg:chrome-extension/dogs", 22)]
    [InlineData("pkg:chrome-extension/dlpngalgnefjeiefhmpklpfiohadpglk@1.2.3-beta", 55)]
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
    public void Parse_OfALoneSurrogate_IsRefused() =>
        Assert.EndsWith("(At position 11.)", Assert.Throws<DomainException>(() => PackageUrl.Parse("pkg:npm/na\ud800me")).Message, StringComparison.Ordinal);

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
    public void TryParse_OfAnyText_NeverThrowsAndIsCanonical() => Gen.OneOf(Gen.String, PackageUrlGenerators.Texts).Sample(
        text => PackageUrl.TryParse(text, out var purl, out var error)
            ? error is null && PackageUrl.Parse(purl.ToString()).ToString() == purl.ToString() && PackageUrl.Parse(purl.ToString()).Equals(purl)
            : error.Code == "purl.invalid",
        iter: 50_000);

    [Fact]
    public void Create_OfThePartsOfAPackageUrl_IsThatPackageUrl() => PackageUrlGenerators.Texts.Sample(
        text =>
        {
            if (!PackageUrl.TryParse(text, out var purl, out _))
                return;
            var made = PackageUrl.Create(purl.Type, purl.Namespace, purl.Name, purl.Version, purl.Qualifiers, purl.Subpath);
            Assert.Equal(purl, made);
            Assert.Equal((purl.Namespace, purl.Name, purl.Version, purl.Subpath), (made.Namespace, made.Name, made.Version, made.Subpath));
            Assert.Equal(purl.Qualifiers, made.Qualifiers);
        },
        iter: 50_000);

    [Fact]
    public void ToString_HoldsPermittedCharactersOnly_AndUpperCaseTriplets() => PackageUrlGenerators.Texts.Sample(
        text => !PackageUrl.TryParse(text, out var purl, out _) || Canonical.IsMatch(purl.ToString()),
        iter: 20_000);

    [Fact]
    public void Create_OfAnyParts_KeepsThemAsTheyAre()
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

    [Fact]
    public void CanonicalPackageUrl_Restored_IsTheOneRead() =>
        Gen.OneOf(PackageUrlGenerators.PlainTexts, PackageUrlGenerators.Texts).Sample(
            text =>
            {
                if (!PackageUrl.TryParse(text, out var read, out _))
                    return;
                var restored = PackageUrl.Restore(read.ToString());
                Assert.Equal((read.Type, read.Namespace, read.Name, read.Version, read.Subpath, read.ToString()), (restored.Type, restored.Namespace, restored.Name, restored.Version, restored.Subpath, restored.ToString()));
                Assert.Equal(read.Qualifiers, restored.Qualifiers);
            },
            iter: 20_000);
}
