using CsCheck;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Domain.Tests.Identity;

/// <summary>Which package URLs a ban reaches, and which an approval.</summary>
public class PackageIdentityTests
{
    [Theory]
    // Case, where the ecosystem has none.
    [InlineData("pkg:nuget/Moq", "pkg:nuget/mOQ")]
    [InlineData("pkg:pypi/Zope.Interface", "pkg:pypi/zope_-interface")]
    [InlineData("pkg:cargo/Serde_JSON", "pkg:cargo/serde-json")]
    [InlineData("pkg:golang/github.com/Foo/Bar", "pkg:golang/github.com/foo/bar")]
    [InlineData("pkg:cran/rJava", "pkg:cran/RJAVA")]
    [InlineData("pkg:conda/NumPy", "pkg:conda/numpy")]
    [InlineData("pkg:hackage/AC-HalfInteger", "pkg:hackage/ac-halfinteger")]
    [InlineData("pkg:huggingface/Org/Model", "pkg:huggingface/org/model")]
    [InlineData("pkg:swift/GitHub.com/Alamofire/Alamofire.git", "pkg:swift/github.com/alamofire/alamofire")]
    [InlineData("pkg:winget/Docker.DockerDesktop", "pkg:winget/docker.dockerdesktop")]
    [InlineData("pkg:chocolatey/Git", "pkg:chocolatey/git")]
    [InlineData("pkg:vscode-extension/Anthropic/Claude-Code", "pkg:vscode-extension/anthropic/claude-code")]
    // One package, written in two ways.
    [InlineData("pkg:docker/nginx", "pkg:docker/Library/Nginx")]
    [InlineData("pkg:docker/nginx", "pkg:docker/docker.io/library/nginx")]
    [InlineData("pkg:docker/nginx", "pkg:docker/index.docker.io/nginx")]
    [InlineData("pkg:docker/library/nginx", "pkg:docker/library%2Fnginx")]
    [InlineData("pkg:docker/gcr.io/a/b", "pkg:docker/GCR.io/A/b")]
    [InlineData("pkg:brew/sqlite", "pkg:brew/Homebrew/Core/sqlite")]
    [InlineData("pkg:brew/some-org/some-tap/app", "pkg:brew/some-org/homebrew-some-tap/app")]
    [InlineData("pkg:github/git/git", "pkg:github/Git/Git.git")]
    [InlineData("pkg:git/github.com/Git/Git.git", "pkg:git/GITHUB.com/git/git")]
    [InlineData("pkg:cpan/drolsky/DateTime", "pkg:cpan/DateTime?author=DROLSKY")]
    [InlineData("pkg:npm/%40scope/name", "pkg:npm/@scope%2Fname")]
    [InlineData("pkg:npm/%40scope/name", "pkg:npm/%40%73cope//n%61me/")]
    [InlineData("pkg:julia/Dates?uuid=ADE2CA70", "pkg:julia/Dates.jl?uuid=ade2ca70")]
    [InlineData("pkg:swid/Acme/Server?tag_id=Org.Acme", "pkg:swid/Acme/Server?tag_id=ORG.acme")]
    // One text in two Unicode forms.
    [InlineData("pkg:generic/caf%C3%A9", "pkg:generic/cafe%CC%81")]
    [InlineData("pkg:maven/a/caf%C3%A9", "pkg:maven/a/cafe%CC%81")]
    public void OneInTwoSpellings_IsReachedByABanAndByAnApproval(string one, string other)
    {
        Assert.True(IsBanned(one, other));
        Assert.True(IsBanned(other, one));
        Assert.True(IsApproved(one, other));
        Assert.True(IsApproved(other, one));
        Assert.Equal(UniqueKey(one), UniqueKey(other));
    }

