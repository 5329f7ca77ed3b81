using ToolRegistry.Cli.Scan;

namespace ToolRegistry.Cli.Tests.Scan;

/// <summary>What programs write, as samples, and what is read of it.</summary>
public sealed class ScanSourceTests
{
    private const string Npm = """
        { "name": "lib", "problems": ["extraneous"], "dependencies": {
            "typescript": { "version": "5.9.2", "resolved": "https://registry.npmjs.org/typescript/-/typescript-5.9.2.tgz", "overridden": false },
            "@anthropic-ai/claude-code": { "version": "2.1.95", "dependencies": { "ms": { "version": "2.1.3", "dependencies": { "deep": { "version": "1.0.0" } } }, "peer": { "missing": true } } },
            "ours": { "version": "1.0.0", "resolved": "https://npm.example.com/ours/-/ours-1.0.0.tgz" },
            "linked": { "version": "1.0.0", "resolved": "file:../../../home/dana/linked" } } }
        """;

    private const string Brew = """
        { "formulae": [
            { "name": "sqlite", "full_name": "sqlite", "tap": "homebrew/core", "installed": [ { "version": "3.43.2" }, { "version": "3.50.0" } ] },
            { "name": "postgresql@12", "full_name": "postgresql@12", "tap": "homebrew/core", "installed": [ { "version": "12.17" } ] },
            { "name": "some-app", "full_name": "some-org/some-tap/some-app", "tap": "some-org/some-tap", "installed": [ { "version": "1.2.3" } ] } ],
          "casks": [ { "token": "docker-desktop", "full_token": "docker-desktop", "tap": "homebrew/cask", "installed": "4.42.0" } ] }
        """;

    private const string Winget = """
        { "$schema": "https://aka.ms/winget-packages.schema.2.0.json", "CreationDate": "2026-07-01T10:00:00.000-00:00",
          "Sources": [ { "Packages": [ { "PackageIdentifier": "Docker.DockerDesktop", "Version": "4.42.0" }, { "PackageIdentifier": "Git.Git" } ], "SourceDetails": { "Name": "winget" } },
                       { "Packages": [ { "PackageIdentifier": "9NBLGGH4NNS1", "Version": "1.26" } ], "SourceDetails": { "Name": "msstore" } } ], "WinGetVersion": "1.9.25200" }
        """;

