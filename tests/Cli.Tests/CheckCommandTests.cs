using System.Text.Json.Nodes;
using System.Xml.Linq;
using ToolRegistry.Cli.Tests.Running;

namespace ToolRegistry.Cli.Tests;

/// <summary>The real program in a process of its own, against the real service.</summary>
public sealed class CheckCommandTests(SmallRegister register) : IClassFixture<SmallRegister>, IDisposable
{
    private const string Locked = """
        {
          "name": "app", "lockfileVersion": 3,
          "packages": {
            "": { "name": "app" },
            "node_modules/good": { "version": "1.0.0", "resolved": "https://registry.npmjs.org/good/-/good-1.0.0.tgz" },
            "node_modules/risky": { "version": "1.0.0", "resolved": "https://registry.npmjs.org/risky/-/risky-1.0.0.tgz" },
            "node_modules/bad": { "version": "1.0.0", "resolved": "https://registry.npmjs.org/bad/-/bad-1.0.0.tgz" }
          }
        }
        """;

    private readonly Toolreg toolreg = Toolreg.At(register.Host.Address, register.Service.Token);

    public void Dispose() => toolreg.Dispose();

    [Theory]
    [InlineData(0, "good")]
    [InlineData(0, "risky")]
    [InlineData(3, "risky", "--strict")]
    [InlineData(1, "bad")]
    [InlineData(1, "bad", "--strict")]
    [InlineData(2, "pkg:npm/")]
    [InlineData(2, "good", "--at", "2026-07-10T00:00:00")]
    [InlineData(2, "good", "--output", "xml")]
    [InlineData(2)]
    public async Task Check_TellsByItsExitCode_WhatABuildNeedsToKnow(int exitCode, params string[] arguments)
    {
        var run = await toolreg.RunAsync(["check", .. arguments]);
        // What is no answer goes to standard error, so that a script that reads the answer reads nothing else.
        Assert.Equal(exitCode == 2, run.Expect(exitCode).Length == 0);
        Assert.Equal(exitCode == 2, run.Errors.Length > 0);
    }

    [Theory]
    [InlineData("human", "bad")]
    [InlineData("json", "bad")]
    [InlineData("sarif", "bad")]
    [InlineData("junit", "bad")]
    [InlineData("sarif", "good")]
    [InlineData("junit", "good")]
    public async Task Output_IsInTheFormAskedFor_AndChangesNoExitCode(string form, string subject)
    {
        var text = (await toolreg.RunAsync("check", subject, "--output", form)).Expect(subject == "bad" ? 1 : 0);
        var blocked = form switch
        {
            "json" => JsonNode.Parse(text)!["action"]!.GetValue<string>() == "block",
            "sarif" => JsonNode.Parse(text)!["runs"]![0]!["results"]!.AsArray().Count == 1,
            "junit" => XDocument.Parse(text).Descendants("failure").Any(),
            _ => text == "Banned (block): bad\n  TR-3: bad is Banned. (provisional: the case is weak and will be reviewed)\n",
        };
        Assert.Equal(subject == "bad", blocked);
    }

    [Fact]
    public async Task Json_IsWhatTheServiceGave()
    {
        const string At = "2026-07-02T00:00:00+00:00";
        var given = await register.Host.Anonymous.GetAsync($"/v1/check?subject=bad&environment=ci&at={Uri.EscapeDataString(At)}");
        Assert.Equal(given.Text + "\n", (await toolreg.RunAsync("check", "bad", "-e", "ci", "--at", At, "-o", "json")).Output);
    }