    [Theory]
    // Nobody says what case means, or only the server does, or twins are left from older days.
    [InlineData("pkg:npm/JSONStream", "pkg:npm/jsonstream")]
    [InlineData("pkg:gem/Rack", "pkg:gem/rack")]
    [InlineData("pkg:cocoapods/Proj4", "pkg:cocoapods/proj4")]
    [InlineData("pkg:generic/Tool", "pkg:generic/tool")]
    [InlineData("pkg:nobody-knows/Tool", "pkg:nobody-knows/tool")]
    [InlineData("pkg:git/git.example/Team/Tool", "pkg:git/git.example/team/tool")]
    [InlineData("pkg:mlflow/CreditFraud", "pkg:mlflow/creditfraud")]
    [InlineData("pkg:conan/OpenSSL", "pkg:conan/openssl")]
    [InlineData("pkg:cpan/DateTime", "pkg:cpan/Datetime")]
    // Looks the same: unseen, wide, dotless, Kelvin, long s.
    [InlineData("pkg:generic/tool", "pkg:generic/to%E2%80%8Dol")]
    [InlineData("pkg:generic/tool", "pkg:generic/%EF%BB%BFtool")]
    [InlineData("pkg:generic/tool", "pkg:generic/%EF%BD%94ool")]
    [InlineData("pkg:generic/kit", "pkg:generic/%E2%84%AAit")]
    [InlineData("pkg:generic/kit", "pkg:generic/k%C4%B1t")]
    [InlineData("pkg:generic/kit", "pkg:generic/K%C4%B0T")]
    [InlineData("pkg:generic/sh", "pkg:generic/%C5%BFh")]
    [InlineData("pkg:nuget/Moq", "pkg:nuget/Mo%E2%80%8Bq")]
    [InlineData("pkg:nuget/Moq", "pkg:nuget/%EF%BC%ADoq")]
    [InlineData("pkg:maven/a/b", "pkg:maven/a/b%C2%AD")]
    // Another place of the same name.
    [InlineData("pkg:docker/foo/bar", "pkg:docker/evil.example/foo/bar")]
    [InlineData("pkg:docker/foo/bar", "pkg:docker/localhost/foo/bar")]
    [InlineData("pkg:docker/foo/bar", "pkg:docker/evil:5000/foo/bar")]
    [InlineData("pkg:docker/foo/bar?repository_url=gcr.io", "pkg:docker/gcr.io/foo/bar")]
    [InlineData("pkg:cpan/DateTime", "pkg:cpan/EVIL/DateTime")]
    [InlineData("pkg:cpan/DROLSKY/DateTime", "pkg:cpan/EVIL/DateTime")]
    [InlineData("pkg:cpan/DROLSKY/DateTime", "pkg:cpan/DateTime?author=EVIL")]
    [InlineData("pkg:conan/openssl", "pkg:conan/openssl?user=evil&channel=stable")]
    [InlineData("pkg:conda/numpy?channel=main", "pkg:conda/numpy?channel=evil")]
    [InlineData("pkg:julia/Dates?uuid=a", "pkg:julia/Dates?uuid=b")]
    [InlineData("pkg:npm/foo", "pkg:npm/foo?download_url=https://evil.example/foo.tgz")]
    [InlineData("pkg:generic/a/b", "pkg:generic/a%2Fb?vcs_url=x")]
    public void WhatMayBeAnother_IsReachedByABanButNotByAnApproval(string one, string other)
    {
        Assert.True(IsBanned(one, other));
        Assert.True(IsBanned(other, one));
        Assert.False(IsApproved(one, other));
        Assert.False(IsApproved(other, one));
        Assert.NotEqual(UniqueKey(one), UniqueKey(other));
    }

    [Theory]
    [InlineData("pkg:maven/HTTPClient/HTTPClient", "pkg:maven/httpclient/httpclient")]
    [InlineData("pkg:rpm/fedora/R", "pkg:rpm/fedora/r")]
    [InlineData("pkg:brew/some-org/some-tap/sqlite", "pkg:brew/sqlite")]
    [InlineData("pkg:brew/homebrew/cask/sqlite", "pkg:brew/sqlite")]
    [InlineData("pkg:docker/library2/nginx", "pkg:docker/nginx")]
    [InlineData("pkg:npm/%40a/b", "pkg:npm/b")]
    [InlineData("pkg:npm/foo-bar", "pkg:npm/foo_bar")]
    [InlineData("pkg:npm/foo.git", "pkg:npm/foo")]
    [InlineData("pkg:nuget/Moq", "pkg:npm/moq")]
    [InlineData("pkg:generic/a%252Fb", "pkg:generic/a%2Fb")]
    [InlineData("pkg:gem/a%2Bb", "pkg:gem/a%20b")]
    public void Another_IsReachedByNeither(string one, string other)
    {
        Assert.False(IsBanned(one, other));
        Assert.False(IsBanned(other, one));
    }

