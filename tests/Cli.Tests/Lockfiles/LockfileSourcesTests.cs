namespace ToolRegistry.Cli.Tests.Lockfiles;

/// <summary>What is not from the public registry says so, because an approval does not reach it.</summary>
public sealed class LockfileSourcesTests
{
    [Theory]
    [InlineData("https://registry.npmjs.org/@s/a/-/a-1.0.0.tgz", "")]
    [InlineData("https://registry.npmjs.org/@s%2fa/-/a-1.0.0.tgz", "")]
    [InlineData("https://registry.yarnpkg.com/@s/a/-/a-1.0.0.tgz#081d9afd28421be956c1a47ced1c9a0034b467e2", "")]
    [InlineData("https://npm.example.com/repository/all/@s/a/-/a-1.0.0.tgz", "?repository_url=https:%2F%2Fnpm.example.com%2Frepository%2Fall")]
    [InlineData("https://npm.example.com/artifactory/all/@s/a/-/@s/a-1.0.0.tgz", "?repository_url=https:%2F%2Fnpm.example.com%2Fartifactory%2Fall")]
    [InlineData("https://user:secret@npm.example.com/@s/a/-/a-1.0.0.tgz", "?repository_url=https:%2F%2Fnpm.example.com")]
    [InlineData("https://registry.npmjs.org/evil/-/evil-1.0.0.tgz", "?download_url=https:%2F%2Fregistry.npmjs.org%2Fevil%2F-%2Fevil-1.0.0.tgz")]
    [InlineData("https://registry.npmjs.org/@s/a/-/a-0.9.0.tgz", "?download_url=https:%2F%2Fregistry.npmjs.org%2F%40s%2Fa%2F-%2Fa-0.9.0.tgz")]
    [InlineData("https://registry.npmjs.org.evil.example/@s/a/-/a-1.0.0.tgz", "?repository_url=https:%2F%2Fregistry.npmjs.org.evil.example")]
    [InlineData("git+ssh://git@github.com/o/r.git#abc", "?vcs_url=git%2Bssh:%2F%2Fgit%40github.com%2Fo%2Fr.git%40abc")]
    [InlineData("git+https://user:secret@github.com/o/r.git#abc", "?vcs_url=git%2Bhttps:%2F%2Fgithub.com%2Fo%2Fr.git%40abc")]
    [InlineData("github:o/r#abc", "?vcs_url=git%2Bhttps:%2F%2Fgithub.com%2Fo%2Fr%40abc")]
    [InlineData("git@github.com:o/r.git#commit=abc", "?vcs_url=git%2Bssh:%2F%2Fgit%40github.com%2Fo%2Fr.git%40abc")]
    [InlineData("git://example.com/r.git#abc", "?vcs_url=git:%2F%2Fexample.com%2Fr.git%40abc")]
    [InlineData("https://codeload.github.com/o/r/tar.gz/abc", "?vcs_url=git%2Bhttps:%2F%2Fgithub.com%2Fo%2Fr%40abc")]
    [InlineData("https://example.com/a.tgz", "?download_url=https:%2F%2Fexample.com%2Fa.tgz")]
    [InlineData("file:vendor/a.tgz", "?download_url=file:vendor%2Fa.tgz")]
    public void AnNpmPackage_IsFromWhereItWasResolvedTo(string resolved, string qualifiers)
    {
        var expected = new[] { $"pkg:npm/%40s/a@1.0.0{qualifiers}" };
        Assert.Equal(expected, Purls("package-lock.json", $$$"""{"lockfileVersion":3,"packages":{"node_modules/@s/a":{"version":"1.0.0","resolved":"{{{resolved}}}" } } }"""));
        Assert.Equal(expected, Purls("package-lock.json", $$$"""{"lockfileVersion":1,"dependencies":{"@s/a":{"version":"1.0.0","resolved":"{{{resolved}}}" } } }"""));
        Assert.Equal(expected, Purls("yarn.lock", $"\"@s/a@^1.0.0\":\n  version \"1.0.0\"\n  resolved \"{resolved}\"\n"));
        Assert.Equal(expected, Purls("pnpm-lock.yaml", $"lockfileVersion: '9.0'\npackages:\n  '@s/a@1.0.0':\n    resolution: {{tarball: '{resolved}'}}\n"));
        if (qualifiers.StartsWith("?vcs", StringComparison.Ordinal) || qualifiers.StartsWith("?download_url=https:%2F%2Fexample", StringComparison.Ordinal))
            Assert.Equal(expected, Purls("yarn.lock", $"__metadata:\n  version: 8\n\"@s/a@x\":\n  version: 1.0.0\n  resolution: \"@s/a@{resolved}\"\n"));
    }

