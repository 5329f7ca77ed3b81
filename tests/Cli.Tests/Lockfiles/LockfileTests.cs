using System.Text;
using ToolRegistry.Cli.Lockfiles;

namespace ToolRegistry.Cli.Tests.Lockfiles;

/// <summary>Lock files that the package managers themselves wrote, where their names below say no more.</summary>
public sealed class LockfileTests
{
    // What "npm ls --all" says of the project that all of npm's, pnpm's and Yarn's files here lock.
    private static readonly string[] NpmLs =
    [
        "pkg:npm/%40types/node@20.0.0", "pkg:npm/debug@4.3.4", "pkg:npm/fsevents@2.3.2", "pkg:npm/is-number@6.0.0", "pkg:npm/is-odd@3.0.1",
        "pkg:npm/lru-cache@6.0.0", "pkg:npm/ms@2.1.2", "pkg:npm/semver@6.3.1", "pkg:npm/semver@7.5.4", "pkg:npm/yallist@4.0.0",
    ];

    [Theory]
    [InlineData("npm1/package-lock.json")]
    [InlineData("npm2/package-lock.json")]
    [InlineData("npm3/package-lock.json")]
    [InlineData("pnpm5/pnpm-lock.yaml")]
    [InlineData("pnpm6/pnpm-lock.yaml")]
    [InlineData("pnpm9/pnpm-lock.yaml")]
    [InlineData("yarn1/yarn.lock")]
    public void OneProject_IsTheSamePackages_InEveryFormatOfNpm(string file) => Assert.Equal(NpmLs, Purls(ReadFile(file)).Order(StringComparer.Ordinal));

    [Fact]
    public void Berry_HoldsTheProject_AndWhatItAddsToBuildIt()
    {
        var purls = Purls(ReadFile("berry/yarn.lock"));
        // 32 entries of hard links are in the file; one is a directory, and one a patched package that is there without the patch.
        Assert.Equal(32 - 2, purls.Count);
        Assert.Empty(NpmLs.Except(purls));
    }

    [Fact]
    public void NuGet_IsWhatRestoreTook_OnceForAllFrameworks_WithoutProjects() =>
        Assert.Equal(
            [
                "pkg:nuget/Microsoft.Data.Sqlite.Core@10.0.14", "pkg:nuget/Microsoft.Data.Sqlite@10.0.14", "pkg:nuget/SQLitePCLRaw.bundle_e_sqlite3@2.1.13", "pkg:nuget/SQLitePCLRaw.core@2.1.13",
                "pkg:nuget/SQLitePCLRaw.lib.e_sqlite3@2.1.13", "pkg:nuget/SQLitePCLRaw.provider.e_sqlite3@2.1.13", "pkg:nuget/YamlDotNet@18.1.0",
            ],
            Purls(ReadFile("nuget/packages.lock.json")).Order(StringComparer.Ordinal));

    [Fact]
    public void Gems_TellTheirPlatform_AndTheirRepository_WithoutPaths() =>
        Assert.Equal(
            [
                "pkg:gem/fromgit@2.0.0.pre1?vcs_url=git%2Bhttps:%2F%2Fexample.com%2Ffromgit.git%4043a423656bd6d1598452ecea8c928a1d217436b4",
                "pkg:gem/base@1.2.0", "pkg:gem/nokogiri@1.16.0", "pkg:gem/nokogiri@1.16.0?platform=x86_64-linux",
            ],
            Purls(ReadFile("gem/Gemfile.lock")));

    [Fact]
    public void Crates_TellTheirRepository_WithoutTheProjectsOwn() =>
        Assert.Equal(
            ["pkg:cargo/fromgit@0.3.1%2Bbuild.5?vcs_url=git%2Bhttps:%2F%2Fexample.com%2Ffromgit.git%40f0e1efbf0da6ffa9670808e7d73c9a4329fcbf64", "pkg:cargo/itoa@1.0.9"],
            Purls(ReadFile("cargo/Cargo.lock")));

    [Fact]
    public void GoModules_AreThoseWhoseCodeIsTaken_AsGoListSays() =>
        Assert.Equal(
            [
                "pkg:golang/github.com/BurntSushi/toml@v1.3.2", "pkg:golang/github.com/cespare/xxhash/v2@v2.2.0",
                "pkg:golang/github.com/dgrijalva/jwt-go@v3.2.0%2Bincompatible", "pkg:golang/gopkg.in/check.v1@v0.0.0-20161208181325-20d25e280405",
                "pkg:golang/gopkg.in/yaml.v3@v3.0.1",
            ],
            Purls(ReadFile("go/go.sum")));

    /// <summary>Written by hand after what Poetry 1.8 writes.</summary>
    [Fact]
    public void Poetry_TellsItsSources_WithoutSecretsAndDirectories() =>
        Assert.Equal(
            [
                "pkg:pypi/build@1.2.2", "pkg:pypi/jaraco-text-tools@2%211.0rc1?repository_url=https:%2F%2Fpypi.example.com%2Fsimple",
                "pkg:pypi/fromgit@0.1.0?vcs_url=git%2Bhttps:%2F%2Fgithub.com%2Fexample%2Ffromgit.git%405c1fb4a3a1b0b6f2a6b3f7fd4bcb2a4e4bb5e5e2",
                "pkg:pypi/wheeled@3.0?download_url=file:libs%2Fwheeled-3.0-py3-none-any.whl",
            ],
            Purls(ReadFile("poetry/poetry.lock")));