    [Fact]
    public void TheSuffixAlone_IsAName() => Assert.Equal("purl:github/a/.git", Identifier.Create(IdentifierKind.Purl, "pkg:github/a/.git").MatchKey);

    [Fact]
    public void Key_OfAPackageUrlThatIsWrittenAnew_IsTheSame() => PackageUrlGenerators.Texts.Sample(
        text =>
        {
            if (!PackageUrl.TryParse(text, out var purl, out _))
                return;
            Assert.Equal(PackageIdentity.Of(purl), PackageIdentity.Of(PackageUrl.Parse(purl.ToString())));
            Assert.Equal(PackageIdentity.Of(purl).Key, PackageIdentity.Of(purl.WithoutVersion()).Key);
        },
        iter: 20_000);

    [Fact]
    public void Key_OfAnotherSpelling_IsTheSame()
    {
        // Each type that folds, with spellings that its rules make one: case, all characters encoded, slashes doubled.
        var letters = Gen.OneOf("a", "b", "x", "7", "-").Array[1, 6].Select(string.Concat).Where(name => char.IsAsciiLetter(name[0]));
        Gen.Select(Gen.OneOf("nuget", "cargo", "conda", "cran", "hackage", "pypi", "npm", "generic", "opam", "unknown"), letters, Gen.Int[0, 63]).Sample(
            (type, name, upper) =>
            {
                var mixed = string.Concat(name.Select((c, i) => (upper >> i & 1) == 1 ? char.ToUpperInvariant(c) : c));
                var encoded = string.Concat(mixed.Select(c => $"%{(int)c:x2}"));
                var key = Key($"pkg:{type}/{name}");
                Assert.Equal(key, Key($"pkg:{type.ToUpperInvariant()}/{mixed}"));
                Assert.Equal(key, Key($"PKG://{type}//{encoded}/?arch=x#y"));
            });
    }

    private static string Key(string text) => Subject.Parse(text).MatchKeys.Single();

    [Fact]
    public void PlainPackageUrl_Restored_IsTheOneCreated()
    {
        var plain = 0;
        Gen.OneOf(PackageUrlGenerators.PlainTexts, PackageUrlGenerators.Texts).Sample(
            text =>
            {
                if (!PackageUrl.TryParse(text, out var purl, out _) || purl.WithoutVersion().ToString() is var canonical && PackageIdentity.PlainKeyOf(canonical) is not { } key)
                    return;
                Interlocked.Increment(ref plain);
                Assert.Equal(new PackageIdentity(key, ""), PackageIdentity.Of(purl.WithoutVersion()));
                var (created, restored) = (Identifier.Create(IdentifierKind.Purl, canonical), Identifier.Restore(IdentifierKind.Purl, canonical));
                Assert.Equal((created.Value, created.MatchKey, created.UniqueKey, created.PackageType), (restored.Value, restored.MatchKey, restored.UniqueKey, restored.PackageType));
            },
            iter: 20_000);
        Assert.True(plain > 500, $"Only {plain} of them were plain.");
    }

    private static string UniqueKey(string text) => Identifier.Create(IdentifierKind.Purl, text).UniqueKey;

    private static bool IsBanned(string identifier, string subject) =>
        Subject.Parse(subject).MatchKeys.Contains(Identifier.Create(IdentifierKind.Purl, identifier).MatchKey);

    private static bool IsApproved(string identifier, string subject) =>
        IsBanned(identifier, subject) && Subject.Parse(subject).LocationsEqual(Identifier.Create(IdentifierKind.Purl, identifier));
}
