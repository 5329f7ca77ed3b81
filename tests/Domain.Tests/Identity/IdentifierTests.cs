using System.Text;
using CsCheck;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Domain.Tests.Identity;

public class IdentifierTests
{
    private const string Hash = "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855";

    [Theory]
    [InlineData(IdentifierKind.Purl, "pkg:npm/@Anthropic-AI/Claude-Code", "pkg:npm/%40Anthropic-AI/Claude-Code", "purl:npm/%40anthropic-ai/claude-code", "?package=%40Anthropic-AI%2FClaude-Code")]
    [InlineData(IdentifierKind.Purl, "pkg:nuget/Moq", "pkg:nuget/Moq", "purl:nuget/moq")]
    [InlineData(IdentifierKind.Purl, "pkg:pypi/Zope._-Interface", "pkg:pypi/zope.--interface", "purl:pypi/zope-interface")]
    [InlineData(IdentifierKind.Purl, "pkg:github/Git/Git", "pkg:github/git/git", "purl:github/git/git")]
    [InlineData(IdentifierKind.Purl, "pkg:docker/Library/Nginx", "pkg:docker/Library/Nginx", "purl:docker/nginx")]
    [InlineData(IdentifierKind.Purl, "pkg:golang/github.com/Foo/Bar", "pkg:golang/github.com/Foo/Bar", "purl:golang/github.com/foo/bar")]
    [InlineData(IdentifierKind.Purl, "pkg:maven/HTTPClient/HTTPClient", "pkg:maven/HTTPClient/HTTPClient", "purl:maven/HTTPClient/HTTPClient")]
    [InlineData(IdentifierKind.Purl, "pkg:vscode-extension/Anthropic/Claude-Code", "pkg:vscode-extension/anthropic/claude-code", "purl:vscode-extension/anthropic/claude-code")]
    [InlineData(IdentifierKind.Winget, " Docker.DockerDesktop ", "Docker.DockerDesktop", "winget:docker.dockerdesktop")]
    [InlineData(IdentifierKind.Winget, "XP9KHM4BK9FZ7Q", "XP9KHM4BK9FZ7Q", "winget:xp9khm4bk9fz7q")]
    [InlineData(IdentifierKind.MacosSigningId, "eqhxz8m8av:com.google.Chrome", "EQHXZ8M8AV:com.google.Chrome", "macos-signing-id:EQHXZ8M8AV:com.google.Chrome")]
    [InlineData(IdentifierKind.MacosSigningId, "Platform:com.apple.curl", "platform:com.apple.curl", "macos-signing-id:platform:com.apple.curl")]
    [InlineData(IdentifierKind.MacosTeamId, "eqhxz8m8av", "EQHXZ8M8AV", "macos-team-id:EQHXZ8M8AV")]
    [InlineData(IdentifierKind.MacosBundleId, "com.Docker.docker", "com.Docker.docker", "macos-bundle-id:com.docker.docker")]
    [InlineData(IdentifierKind.WindowsPublisher, "O=Docker Inc, L=Palo Alto | Docker Desktop |docker.exe", "O=Docker Inc, L=Palo Alto|Docker Desktop|docker.exe", "windows-publisher:O=DOCKER INC,L=PALO ALTO|DOCKER DESKTOP|DOCKER.EXE")]
    [InlineData(IdentifierKind.WindowsPublisher, "CN=\"A, B\" , O=C\\, D", "CN=\"A, B\" , O=C\\, D", "windows-publisher:CN=\"A, B\",O=C\\, D")]
    [InlineData(IdentifierKind.FileName, "Docker Desktop.EXE", "Docker Desktop.EXE", "file-name:docker desktop.exe")]
    [InlineData(IdentifierKind.FileName, "\uff43laude.exe", "\uff43laude.exe", "file-name:claude.exe")]
    [InlineData(IdentifierKind.FileName, "Claude.exe. . ", "Claude.exe. .", "file-name:claude.exe")]
    [InlineData(IdentifierKind.FileName, "claude.exe::$DATA", "claude.exe::$DATA", "file-name:claude.exe")]
    [InlineData(IdentifierKind.FileName, "cl\u200baude\u202e.exe\ufeff", "cl\u200baude\u202e.exe\ufeff", "file-name:claude.exe")]
    [InlineData(IdentifierKind.FileName, "\u212aITTY\u017f", "KITTY\u017f", "file-name:kittys")]
    [InlineData(IdentifierKind.FileName, "W\u0131N\u0130.exe", "W\u0131N\u0130.exe", "file-name:wini.exe")]
    [InlineData(IdentifierKind.FileName, "\u03c3\u03c2\u03a3", "\u03c3\u03c2\u03a3", "file-name:\u03c3\u03c3\u03c3")]
    [InlineData(IdentifierKind.FileName, "\u200b", "\u200b", "file-name:\u200b")]
    [InlineData(IdentifierKind.FileName, "...", "...", "file-name:...")]
    [InlineData(IdentifierKind.Winget, "\uff24ocker.Doc\u00adkerDesktop", "\uff24ocker.Doc\u00adkerDesktop", "winget:docker.dockerdesktop")]
    [InlineData(IdentifierKind.FileName, "cafe\u0301", "caf\u00e9", "file-name:caf\u00e9")]
    [InlineData(IdentifierKind.Sha256, Hash, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(IdentifierKind.AuthenticodeSha256, Hash, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "authenticode-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(IdentifierKind.Domain, "Claude.AI.", "claude.ai", "domain:claude.ai")]
    [InlineData(IdentifierKind.Domain, "B\u00fccher.example", "xn--bcher-kva.example", "domain:xn--bcher-kva.example")]
    [InlineData(IdentifierKind.Domain, "xn--bcher-kva\u3002example", "xn--bcher-kva.example", "domain:xn--bcher-kva.example")]
    [InlineData(IdentifierKind.Domain, "XN--BCHER-KVA.Example\u3002", "xn--bcher-kva.example", "domain:xn--bcher-kva.example")]
    [InlineData(IdentifierKind.Domain, "xn--bcher-kva\uff0eexample\uff61org", "xn--bcher-kva.example.org", "domain:xn--bcher-kva.example.org")]
    [InlineData(IdentifierKind.Domain, "bu\u0308cher.xn--bcher-kva", "xn--bcher-kva.xn--bcher-kva", "domain:xn--bcher-kva.xn--bcher-kva")]
    [InlineData(IdentifierKind.Domain, "\uff23la\u00adude.\u212ait", "claude.kit", "domain:claude.kit")]
    [InlineData(IdentifierKind.Domain, "fa\u00df.example", "xn--fa-hia.example", "domain:xn--fa-hia.example")]
    [InlineData(IdentifierKind.Cpe, "cpe:2.3:a:a\\-b:c\\.d\\_e:\\-:*:*:*:*:\\x:\\!:-", "cpe:2.3:a:a-b:c.d_e:\\-:*:*:*:*:x:\\!:-", "cpe:cpe:2.3:a:a-b:c.d_e:\\-:*:*:*:*:x:\\!:-")]
    [InlineData(IdentifierKind.Cpe, "cpe:2.3:a:Docker:desktop:*:*:*:*:*:\\:x:*:*", "cpe:2.3:a:docker:desktop:*:*:*:*:*:\\:x:*:*", "cpe:cpe:2.3:a:docker:desktop:*:*:*:*:*:\\:x:*:*")]
    public void Create_MakesCanonicalAndFolds(IdentifierKind kind, string value, string canonical, string matchKey, string origin = "")
    {
        var identifier = Identifier.Create(kind, value);
        Assert.Equal((kind, canonical, matchKey), (identifier.Kind, identifier.Value, identifier.MatchKey));
        Assert.Equal(identifier.MatchKey + origin, identifier.UniqueKey);
        Assert.Equal(kind == IdentifierKind.Purl ? PackageUrl.Parse(canonical).Type : null, identifier.PackageType);

        var again = Identifier.Create(kind, identifier.Value);
        Assert.Equal(identifier, again);
        Assert.Equal(identifier.GetHashCode(), again.GetHashCode());
        Assert.Equal((identifier.Value, identifier.UniqueKey), (again.Value, again.UniqueKey));
    }

    [Theory]
    [InlineData(IdentifierKind.Purl, "npm/foo")]
    [InlineData(IdentifierKind.Winget, "Docker Desktop")]
    [InlineData(IdentifierKind.Winget, "Docker.")]
    [InlineData(IdentifierKind.Winget, "Docker/Desktop")]
    [InlineData(IdentifierKind.MacosSigningId, "com.google.Chrome")]
    [InlineData(IdentifierKind.MacosSigningId, "EQHXZ8M8AV:")]
    [InlineData(IdentifierKind.MacosSigningId, ":com.google.Chrome")]
    [InlineData(IdentifierKind.MacosSigningId, "EQHXZ8M8A:com.google.Chrome")]
    [InlineData(IdentifierKind.MacosTeamId, "EQHXZ8M8A")]
    [InlineData(IdentifierKind.MacosTeamId, "EQHXZ8M8A\u00c9")]
    [InlineData(IdentifierKind.MacosBundleId, "com docker")]
    [InlineData(IdentifierKind.WindowsPublisher, "O=A||C.EXE")]
    [InlineData(IdentifierKind.WindowsPublisher, "O=A|B|C|D")]
    [InlineData(IdentifierKind.FileName, "bin/claude")]
    [InlineData(IdentifierKind.FileName, "bin\\claude.exe")]
    [InlineData(IdentifierKind.FileName, "..")]
    [InlineData(IdentifierKind.Sha256, "e3b0")]
    [InlineData(IdentifierKind.Sha256, "g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(IdentifierKind.Domain, "com")]
    [InlineData(IdentifierKind.Domain, "https://claude.ai")]
    [InlineData(IdentifierKind.Domain, "*.claude.ai")]
    [InlineData(IdentifierKind.Domain, "claude..ai")]
    [InlineData(IdentifierKind.Domain, "-claude.ai")]
    [InlineData(IdentifierKind.Domain, "10.0.0.1")]
    [InlineData(IdentifierKind.Domain, ".")]
    [InlineData(IdentifierKind.Domain, "claude.ai..")]
    [InlineData(IdentifierKind.Domain, "claude.ai.\u3002")]
    [InlineData(IdentifierKind.Domain, "127.0x1")]
    [InlineData(IdentifierKind.Domain, "\uff11\uff10.0.0.1")]
    [InlineData(IdentifierKind.Domain, "xn--a.com")]
    [InlineData(IdentifierKind.Domain, "xn--claude-.com")]
    [InlineData(IdentifierKind.Domain, "\u2100.com")]
    [InlineData(IdentifierKind.Cpe, "cpe:2.3:a:docker:desktop")]
    [InlineData(IdentifierKind.Cpe, "cpe:/a:docker:desktop")]
    [InlineData(IdentifierKind.Cpe, "cpe:2.3:x:docker:desktop:*:*:*:*:*:*:*:*")]
    [InlineData(IdentifierKind.Cpe, "cpe:2.3:a:docker:desktop:*:*:*:*:*:*:*:\\")]
    [InlineData((IdentifierKind)99, "a")]
    [InlineData(IdentifierKind.FileName, "a\0b")]
    [InlineData(IdentifierKind.FileName, "a\u0085b")]
    [InlineData(IdentifierKind.FileName, "a\ufffeb")]
    [InlineData(IdentifierKind.FileName, " ")]
    [InlineData(IdentifierKind.FileName, "")]
    [InlineData(IdentifierKind.FileName, null)]
    public void Create_OfABadValue_IsRefused(IdentifierKind kind, string? value)
    {
        var refusal = Assert.Throws<DomainException>(() => Identifier.Create(kind, value!));
        Assert.Equal(("identifier.invalid", Refusal.Invalid, "value"), (refusal.Code, refusal.Refusal, refusal.Field));
    }

    [Fact]
    public void Create_OfALoneSurrogate_IsRefused() =>
        Assert.All(Enum.GetValues<IdentifierKind>(), kind => Assert.Throws<DomainException>(() => Identifier.Create(kind, "a.b\udc00c")));

    [Fact]
    public void Create_Of1024Characters_IsTheLongest()
    {
        Assert.Equal(Identifier.MaxLength, Identifier.Create(IdentifierKind.FileName, new string('a', Identifier.MaxLength)).Value.Length);
        Assert.Throws<DomainException>(() => Identifier.Create(IdentifierKind.FileName, new string('a', Identifier.MaxLength + 1)));
        Assert.Throws<DomainException>(() => Identifier.Create(IdentifierKind.FileName, new string('\u0958', Identifier.MaxLength)));
        Assert.Throws<DomainException>(() => Identifier.Create(IdentifierKind.Purl, "pkg:generic/" + new string('\u00e9', 500)));
    }

    [Fact]
    public void Create_OfAPackageUrlWithVersion_IsRefused() =>
        Assert.Equal("identifier.has-version", Assert.Throws<DomainException>(() => Identifier.Create(IdentifierKind.Purl, "pkg:npm/foo@1.0.0")).Code);

    [Theory]
    [InlineData("pkg:npm/foo?arch=x")]
    [InlineData("pkg:npm/foo?repository_url=x&arch=y")]
    [InlineData("pkg:npm/foo#bin")]
    [InlineData("pkg:npm/foo?channel=x")]
    [InlineData("pkg:conda/foo?build=x")]
    public void Create_OfAPackageUrlWithOtherQualifiersOrSubpath_IsRefused(string purl)
    {
        var refusal = Assert.Throws<DomainException>(() => Identifier.Create(IdentifierKind.Purl, purl));
        Assert.Equal(("identifier.purl-qualifiers", "value"), (refusal.Code, refusal.Field));
    }

    [Fact]
    public void UniqueKey_HoldsTheLocations()
    {
        var here = Identifier.Create(IdentifierKind.Purl, "pkg:npm/Foo?vcs_url=git%2Bssh:%2F%2FX&repository_url=https://r.example");
        var there = Identifier.Create(IdentifierKind.Purl, "pkg:npm/foo");
        Assert.Equal("purl:npm/foo", here.MatchKey);
        Assert.Equal("purl:npm/foo?repository_url=https:%2F%2Fr.example&vcs_url=git%2Bssh:%2F%2FX&package=Foo", here.UniqueKey);
        Assert.Equal(here.MatchKey, there.MatchKey);
        Assert.NotEqual(here, there);
        Assert.Equal(here, Identifier.Create(IdentifierKind.Purl, here.Value));
        Assert.False(here.Equals((object?)null));
    }

    [Fact]
    public void MatchKey_OfAFileNameOrWingetId_IsTheSameInEveryCaseAndForm()
    {
        var pieces = Gen.OneOf("a", "B", "\u00e9", "e\u0301", "\u00df", "i", "I", "\u0130", "\u0131", "\u0307", "\u0323", "\u017f", "\u03c3", "\u03c2", "\u03a3", "\ufb01", "\uff21", "\u212a", "\u01c5", "\u0345", "\ud801\udc00", "7")
            .Array[1, 6].Select(string.Concat);
        // Unicode asks for a normal form before case is changed.
        Gen.Select(pieces.Select(name => name.Normalize()), Gen.OneOf(IdentifierKind.FileName, IdentifierKind.Winget)).Sample(
            (name, kind) =>
            {
                string Key(string text) => Identifier.Create(kind, text).MatchKey;
                var key = Key(name);
                Assert.All(Enum.GetValues<NormalizationForm>(), form => Assert.Equal(key, Key(name.Normalize(form))));
                Assert.Equal(key, Key(name.ToUpperInvariant()));
                Assert.Equal(key, Key(name.ToLowerInvariant()));
                Assert.Equal(key, Key(name + "\u200d"));
            },
            iter: 20_000);
    }

    [Fact]
    public void Create_OfAnyText_ThrowsNothingButARefusalAndRoundTrips()
    {
        var pieces = Gen.OneOf("a", "B", ".", ":", "/", "|", "=", " ", "\u0130", "\u00df", "\u2100", "\u0301", "\ufdfa", "\u200d", "\u3002", "xn--", "-", "\ud83d\ude00", "\ud800", "EQHXZ8M8AV", "pkg:npm/", "\u00ad", "%41", "\"", "\\").Array[0, 8].Select(string.Concat);
        Gen.Select(Gen.Enum<IdentifierKind>(), Gen.OneOf(Gen.String, pieces)).Sample(
            (kind, value) =>
            {
                try
                {
                    var identifier = Identifier.Create(kind, value);
                    var again = Identifier.Create(kind, identifier.Value);
                    Assert.Equal((identifier.Value, identifier.MatchKey, identifier.UniqueKey), (again.Value, again.MatchKey, again.UniqueKey));
                    Assert.True(Subject.TryParse(identifier.ToString(), out var subject, out _));
                    Assert.Equal(identifier.MatchKey, subject.MatchKeys[0]);
                }
                catch (DomainException refusal)
                {
                    Assert.Equal("value", refusal.Field);
                }
            },
            iter: 20_000);
    }
}
