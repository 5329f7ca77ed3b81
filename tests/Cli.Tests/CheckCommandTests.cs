using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Cli.Tests;

/// <summary>The real program in a process of its own, against the real service.</summary>
public sealed class CheckCommandTests : IAsyncLifetime
{
    private RegisterHost host = null!;
    private Caller service = null!;

    public async ValueTask InitializeAsync()
    {
        host = await RegisterHost.StartAsync();
        var analyst = await host.CallerAsync(Role.Analyst, "analyst");
        var approver = await host.CallerAsync(Role.Approver, "approver");
        service = await host.CallerAsync(Role.Service, "build");
        foreach (var (slug, disposition) in new[] { ("good", "Approved"), ("risky", "HighRisk"), ("bad", "Banned") })
        {
            (await analyst.PostAsync("/v1/tools", new { slug, name = slug, publisher = "p", identifiers = new[] { new { kind = "purl", value = $"pkg:npm/{slug}" } } })).Expect(201);
            var decision = await analyst.PostAsync("/v1/decisions", new { tool = slug, ranges = new[] { "vers:generic/*" }, phases = new[] { new { from = RegisterHost.Start, disposition } }, publicStatement = $"{slug} is {disposition}.", reviewBy = RegisterHost.Start.AddDays(60) });
            var path = $"/v1/decisions/{decision.Expect(201)["number"]}";
            (await analyst.VerbAsync(path, "propose")).Expect(200);
            (await approver.VerbAsync(path, "approve")).Expect(200);
        }
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Check_TellsByItsExitCode_WhatABuildNeedsToKnow()
    {
        Assert.Equal((0, true), await RunAsync("good"));
        Assert.Equal((0, true), await RunAsync("risky"));
        Assert.Equal((3, true), await RunAsync("risky", "--strict"));
        Assert.Equal((1, true), await RunAsync("bad"));
        Assert.Equal((2, false), await RunAsync("pkg:npm/"));
        Assert.Equal((2, false), await RunAsync("good", "--at", "2026-07-10T00:00:00"));
        Assert.Equal((2, false), await RunAsync("good", "--no-such-option"));
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
        var (exitCode, text) = await OutputAsync(host.Address, subject, "--output", form);
        Assert.Equal(subject == "bad" ? 1 : 0, exitCode);
        var blocked = form switch
        {
            "json" => JsonNode.Parse(text)!["action"]!.GetValue<string>() == "block",
            "sarif" => JsonNode.Parse(text)!["runs"]![0]!["results"]!.AsArray().Count == 1,
            "junit" => XDocument.Parse(text).Descendants("failure").Any(),
            _ => text.StartsWith("Banned (block): bad", StringComparison.Ordinal),
        };
        Assert.Equal(subject == "bad", blocked);
    }

    [Theory]
    [InlineData("human", "3 checked, 1 blocked, 1 warned about")]
    [InlineData("json", "\"verdicts\"")]
    [InlineData("sarif", "\"startLine\":6")]
    [InlineData("junit", "tests=\"3\" failures=\"1\"")]
    public async Task Lockfile_IsCheckedWhole_AndFindingsSayTheirLine(string form, string expected)
    {
        using var file = new LockedFile("""
            {
              "name": "app", "lockfileVersion": 3,
              "packages": {
                "": { "name": "app" },
                "node_modules/good": { "version": "1.0.0", "resolved": "https://registry.npmjs.org/good/-/good-1.0.0.tgz" },
                "node_modules/bad": { "version": "1.0.0", "resolved": "https://registry.npmjs.org/bad/-/bad-1.0.0.tgz" },
                "node_modules/risky": { "version": "1.0.0", "resolved": "https://registry.npmjs.org/risky/-/risky-1.0.0.tgz" }
              }
            }
            """);
        var (exitCode, text) = await OutputAsync(host.Address, "--lockfile", file.Path, "--output", form);
        Assert.Equal(1, exitCode);
        Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lockfile_ThatCantBeReadAsAWhole_IsRefused()
    {
        using var file = new LockedFile("""{ "lockfileVersion": 3, "packages": { "node_modules/bad": { """);
        Assert.Equal((2, ""), await OutputAsync(host.Address, "--lockfile", file.Path));
        Assert.Equal((2, ""), await OutputAsync(host.Address, "--lockfile", file.Path + ".gone"));
        Assert.Equal((2, ""), await OutputAsync(host.Address, "good", "--lockfile", file.Path));
        Assert.Equal((2, ""), await OutputAsync(host.Address));
    }

    [Fact]
    public async Task Output_InAnUnknownForm_IsRefused() => Assert.Equal((2, false), await RunAsync("good", "--output", "xml"));

    [Fact]
    public async Task Check_OfAServiceThatIsNotThere_IsUnreachable() =>
        Assert.Equal((4, false), await RunAsync(new Uri("http://127.0.0.1:1"), "good"));

    private Task<(int ExitCode, bool Answered)> RunAsync(params string[] arguments) => RunAsync(host.Address, arguments);

    private async Task<(int ExitCode, bool Answered)> RunAsync(Uri server, params string[] arguments)
    {
        var (exitCode, text) = await OutputAsync(server, arguments);
        return (exitCode, text.Contains($" {arguments[0]}", StringComparison.Ordinal));
    }

    private async Task<(int ExitCode, string Text)> OutputAsync(Uri server, params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "ToolRegistry.Cli.dll");
        var start = new ProcessStartInfo("dotnet", [program, "check", .. arguments, "--server", server.ToString()]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["TOOLREG_TOKEN"] = service.Token } };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        // What is no answer goes to standard error, so that a script that reads the answer reads nothing else.
        Assert.Equal((await output).Length == 0, (await errors).Length > 0);
        return (process.ExitCode, await output);
    }

    /// <summary>A package-lock.json in a folder of its own.</summary>
    private sealed class LockedFile : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("toolreg-");

        public LockedFile(string text) => File.WriteAllText(Path, text);

        public string Path => System.IO.Path.Combine(folder.FullName, "package-lock.json");

        public void Dispose() => folder.Delete(recursive: true);
    }
}