    [Theory]
    [InlineData("human", "package-lock.json:7: block: pkg:npm/bad@1.0.0 is Banned. TR-3: bad is Banned.\npackage-lock.json:6: warn: pkg:npm/risky@1.0.0 is HighRisk. TR-2: risky is HighRisk.\n3 checked, 1 blocked, 1 warned about\n")]
    [InlineData("json", "\"verdicts\":[{\"subject\":\"pkg:npm/good@1.0.0\"")]
    [InlineData("sarif", "\"startLine\":7")]
    [InlineData("junit", "tests=\"3\" failures=\"1\"")]
    public async Task Lockfile_IsCheckedWhole_AndFindingsSayTheirLine(string form, string expected)
    {
        toolreg.Write("package-lock.json", Locked);
        Assert.Contains(expected, (await toolreg.RunAsync("check", "--lockfile", "package-lock.json", "--output", form)).Expect(1), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("human", "bom.xml:3: block: pkg:npm/bad@1.0.0 is Banned. TR-3: bad is Banned.\nbom.xml:4: warn: pkg:npm/risky@1.0.0 is HighRisk. TR-2: risky is HighRisk.\nbom.xml:5: warn: bare is Unknown. The SBOM gives neither purl nor SHA-256 nor CPE of it, so it can't be looked up. Have the SBOM's generator write purls.\n4 checked, 1 blocked, 2 warned about\n")]
    [InlineData("json", "\"verdicts\":[{\"subject\":\"pkg:npm/good@1.0.0\"")]
    [InlineData("sarif", "bom.xml\"},\"region\":{\"startLine\":3}")]
    [InlineData("junit", "tests=\"4\" failures=\"1\"")]
    public async Task Sbom_IsCheckedWhole_AndFindingsSayTheirLine(string form, string expected)
    {
        toolreg.Write("bom.xml", """
            <bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components>
              <component type="library"><name>good</name><purl>pkg:npm/good@1.0.0</purl></component>
              <component type="library"><name>bad</name><purl>pkg:npm/bad@1.0.0</purl><components>
                <component type="library"><name>risky</name><purl>pkg:npm/risky@1.0.0</purl></component></components></component>
              <component type="library"><name>bare</name></component>
            </components></bom>
            """);
        Assert.Contains(expected, (await toolreg.RunAsync("check", "--sbom", "bom.xml", "--output", form)).Expect(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sbom_ThatCantBeReadAsAWhole_IsRefused()
    {
        toolreg.Write("bom.json", """{ "bomFormat": "CycloneDX", "specVersion": "1.6", "components": [ { "purl": "pkg:npm/bad" }""");
        foreach (var arguments in new string[][] { ["--sbom", "bom.json"], ["--sbom", "none.json"], ["good", "--sbom", "bom.json"], ["--sbom", "bom.json", "--tool-version", "1.0.0"] })
        {
            var run = await toolreg.RunAsync(["check", .. arguments]);
            Assert.Equal("", run.Expect(2));
            Assert.NotEqual("", run.Errors);
        }
    }

    [Fact]
    public async Task Lockfile_WithoutPackages_IsAllowed()
    {
        toolreg.Write("go.sum", "");
        Assert.Equal("0 checked, 0 blocked, 0 warned about\n", (await toolreg.RunAsync("check", "--lockfile", "go.sum", "--strict")).Expect(0));
    }

    [Fact]
    public async Task Lockfile_OfMoreThanABatch_IsCheckedWhole()
    {
        toolreg.Write("requirements.txt", string.Concat(Enumerable.Range(0, 10_001).Select(i => $"p{i}==1\n")));
        var answer = JsonNode.Parse((await toolreg.RunAsync("check", "--lockfile", "requirements.txt", "-o", "json")).Expect(0))!;
        Assert.Equal(10_001, answer["verdicts"]!.AsArray().Count);
        Assert.Equal("pkg:pypi/p10000@1", answer["verdicts"]![10_000]!["subject"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("--lockfile", "package-lock.json")]
    [InlineData("--lockfile", "gone/package-lock.json")]
    [InlineData("good", "--lockfile", "package-lock.json")]
    public async Task Lockfile_ThatCantBeReadAsAWhole_IsRefused(params string[] arguments)
    {
        toolreg.Write("package-lock.json", """{ "lockfileVersion": 3, "packages": { "node_modules/bad": { """);
        var run = await toolreg.RunAsync(["check", .. arguments]);
        Assert.Equal("", run.Expect(2));
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }
}