    [Fact]
    public void NpmsFirstFormat_NamesRepositoriesAndAliases_InTheVersion() =>
        Assert.Equal(
            ["pkg:npm/a?vcs_url=git%2Bhttps:%2F%2Fgithub.com%2Fo%2Fr%40abc", "pkg:npm/real@2.0.0", "pkg:npm/below@1.0.0", "pkg:npm/tar?download_url=file:x.tgz"],
            Purls("package-lock.json", """{"lockfileVersion":1,"dependencies":{"a":{"version":"github:o/r#abc"},"b":{"version":"npm:real@2.0.0"},"own":{"version":"file:own","dependencies":{"below":{"version":"1.0.0"}}},"tar":{"version":"file:x.tgz"}}}"""));

    [Theory]
    [InlineData("5.4", "/@s/a/1.0.0_react@18.2.0+x@1", "{integrity: x}", "pkg:npm/%40s/a@1.0.0")]
    [InlineData("5.3", "npm.example.com/a/1.0.0", "{integrity: x}", "pkg:npm/a@1.0.0?repository_url=npm.example.com")]
    [InlineData("5.4", "npm.example.com/a/1.0.0", "{integrity: x, registry: 'https://npm.example.com/'}", "pkg:npm/a@1.0.0?repository_url=https:%2F%2Fnpm.example.com")]
    [InlineData("'6.0'", "/@s/a@1.0.0(react@18.2.0)(x@1.0.0)", "{integrity: x}", "pkg:npm/%40s/a@1.0.0")]
    [InlineData("'6.1'", "npm.example.com/a@1.0.0", "{integrity: x}", "pkg:npm/a@1.0.0?repository_url=npm.example.com")]
    [InlineData("'9.0'", "a@1.0.0-rc.1+b", "{integrity: x}", "pkg:npm/a@1.0.0-rc.1%2Bb")]
    [InlineData("'9.0'", "a@git+https://example.com/r.git#abc", "{type: git, repo: 'https://example.com/r.git', commit: abc}", "pkg:npm/a?vcs_url=git%2Bhttps:%2F%2Fexample.com%2Fr.git%40abc")]
    [InlineData("'9.0'", "a@file:a.tgz", "{integrity: x, tarball: 'file:a.tgz'}", "pkg:npm/a?download_url=file:a.tgz")]
    public void APnpmKey_NamesThePackage_AsItsFormatDoes(string format, string key, string resolution, string purl) =>
        Assert.Equal([purl], Purls("pnpm-lock.yaml", $"lockfileVersion: {format}\npackages:\n  '{key}':\n    resolution: {resolution}\n"));

    [Fact]
    public void APnpmPackage_WhoseKeyIsAPlace_HasItsNameBeside() =>
        Assert.Equal(
            ["pkg:npm/a@1.0.0?vcs_url=git%2Bhttps:%2F%2Fgithub.com%2Fo%2Fr%40abc"],
            Purls("pnpm-lock.yaml", "lockfileVersion: 5.4\npackages:\n  github.com/o/r/abc:\n    resolution: {tarball: 'https://codeload.github.com/o/r/tar.gz/abc'}\n    name: a\n    version: 1.0.0\n"));

    [Fact]
    public void AllDocumentsOfAPnpmFile_AreRead() =>
        Assert.Equal(
            ["pkg:npm/config@1.0.0", "pkg:npm/a@1.0.0"],
            Purls("pnpm-lock.yaml", "---\nlockfileVersion: '9.0'\npackages:\n  config@1.0.0:\n    resolution: {integrity: x}\n---\nlockfileVersion: '9.0'\npackages:\n  a@1.0.0:\n    resolution: {integrity: x}\n"));