    /// <summary>Written by hand after pip's own description.</summary>
    [Fact]
    public void Requirements_HaveAVersion_OnlyWhereTheyArePinned()
    {
        var contents = ReadFile("pip/requirements.txt");
        Assert.Equal(
            [
                "pkg:pypi/flask@3.0.3", "pkg:pypi/ruamel-yaml-clib@0.2.8", "pkg:pypi/zope-interface", "pkg:pypi/requests", "pkg:pypi/urllib3", "pkg:pypi/idna", "pkg:pypi/legacy@2004d", "pkg:pypi/six@1.16.0",
                "pkg:pypi/pip?vcs_url=git%2Bhttps:%2F%2Fgithub.com%2Fpypa%2Fpip.git%4022.0.2",
                "pkg:pypi/tool@1.4.0?download_url=https:%2F%2Fexample.com%2Fdist%2Ftool-1.4.0-py3-none-any.whl",
                "pkg:pypi/own-lib?vcs_url=git%2Bssh:%2F%2Fgit%40example.com%2Fteam%2FOwn_Lib.git%40v2",
                "pkg:pypi/numpy@1.26.4?download_url=file:.%2Fwheels%2Fnumpy-1.26.4-cp311-cp311-linux_x86_64.whl",
            ],
            Purls(contents));
        Assert.Equal([4, 7], contents.Packages.Take(2).Select(package => package.Line));
        Assert.Equal(3, contents.Notes.Count);
        Assert.Contains("line 3: base.txt is taken in here", contents.Notes[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("npm1/package-lock.json", "pkg:npm/debug@4.3.4", "\"debug\": {")]
    [InlineData("npm3/package-lock.json", "pkg:npm/%40types/node@20.0.0", "\"node_modules/@types/node\": {")]
    [InlineData("pnpm9/pnpm-lock.yaml", "pkg:npm/lru-cache@6.0.0", "lru-cache@6.0.0:")]
    [InlineData("yarn1/yarn.lock", "pkg:npm/is-odd@3.0.1", "\"is-odd-alias@npm:is-odd@3.0.1\":")]
    [InlineData("berry/yarn.lock", "pkg:npm/minipass@7.1.3", "\"minipass@npm:^7.0.4, minipass@npm:^7.1.2\":")]
    [InlineData("nuget/packages.lock.json", "pkg:nuget/YamlDotNet@18.1.0", "\"YamlDotNet\": {")]
    [InlineData("cargo/Cargo.lock", "pkg:cargo/itoa@1.0.9", "[[package]]")]
    [InlineData("poetry/poetry.lock", "pkg:pypi/build@1.2.2", "[[package]]")]
    [InlineData("gem/Gemfile.lock", "pkg:gem/base@1.2.0", "base (1.2.0)")]
    [InlineData("go/go.sum", "pkg:golang/gopkg.in/yaml.v3@v3.0.1", "gopkg.in/yaml.v3 v3.0.1 h1:b/FUlkplnNBjOAXM1Qg0qgDNvkW8I4UF2sbOvfPV3as=")]
    public void APackage_KnowsTheLineItStandsOn(string file, string purl, string row)
    {
        var package = ReadFile(file).Packages.Single(package => package.Purl.ToString() == purl);
        Assert.Equal(row, File.ReadAllLines(PathOf(file))[package.Line - 1].Trim());
    }

    [Fact]
    public void AName_ThatIsNotKnown_IsAnsweredWithThoseThatAre()
    {
        var fault = Assert.Throws<LockfileException>(() => Read("some/where/composer.lock", "{}"));
        Assert.Contains("package-lock.json, npm-shrinkwrap.json, pnpm-lock.yaml, yarn.lock, packages.lock.json, requirements.txt, poetry.lock, Cargo.lock, go.sum, Gemfile.lock", fault.Message, StringComparison.Ordinal);
        Assert.Equal("some/where/composer.lock", fault.FileName);
    }

    [Fact]
    public void ANameMayBeAPath_OfAnySystem_AndRequirementsMayBeNamedForTheirUse()
    {
        Assert.Equal(["pkg:pypi/six@1.16.0"], Purls(Read(@"C:\some\where\requirements-dev.txt", "six==1.16.0")));
        Assert.Equal(["pkg:pypi/six@1.16.0"], Purls(Read("some/where/requirements.txt", "six==1.16.0")));
    }

    [Fact]
    public void AFile_MayBeUtf16_AsPowerShellWritesIt()
    {
        using var content = new MemoryStream([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("six==1.16.0\r\n")]);
        Assert.Equal(["pkg:pypi/six@1.16.0"], Purls(Lockfile.Read("requirements.txt", content)));
    }

    [Fact]
    public void AFile_IsRead_UpToItsBound()
    {
        var comment = new string('#', Lockfile.MaxBytes);
        Assert.Empty(Read("requirements.txt", comment).Packages);
        Assert.Contains("larger than 50 MB", Assert.Throws<LockfileException>(() => Read("requirements.txt", comment + "#")).Message, StringComparison.Ordinal);
    }

    internal static LockfileContents Read(string name, string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return Lockfile.Read(name, content);
    }

    internal static List<string> Purls(LockfileContents contents) => [.. contents.Packages.Select(package => package.Purl.ToString())];

    internal static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Lockfiles", "Files", file);

    private static LockfileContents ReadFile(string file) => Read(file, File.ReadAllText(PathOf(file)));
}
