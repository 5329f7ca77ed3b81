using System.Text.Json;
using System.Text.Json.Nodes;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Exports.Editors;
using ToolRegistry.Exports.Tests.Given;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests.Editors;

public sealed class VsCodeTargetTests
{
    private static readonly VsCodeTarget Target = VsCodeTarget.Policy;

    [Fact]
    public void RichRegister_IsWrittenAsApproved() => Approved.Holds(Target);

    [Fact]
    public void Policy_SaysWhatWasDecided() =>
        ExportLaw.Holds(Target, ["pkg:vscode-extension/acme/one", "pkg:vscode-extension/acme/two", "pkg:vscode-extension/acme/three"], (file, _) => new Editor(Read(file)["AllowedExtensions"]!));

    [Fact]
    public void Policy_SaysWhatWasDecidedOfReleasesThatAreNotOnRecord() =>
        ExportLaw.Holds(Target, ["pkg:vscode-extension/acme/one", "pkg:vscode-extension/acme/two"], (file, _) => new Editor(Read(file)["AllowedExtensions"]!), knownVersions: false);

    [Fact]
    public void Settings_SayTheSame() =>
        Assert.Equal(
            Approved.Text(Target, RichRegister.Export(RichRegister.After)).Replace("AllowedExtensions", "extensions.allowed", StringComparison.Ordinal),
            Approved.Text(VsCodeTarget.Settings, RichRegister.Export(RichRegister.After)));

    [Fact]
    public void EmptyExport_LetsEverythingThrough() =>
        Assert.True(Read(Approved.Bytes(Target, Facts.Export(PolicyFactSet.None, RichRegister.After)))["AllowedExtensions"]!["*"]!.GetValue<bool>());

    [Theory]
    [InlineData("vers:semver/>=1.5.0|<2.0.0", """["1.0.0","2.0.0","2.1.0"]""", Fidelity.Broader)] // 2.2.0 may come, and is blocked until it is on record
    [InlineData("vers:semver/>=2.0.0", """["1.0.0","1.5.0"]""", Fidelity.Exact)]
    [InlineData("vers:semver/<3.0.0", "false", Fidelity.Broader)]
    [InlineData("vers:semver/>=0.1.0", "false", Fidelity.Broader)]
    [InlineData("vers:semver/*", "false", Fidelity.Exact)]
    public void Ban_ListsTheReleasesThatAreStillAllowed(string ranges, string allowed, Fidelity fidelity) =>
        Assert.Equal((allowed, fidelity), Of(Disposition.Banned, ranges, denyUnknown: false, "1.0.0", "1.5.0", "2.0.0", "2.1.0"));

    [Theory]
    [InlineData("vers:semver/>=1.5.0|<2.0.0", """["1.5.0"]""", Fidelity.Exact)]
    [InlineData("vers:semver/>=2.0.0", """["2.0.0","2.1.0"]""", Fidelity.Broader)]
    [InlineData("vers:semver/>=3.0.0", "false", Fidelity.Broader)]
    [InlineData("vers:semver/*", "true", Fidelity.Exact)]
    public void Permission_ListsTheReleasesThatItHolds(string ranges, string allowed, Fidelity fidelity) =>
        Assert.Equal((allowed, fidelity), Of(Disposition.Approved, ranges, denyUnknown: true, "1.0.0", "1.5.0", "2.0.0", "2.1.0"));

    [Theory]
    [InlineData("1.0")]
    [InlineData("v1.0.0")]
    [InlineData("1.0.0@linux-x64")]
    [InlineData("*")]
    public void Release_ThatTheEditorReadsDifferently_IsNotListed(string release) =>
        Assert.Equal("false", Of(Disposition.Banned, "vers:generic/>=9.0", denyUnknown: false, release).Allowed);

    [Fact]
    public void Extension_OfSeveralDecisions_HasOneEntryWithTheStrictest()
    {
        static DecisionFact Ban(int number, string ranges) => Decision(number, "tool", ranges, ("2026-07-10", Disposition.Banned));
        var export = Export([Ban(1, "vers:semver/<1.5.0"), Ban(2, "vers:semver/>=2.1.0")], denyUnknown: false, "1.0.0", "1.5.0", "2.0.0", "2.1.0");
        Assert.Equal("""["1.5.0","2.0.0"]""", Read(Approved.Bytes(Target, export))["AllowedExtensions"]!["acme.tool"]!.ToJsonString());
        export = Export([Ban(1, "vers:semver/<2.0.0"), Ban(2, "vers:semver/>=2.0.0")], denyUnknown: false, "1.0.0", "2.0.0");
        Assert.Equal("false", Read(Approved.Bytes(Target, export))["AllowedExtensions"]!["acme.tool"]!.ToJsonString());
    }

    private static (string Allowed, Fidelity Fidelity) Of(Disposition disposition, string ranges, bool denyUnknown, params string[] releases)
    {
        var export = Export([Decision(1, "tool", ranges, ("2026-07-10", disposition))], denyUnknown, releases);
        return (Read(Approved.Bytes(Target, export))["AllowedExtensions"]!["acme.tool"]!.ToJsonString(), Target.Judge(export, export.Rules.Single()).Fidelity);
    }

    private static Export Export(DecisionFact[] decisions, bool denyUnknown, params string[] releases) =>
        Facts.Export(new PolicyFactSet([Tool("tool", "Tool", "semver", ["pkg:vscode-extension/acme/tool"], releases)], decisions, []), RichRegister.After, TakesAll with { DeniesUnknown = denyUnknown });

    private static JsonNode Read(byte[] file) => JsonNode.Parse(file, documentOptions: new() { AllowDuplicateProperties = false })!;

    /// <summary>The editor: true, or one of the listed texts, lets an extension through; what has no entry is as <c>*</c> says, and blocked where that is missing.</summary>
    internal sealed class Editor(JsonNode allowed) : IConsumer
    {
        public bool Blocks(Subject subject, string? version)
        {
            var name = subject.Text["pkg:vscode-extension/".Length..].Replace('/', '.');
            return (allowed[name] ?? allowed["*"]) switch
            {
                JsonArray versions => version is not null && !versions.Any(v => v!.GetValue<string>() == version),
                JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => !value.GetValue<bool>(),
                null => true,
                // It fails open on anything else.
                _ => false,
            };
        }
    }
}
