using System.Text.Json.Nodes;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Exports.Browsers;
using ToolRegistry.Exports.Tests.Given;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests.Browsers;

public sealed class FirefoxPoliciesTargetTests
{
    private static readonly FirefoxPoliciesTarget Target = new();

    [Fact]
    public void RichRegister_IsWrittenAsApproved() => Approved.Holds(Target);

    [Fact]
    public void Policies_SayWhatWasDecided() =>
        ExportLaw.Holds(
            Target,
            ["pkg:firefox-extension/one%40example.com", "pkg:firefox-extension/%7B01234567-89ab-cdef-0123-456789abcdef%7D", "domain:one.example", "domain:two.example", "domain:sub.one.example"],
            (file, _) => new Browser(Read(file)),
            deniesUnknown: subject => !subject.Text.StartsWith("domain:", StringComparison.Ordinal));

    [Theory]
    [InlineData("pkg:firefox-extension/%2A")] // all extensions
    [InlineData("pkg:firefox-extension/plain")]
    [InlineData("pkg:firefox-extension/name%40example.com%2Fmore")]
    [InlineData("pkg:firefox-extension/space/name%40example.com")]
    [InlineData("pkg:firefox-extension/%7B01234567%7D")]
    public void Id_ThatNoExtensionCanHave_IsReportedAndNotWritten(string identifier)
    {
        var export = Facts.Export(new PolicyFactSet([Tool("tool", "Tool", "semver", [identifier])], [Decision(1, "tool", "vers:semver/*", ("2026-07-10", Disposition.Banned))], []), RichRegister.After);
        Assert.Empty(Read(Approved.Bytes(Target, export))["ExtensionSettings"]!.AsObject());
        Assert.Equal(Fidelity.Narrower, Target.Judge(export, export.Restrictions.Single()).Fidelity);
    }

    [Fact]
    public void Patterns_HaveNoPort()
    {
        foreach (var pattern in Read(Approved.Bytes(Target, RichRegister.Export(RichRegister.After)))["WebsiteFilter"]!["Block"]!.AsArray())
            Assert.Matches(@"^\*://\*\.[a-z0-9._-]+/\*$", pattern!.GetValue<string>());
    }

    private static JsonNode Read(byte[] file) => JsonNode.Parse(file, documentOptions: new() { AllowDuplicateProperties = false })!["policies"]!;

    /// <summary>The browser: an entry of an extension goes before *; <c>*.host</c> stands for the host and all below it.</summary>
    private sealed class Browser(JsonNode policies) : IConsumer
    {
        private readonly string[] hosts = [.. policies["WebsiteFilter"]!["Block"]!.AsArray().Select(p => p!.GetValue<string>()["*://*.".Length..^"/*".Length])];

        public bool Blocks(Subject subject, string? version)
        {
            if (subject.Text.StartsWith("domain:", StringComparison.Ordinal))
            {
                var name = subject.Text["domain:".Length..];
                return Array.Exists(hosts, h => name == h || name.EndsWith($".{h}", StringComparison.Ordinal));
            }

            var settings = policies["ExtensionSettings"]!;
            return (settings[PackageUrl.Parse(subject.Text).Name] ?? settings["*"])?["installation_mode"]?.GetValue<string>() == "blocked";
        }
    }
}
