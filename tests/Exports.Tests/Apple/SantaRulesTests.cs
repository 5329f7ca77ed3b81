using System.Text.Json;
using System.Text.RegularExpressions;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Exports.Apple;
using ToolRegistry.Exports.Tests.Given;
using ToolRegistry.Tests;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests.Apple;

public sealed partial class SantaRulesTests
{
    private const string SigningId = "TEAM123456:com.example.tool", TeamId = "TEAM123456";

    [Fact]
    public void Rules_AreOfTheProtocol_InEveryMember()
    {
        var proto = File.ReadAllText(SharedFolder.Require("schemas/santa/sync_v1.proto"));
        var names = Field().Matches(Block(proto, "message Rule")).Select(m => m.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var policies = Value().Matches(Block(proto, "enum Policy")).Select(m => m.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var types = Value().Matches(Block(proto, "enum RuleType")).Select(m => m.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        Assert.Contains("BLOCKLIST", policies);
        var export = RichRegister.Export(RichRegister.After, denyUnknown: true);
        using var file = JsonDocument.Parse(Approved.Bytes(new SantaSyncTarget(), export));
        Assert.All(file.RootElement.GetProperty("rules").EnumerateArray().SelectMany(r => r.EnumerateObject()), m => Assert.Contains(m.Name, names));
        var rules = SantaRules.Of(export).ToArray();
        Assert.NotEmpty(rules);
        foreach (var rule in rules)
        {
            Assert.Contains(rule.Policy, policies);
            Assert.Contains(rule.RuleType, types);
            Assert.Matches(rule.RuleType switch { "BINARY" => "^[0-9a-f]{64}$", "TEAMID" => "^[0-9A-Z]{10}$", _ => "^([0-9A-Z]{10}|platform):." }, rule.Identifier);
        }
    }

    [Fact]
    public void Ban_IsNotUndoneByAPermissionThatRanksHigher()
    {
        var rules = Of(
            Tool("tool", "Tool", "semver", [$"macos-signing-id:{SigningId}", $"sha256:{Sha256('9')}"], ["1.0.0", "2.0.0"], [new("1.0.0", "macos-arm64", null, Sha256('1')), new("2.0.0", "macos-arm64", null, Sha256('2'))]),
            Decision(1, "tool", "vers:semver/*", ("2026-07-01", Disposition.Banned)),
            Decision(2, "tool", "vers:semver/2.0.0", ("2026-07-01", Disposition.Approved)));
        Assert.DoesNotContain(rules, r => r.Policy == "ALLOWLIST");
        Assert.Contains(rules, r => r is { Identifier: SigningId, Policy: "BLOCKLIST" });
    }

    [Fact]
    public void Release_ThatIsPermitted_RunsThoughOthersAreBlockedByTheSigningId()
    {
        var rules = Of(
            Tool("tool", "Tool", "semver", [$"macos-signing-id:{SigningId}"], ["1.0.0", "2.0.0"], [new("2.0.0", "macos-arm64", null, Sha256('2'))]),
            Decision(1, "tool", "vers:semver/<2.0.0", ("2026-07-01", Disposition.Banned)),
            Decision(2, "tool", "vers:semver/2.0.0", ("2026-07-01", Disposition.Approved)));
        Assert.Contains(rules, r => r is { Identifier: SigningId, Policy: "BLOCKLIST" });
        Assert.Contains(rules, r => r.Identifier == Sha256('2') && r.Policy == "ALLOWLIST");
    }

    [Fact]
    public void GoodToolOfABannedPublisher_IsLetThroughByItsSigningId()
    {
        var export = Export(
            new PolicyFactSet(
                [Tool("suite", "Suite", "semver", [$"macos-team-id:{TeamId}"]), Tool("good", "Good", "semver", [$"macos-signing-id:{SigningId}", $"macos-team-id:{TeamId}"])],
                [
                    Decision(1, "suite", "vers:semver/*", ("2026-07-01", Disposition.Banned)) with { Identifiers = [Identifier($"macos-team-id:{TeamId}")] },
                    Decision(2, "good", "vers:semver/*", ("2026-07-01", Disposition.Approved)) with { Identifiers = [Identifier($"macos-team-id:{TeamId}")] },
                ],
                []),
            Day("2026-07-10"),
            TakesAll with { DeniesUnknown = true });
        Assert.Equal([("TEAMID", "BLOCKLIST"), ("SIGNINGID", "ALLOWLIST")], SantaRules.Of(export).Select(r => (r.RuleType, r.Policy)));
    }

    [Fact]
    public void FilesForOtherSystems_AreNotTakenForAllThereAre()
    {
        var tool = Tool("tool", "Tool", "semver", [$"macos-signing-id:{SigningId}"], ["1.0.0"], [new("1.0.0", "windows-x64", "tool.exe", Sha256('1'))]);
        var export = Export(new PolicyFactSet([tool], [Decision(1, "tool", "vers:semver/1.0.0", ("2026-07-01", Disposition.Banned))], []), Day("2026-07-10"));
        Assert.Equal(Fidelity.Broader, new SantaProfileTarget().Judge(export, export.Rules.Single()).Fidelity);
        Assert.Equal([SigningId], SantaRules.Of(export).Select(r => r.Identifier));
    }

    [Fact]
    public void Message_IsWellFormedHtml()
    {
        foreach (var rule in SantaRules.Of(RichRegister.Export(RichRegister.After)))
            Assert.NotNull(System.Xml.Linq.XElement.Parse($"<body>{rule.CustomMsg}</body>"));
    }

    [Fact]
    public void HighRisk_IsLetThroughInAllowlistMode_AndSaidToBeUnwatched()
    {
        var tool = Tool("tool", "Tool", "semver", [$"macos-signing-id:{SigningId}"]);
        var facts = new PolicyFactSet([tool], [Decision(1, "tool", "vers:semver/*", ("2026-07-01", Disposition.HighRisk))], []);
        var export = Export(facts, Day("2026-07-10"), TakesAll with { IncludesHighRisk = true, DeniesUnknown = true });
        Assert.Equal("ALLOWLIST", SantaRules.Of(export).Single().Policy);
        Assert.Equal(Fidelity.Narrower, new SantaProfileTarget().Judge(export, export.Rules.Single()).Fidelity);
        Assert.Empty(SantaRules.Of(Export(facts, Day("2026-07-10"), TakesAll with { IncludesHighRisk = true })));
    }

    private static SantaRule[] Of(ToolFact tool, params DecisionFact[] decisions) =>
        [.. SantaRules.Of(Export(new PolicyFactSet([tool], decisions, []), Day("2026-07-10"), TakesAll with { DeniesUnknown = true }))];

    private static string Block(string proto, string head)
    {
        var start = proto.IndexOf($"\n{head} {{", StringComparison.Ordinal);
        return Comment().Replace(proto[start..proto.IndexOf("\n}", start, StringComparison.Ordinal)], "");
    }

    [GeneratedRegex(@"//.*", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\s*\w+ (?<name>\w+) = \d+", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Field();

    [GeneratedRegex(@"^\s*(?<name>[A-Z_]+) = \d+;", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Value();
}
