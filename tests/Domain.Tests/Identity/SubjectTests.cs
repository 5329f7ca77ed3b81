using CsCheck;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Domain.Tests.Identity;

public class SubjectTests
{
    private const string Hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Fact]
    public void Parse_OfAPackageUrl_KeepsItsVersionAndMatchesWithout()
    {
        var subject = Subject.Parse("pkg:npm/@Anthropic-AI/claude-code@2.1.95?arch=x#y");
        Assert.Equal("pkg:npm/%40Anthropic-AI/claude-code@2.1.95?arch=x#y", subject.Text);
        Assert.Equal("2.1.95", subject.Version);
        Assert.Equal(IdentifierKind.Purl, subject.Kind);
        Assert.Null(subject.Slug);
        Assert.Equal(["purl:npm/%40anthropic-ai/claude-code"], subject.MatchKeys);
        Assert.Equal("claude-code", subject.Purl!.Name);
    }

    [Theory]
    [InlineData("winget:Docker.DockerDesktop", "winget:Docker.DockerDesktop", "winget:docker.dockerdesktop")]
    [InlineData("file-name:AVP.EXE", "file-name:AVP.EXE", "file-name:avp.exe")]
    [InlineData(" file-name: a:b ", "file-name:a:b", "file-name:a:b")]
    [InlineData("purl:pkg:npm/foo@1", "pkg:npm/foo@1", "purl:npm/foo")]
    [InlineData("macos-signing-id:platform:com.apple.curl", "macos-signing-id:platform:com.apple.curl", "macos-signing-id:platform:com.apple.curl")]
    [InlineData("cpe:2.3:a:docker:desktop:*:*:*:*:*:*:*:*", "cpe:cpe:2.3:a:docker:desktop:*:*:*:*:*:*:*:*", "cpe:cpe:2.3:a:docker:desktop:*:*:*:*:*:*:*:*")]
    [InlineData("cpe:cpe:2.3:a:docker:desktop:*:*:*:*:*:*:*:*", "cpe:cpe:2.3:a:docker:desktop:*:*:*:*:*:*:*:*", "cpe:cpe:2.3:a:docker:desktop:*:*:*:*:*:*:*:*")]
    public void Parse_OfKindAndValue_IsThatIdentifier(string text, string canonical, string matchKey)
    {
        var subject = Subject.Parse(text);
        Assert.Equal(canonical, subject.Text);
        Assert.Equal([matchKey], subject.MatchKeys);
        Assert.Equal(canonical, Subject.Parse(subject.Text).Text);
    }

    [Fact]
    public void Parse_OfABareHash_IsASha256()
    {
        var subject = Subject.Parse(Hash.ToUpperInvariant());
        Assert.Equal(("sha256:" + Hash, IdentifierKind.Sha256, null), (subject.Text, subject.Kind!.Value, subject.Slug));
    }

    [Fact]
    public void Parse_OfASlug_HasNoKindAndNoKeys()
    {
        var subject = Subject.Parse("claude-code");
        Assert.Equal(("claude-code", "claude-code", null, null), (subject.Text, subject.Slug, subject.Kind, subject.Version));
        Assert.Empty(subject.MatchKeys);
    }

    [Theory]
    [InlineData("domain:A.b.Example.com", "domain:a.b.example.com", "domain:b.example.com", "domain:example.com")]
    [InlineData("domain:kaspersky.com", "domain:kaspersky.com")]
    public void MatchKeys_OfADomain_AreItsParentsToo(string text, params string[] keys) => Assert.Equal(keys, Subject.Parse(text).MatchKeys);

    [Fact]
    public void MatchKeys_OfAWindowsPublisher_AreThoseWithFewerPartsToo() => Assert.Equal(
        ["windows-publisher:O=A,C=US|P|F.EXE", "windows-publisher:O=A,C=US|P", "windows-publisher:O=A,C=US"],
        Subject.Parse("windows-publisher:O=a, C=us | p | f.exe").MatchKeys);

    [Theory]
    [InlineData("cpe:2.3:a:v:p:1.0:*:*:*:*:windows:*:*", "cpe:cpe:2.3:a:v:p:1.0:*:*:*:*:windows:*:*", "cpe:cpe:2.3:a:v:p:1.0:*:*:*:*:*:*:*", "cpe:cpe:2.3:a:v:p:*:*:*:*:*:*:*:*")]
    [InlineData("cpe:2.3:a:v:p:1\\:0:*:*:*:*:*:*:*", "cpe:cpe:2.3:a:v:p:1\\:0:*:*:*:*:*:*:*", "cpe:cpe:2.3:a:v:p:*:*:*:*:*:*:*:*")]
    public void MatchKeys_OfACpe_AreThoseOfAllItsVersionsToo(string text, params string[] keys) => Assert.Equal(keys, Subject.Parse(text).MatchKeys);

    [Theory]
    [InlineData(true, "pkg:npm/foo@1.0", "1.0")]
    [InlineData(false, "pkg:npm/foo@1.0", "1.1")]
    [InlineData(true, "pkg:npm/foo", "1.1")]
    [InlineData(true, "pkg:pypi/foo@1.0rc1", "1.0RC1")]
    [InlineData(true, "pkg:swid/foo@1?tag_id=x", "1")]
    [InlineData(true, "foo", "1")]
    public void MayHaveVersion_ContradictsNoVersionOfItsOwn(bool may, string subject, string version) =>
        Assert.Equal(may, Subject.Parse(subject).MayHaveVersion(version));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("Claude Code")]
    [InlineData("Claude-Code")]
    [InlineData("gopher:claude")]
    [InlineData("File-Name:claude.exe")]
    [InlineData("file-name:")]
    [InlineData("file-name:a\0")]
    [InlineData("pkg:npm")]
    [InlineData("domain:com")]
    public void Parse_OfAnythingElse_IsRefused(string? text)
    {
        var refusal = Assert.Throws<DomainException>(() => Subject.Parse(text!));
        Assert.Equal(("subject.invalid", Refusal.Invalid, "subject"), (refusal.Code, refusal.Refusal, refusal.Field));
        Assert.False(Subject.TryParse(text!, out var subject, out var error));
        Assert.Null(subject);
        Assert.Equal(refusal.Message, error.Message);
    }

    [Theory]
    [InlineData(true, "pkg:npm/foo@1", "pkg:npm/foo")]
    [InlineData(true, "pkg:npm/foo@1?arch=x&repository_url=https://r", "pkg:npm/foo?repository_url=https:%2F%2Fr")]
    [InlineData(false, "pkg:npm/foo@1?repository_url=https://r", "pkg:npm/foo")]
    [InlineData(false, "pkg:npm/foo@1", "pkg:npm/foo?vcs_url=x")]
    [InlineData(false, "pkg:npm/foo@1?download_url=x", "pkg:npm/foo?download_url=y")]
    public void LocationsEqual_ComparesTheThreeUrls(bool equal, string subject, string identifier) =>
        Assert.Equal(equal, Subject.Parse(subject).LocationsEqual(Identifier.Create(IdentifierKind.Purl, identifier)));

    [Fact]
    public void LocationsEqual_OfOtherKinds_IsTrue()
    {
        var identifier = Identifier.Create(IdentifierKind.Purl, "pkg:npm/foo?vcs_url=x");
        Assert.True(Subject.Parse("foo").LocationsEqual(identifier));
        Assert.True(Subject.Parse("file-name:foo").LocationsEqual(Identifier.Create(IdentifierKind.FileName, "foo")));
    }

    [Fact]
    public void TryParse_OfAnyText_NeverThrowsAndRoundTrips()
    {
        var pieces = Gen.OneOf([.. IdentifierKinds.Names, ":", "pkg:", "npm/", "a", "Z", ".", "|", "=", "\ud800", "\u00e9", " ", "%", "example.com", "@1", "cpe:2.3:", "-", "_"]).Array[0, 8].Select(string.Concat);
        Gen.OneOf(Gen.String, pieces).Sample(
            text => Subject.TryParse(text, out var subject, out var error)
                ? Subject.Parse(subject.Text).Text == subject.Text && Subject.Parse(subject.Text).MatchKeys.SequenceEqual(subject.MatchKeys)
                : error.Code == "subject.invalid",
            iter: 20_000);
    }
}