    public static TheoryData<string, string, string[]> Lists => new()
    {
        { "dpkg", "ii \tcurl\t7.88.1-10+deb12u8\tamd64\nii \tlibc6\t2.36-9\tamd64\nii \tlibc6\t2.36-9\ti386\nrc \told\t1:1.0\tall\nun \tgone\t\t\niU \thalf\t2:1.0~rc1-1\tall\n", ["pkg:deb/debian/curl@7.88.1-10%2Bdeb12u8?arch=amd64", "pkg:deb/debian/libc6@2.36-9?arch=amd64", "pkg:deb/debian/libc6@2.36-9?arch=i386", "pkg:deb/debian/half@2:1.0~rc1-1?arch=all"] },
        { "rpm", "curl\t(none)\t7.50.3-1.fc25\ti386\ncenterim\t1\t4.22.10-1.el6\ti686\nzero\t0\t1-1\tnoarch\ngpg-pubkey\t(none)\t105ef944-65ca83d1\t(none)\n", ["pkg:rpm/debian/curl@7.50.3-1.fc25?arch=i386", "pkg:rpm/debian/centerim@4.22.10-1.el6?arch=i686&epoch=1", "pkg:rpm/debian/zero@1-1?arch=noarch&epoch=0"] },
        { "npm", Npm, ["pkg:npm/%40anthropic-ai/claude-code@2.1.95", "pkg:npm/deep@1.0.0", "pkg:npm/ms@2.1.3", "pkg:npm/ours@1.0.0?repository_url=https:%2F%2Fnpm.example.com", "pkg:npm/typescript@5.9.2"] },
        { "npm", "{}", [] },
        { "pip", """[{"name": "Zope_Interface", "version": "5.0"}, {"name": "mine", "version": "0.1", "editable_project_location": "/home/dana/mine"}]""", ["pkg:pypi/zope-interface@5.0"] },
        { "dotnet", "Package Id      Version      Commands\n-------------------------------------\ndotnet-ef       10.0.14      dotnet-ef\nPowerShell      7.5.2        pwsh\n", ["pkg:nuget/dotnet-ef@10.0.14", "pkg:nuget/PowerShell@7.5.2"] },
        { "dotnet", "Welcome to .NET 10.0!\n---------------------\nSDK Version: 10.0.100\n\nPaket-ID      Version      Befehle\r\n----------------------------------\r\ncsharpier     1.0.1        csharpier\r\n", ["pkg:nuget/csharpier@1.0.1"] },
        { "dotnet", "Package Id      Version      Commands\n-------------------------------------\n", [] },
        { "vscode", "Extensions installed on WSL: Ubuntu:\nms-python.python@2024.2.1\nGitHub.Copilot@1.200.0\n", ["pkg:vscode-extension/github/copilot@1.200.0", "pkg:vscode-extension/ms-python/python@2024.2.1"] },
        { "brew", Brew, ["pkg:brew/homebrew/cask/docker-desktop@4.42.0", "pkg:brew/postgresql%4012@12.17", "pkg:brew/some-org/some-tap/some-app@1.2.3", "pkg:brew/sqlite@3.43.2", "pkg:brew/sqlite@3.50.0"] },
        { "winget", Winget, ["winget:Docker.DockerDesktop 4.42.0", "winget:Git.Git", "winget:9NBLGGH4NNS1 1.26"] },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void List_IsReadWhole(string source, string output, string[] expected)
    {
        var subjects = Read(source, output).Software.Select(s => s.Version is null ? s.Subject : $"{s.Subject} {s.Version}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), subjects.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("dpkg", "no tabs here\n")]
    [InlineData("rpm", "error: can't open the database\n")]
    [InlineData("npm", "npm ERR! code EACCES")]
    [InlineData("npm", """{ "error": { "code": "EACCES", "summary": "No access." } }""")]
    [InlineData("npm", """{ "dependencies": [] }""")]
    [InlineData("pip", "WARNING: something\n[]")]
    [InlineData("pip", """[{ "version": "1" }]""")]
    [InlineData("pip", "{}")]
    [InlineData("dotnet", "")]
    [InlineData("dotnet", "-----\nalone\n")]
    [InlineData("vscode", "ms-python.python\n")]
    [InlineData("brew", """{ "formulae": {} }""")]
    [InlineData("winget", """{ "Sources": [ { "Packages": [ {} ] } ] }""")]
    public void Output_ThatIsSomethingElse_IsAFaultOfItsSource(string source, string output) => Assert.Throws<ScanException>(() => Read(source, output));

    [Fact]
    public void WhatIsOfThisMachine_IsNoted()
    {
        Assert.Equal(["npm: linked was left out: it is installed from a folder of this machine."], Read("npm", Npm).Notes);
        Assert.Equal("pip: mine was left out: it is installed from a folder of this machine.", Assert.Single(Read("pip", """[{"name": "mine", "version": "0.1", "editable_project_location": "/mine"}]""").Notes));
    }

    [Fact]
    public void OperatingSystem_ThatHasNoName_IsAFaultOfItsPackages() =>
        Assert.Throws<ScanException>(() => ScanSource.All.Single(s => s.Name == "dpkg").Read("ii \tcurl\t1\tall\n", new FoundSoftware("dpkg", vendor: null)));

    [Theory]
    [InlineData("PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nVERSION_ID=\"12\"\nID=debian\n", "debian")]
    [InlineData("ID=\"opensuse-leap\"\r\nID_LIKE=\"suse opensuse\"\r\n", "opensuse-leap")]
    [InlineData("NAME=x\n", null)]
    [InlineData("ID=\n", null)]
    public void OsRelease_NamesItself(string text, string? id) => Assert.Equal(id, OsRelease.IdOf(text));

    private static FoundSoftware Read(string source, string output)
    {
        var found = new FoundSoftware(source, "debian");
        ScanSource.All.Single(s => s.Name == source).Read(output, found);
        return found;
    }
}