    [Theory]
    [InlineData("a@npm:1.0.0::__archiveUrl=https%3A%2F%2Fnpm.example.com%2Fdownload%2Fa.tgz", "pkg:npm/a@1.0.0?download_url=https:%2F%2Fnpm.example.com%2Fdownload%2Fa.tgz")]
    [InlineData("a@patch:a@npm%3A1.0.0#~/.yarn/patches/a.patch::version=1.0.0&hash=x", "pkg:npm/a@1.0.0")]
    [InlineData("a@patch:a@patch%3Aa@npm%253A1.0.0%23x#y", "pkg:npm/a@1.0.0")]
    [InlineData("a@file:./a.tgz#./a.tgz::hash=x&locator=app", "pkg:npm/a@1.0.0?download_url=file:.%2Fa.tgz")]
    [InlineData("a@https://github.com/o/r.git#commit=abc", "pkg:npm/a@1.0.0?vcs_url=git%2Bhttps:%2F%2Fgithub.com%2Fo%2Fr.git%40abc")]
    [InlineData("a@link:./a::locator=app", null)]
    [InlineData("a@portal:./a::locator=app", null)]
    [InlineData("a@workspace:.", null)]
    public void ABerryResolution_TellsThePlace(string resolution, string? purl) =>
        Assert.Equal(purl is null ? [] : [purl], Purls("yarn.lock", $"__metadata:\n  version: 8\n\"a@x\":\n  version: 1.0.0\n  resolution: \"{resolution}\"\n"));

    [Theory]
    [InlineData("registry+https://github.com/rust-lang/crates.io-index", "")]
    [InlineData("sparse+https://index.crates.io/", "")]
    [InlineData("sparse+https://user:secret@cargo.example.com/index/", "?repository_url=https:%2F%2Fcargo.example.com%2Findex")]
    [InlineData("git+https://github.com/o/r?tag=v1#abc", "?vcs_url=git%2Bhttps:%2F%2Fgithub.com%2Fo%2Fr%40abc")]
    public void ACrate_IsFromItsSource(string source, string qualifiers) =>
        Assert.Equal([$"pkg:cargo/a@1.0.0{qualifiers}"], Purls("Cargo.lock", $"[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nsource = \"{source}\"\n"));

    [Fact]
    public void Gems_OfAnotherServer_SaySo_AndOfSeveralServersAreInDoubt()
    {
        const string End = "\nDEPENDENCIES\n  a\n";
        Assert.Equal(["pkg:gem/a@1.0?repository_url=https:%2F%2Fgems.example.com"], Purls("Gemfile.lock", "GEM\n  remote: https://token@gems.example.com/\n  specs:\n    a (1.0)\n" + End));
        var both = LockfileTests.Read("Gemfile.lock", "GEM\n  remote: https://rubygems.org/\n  remote: https://gems.example.com/\n  specs:\n    a (1.0)\n" + End);
        Assert.Equal(["pkg:gem/a@1.0"], LockfileTests.Purls(both));
        Assert.Single(both.Notes);
    }

    [Fact]
    public void Requirements_AreFromTheIndex_WhereverItIsNamed_WithoutItsSecrets()
    {
        Assert.Equal(["pkg:pypi/a@1?repository_url=https:%2F%2Fpypi.example.com%2Fsimple"], Purls("requirements.txt", "a==1\n--index-url https://${USER}:${TOKEN}@pypi.example.com/simple/\n"));
        Assert.Equal(["pkg:pypi/a@1"], Purls("requirements.txt", "-i https://pypi.org/simple\na==1\n"));
        Assert.Single(LockfileTests.Read("requirements.txt", "--extra-index-url=https://pypi.example.com/simple\na==1\n").Notes);
    }

    [Fact]
    public void AGoModule_OfASingleName_HasNoPackageUrl_AndIsToldInANote()
    {
        var contents = LockfileTests.Read("go.sum", "go4.org v0.0.1 h1:x=\n");
        Assert.Empty(contents.Packages);
        Assert.Contains("go4.org v0.0.1", Assert.Single(contents.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void APackage_IsListedOnce_AtItsFirstLine()
    {
        var contents = LockfileTests.Read("requirements.txt", "zope.interface==5\nZope_Interface==5\n");
        Assert.Equal(1, Assert.Single(contents.Packages).Line);
    }

    private static List<string> Purls(string name, string text) => LockfileTests.Purls(LockfileTests.Read(name, text));
}
