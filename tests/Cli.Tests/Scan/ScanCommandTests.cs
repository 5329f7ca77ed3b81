using System.Text.Json.Nodes;
using ToolRegistry.Cli.Scan;
using ToolRegistry.Cli.Tests.Running;

namespace ToolRegistry.Cli.Tests.Scan;

/// <summary>The real program asks the real programs what is installed, and the real service about it.</summary>
public sealed class ScanCommandTests(SmallRegister register) : IClassFixture<SmallRegister>, IDisposable
{
    private readonly Toolreg toolreg = Toolreg.At(register.Host.Address, register.Service.Token);

    public void Dispose() => toolreg.Dispose();

    [Theory]
    [InlineData("dpkg", "pkg:deb/{id}/bad-deb@2:1.0-1?arch=all")]
    [InlineData("rpm", "pkg:rpm/{id}/bad-rpm@4.22.10-1.el6?arch=noarch&epoch=1")]
    [InlineData("npm", "pkg:npm/bad@1.0.0 pkg:npm/%40s/tool@1.2.3")]
    [InlineData("pip", "pkg:pypi/bad-py@1.0")]
    [InlineData("dotnet", "pkg:nuget/bad.tool@1.2.3")]
    public async Task RealProgram_SaysWhatIsInstalled(string source, string expected)
    {
        await Machine.InstallAsync(toolreg, source);
        var run = await toolreg.RunAsync("scan", "--source", source, "-o", "json");
        var verdicts = JsonNode.Parse(run.Expect(source == "npm" ? 1 : 0))!["verdicts"]!.AsArray();
        Assert.Equal(expected.Replace("{id}", OsRelease.ReadId(), StringComparison.Ordinal).Split(' ').Order(StringComparer.Ordinal), verdicts.Select(v => v!["subject"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Equal("", run.Errors);
    }

    [Fact]
    public async Task Source_ThatFails_IsNoted_AndTheOthersAreChecked()
    {
        Machine.Pretend(toolreg, "code", "echo 'cannot run as root' >&2; exit 3");
        Machine.Pretend(toolreg, "brew", """echo '{ "formulae": [ { "name": "risky", "tap": "homebrew/core", "installed": [ { "version": "1" } ] } ] }'""");
        Machine.Pretend(toolreg, "npm", """echo '{ "dependencies": { "bad": { "version": "1" }, "risky": { "version": "2" }, "good": { "version": "3" } } }'""");
        var run = await toolreg.RunAsync("scan");
        Assert.Equal(
            """
            block: pkg:npm/bad@1 is Banned. TR-3: bad is Banned.
            warn: pkg:npm/risky@2 is HighRisk. TR-2: risky is HighRisk.
            warn: pkg:brew/risky@1 is Unknown.
            4 checked, 1 blocked, 2 warned about

            """,
            run.Expect(1));
        Assert.Contains("vscode was left out: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains("ended with 3: cannot run as root", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("winget", run.Errors, StringComparison.Ordinal);

        var picked = await toolreg.RunAsync("scan", "--source", "npm", "--source", "winget", "-o", "junit");
        Assert.Contains("tests=\"3\" failures=\"1\"", picked.Expect(1), StringComparison.Ordinal);
        Assert.Contains("winget was left out: winget is not installed here.", picked.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_ThatAProgramWrites_IsRead_AndItsVersionAsked()
    {
        Machine.Pretend(toolreg, "winget", """[ "$1 $2" = "export --output" ] && echo '{ "Sources": [ { "Packages": [ { "PackageIdentifier": "Docker.DockerDesktop", "Version": "4.42.0" } ] } ] }' > "$3" """);
        var verdict = JsonNode.Parse((await toolreg.RunAsync("scan", "-o", "json")).Expect(0))!["verdicts"]![0]!;
        Assert.Equal(("winget:docker.dockerdesktop", "4.42.0"), (verdict["subject"]!.GetValue<string>().ToLowerInvariant(), verdict["version"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Nothing_ThatCouldBeListed_IsNotTakenForNothingInstalled()
    {
        Machine.Pretend(toolreg, "code", "exit 1");
        Assert.Equal("", (await toolreg.RunAsync("scan")).Expect(2));
        // What lies in the folder of work is of somebody else.
        Machine.Pretend(toolreg, "code", "echo a.b@1");
        toolreg.Variables["PATH"] = "bin";
        Assert.Equal("", (await toolreg.RunAsync("scan")).Expect(2));
        Assert.Equal("", (await toolreg.RunAsync("scan", "--source", "apt")).Expect(2));
    }

    [Fact]
    public async Task Programs_AreNotGivenTheToken()
    {
        Machine.Pretend(toolreg, "code", "echo \"a.token-${TOOLREG_TOKEN:-none}@1\"");
        Assert.Contains("pkg:vscode-extension/a/token-none@1", (await toolreg.RunAsync("scan")).Expect(0), StringComparison.Ordinal);
    }
}
