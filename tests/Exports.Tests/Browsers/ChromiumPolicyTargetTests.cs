using System.Text.Json.Nodes;
using CsCheck;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Exports.Browsers;
using ToolRegistry.Exports.Tests.Given;
using ToolRegistry.Tests;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests.Browsers;

public sealed class ChromiumPolicyTargetTests
{
    private const string Id = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private static readonly ChromiumPolicyTarget Target = ChromiumPolicyTarget.Chromium;

    [Fact]
    public void RichRegister_IsWrittenAsApproved() => Approved.Holds(Target);

    [Fact]
    public void Policy_SaysWhatWasDecided() =>
        ExportLaw.Holds(
            Target,
            [$"pkg:chrome-extension/{Id}", "pkg:chrome-extension/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "domain:one.example", "domain:two.example", "domain:sub.one.example"],
            (file, _) => new Browser(Read(file)),
            deniesUnknown: subject => !subject.Text.StartsWith("domain:", StringComparison.Ordinal));

    [Fact]
    public void Policy_IsTheSameForAllBrowsersOfTheFamily()
    {
        var export = RichRegister.Export(RichRegister.After, denyUnknown: true);
        Assert.Equal(Approved.Text(Target, export), Approved.Text(ChromiumPolicyTarget.Chrome, export));
        Assert.Equal(Approved.Text(Target, export), Approved.Text(ChromiumPolicyTarget.Edge, export));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ExtensionSettings_AreAsThePublishedSchemaSays(bool denyUnknown)
    {
        var schema = JsonNode.Parse(File.ReadAllText(SharedFolder.Require("schemas/chrome/ExtensionSettings.schema.json")))!;
        foreach (var at in new[] { RichRegister.Before, RichRegister.After })
            Assert.Empty(ExtensionSettingsSchema.Problems(schema, Read(Approved.Bytes(Target, RichRegister.Export(at, denyUnknown: denyUnknown)))["ExtensionSettings"]!));
        Assert.NotEmpty(ExtensionSettingsSchema.Problems(schema, JsonNode.Parse("""{"q":{"installation_mode":"removed"}}""")!));
        Assert.NotEmpty(ExtensionSettingsSchema.Problems(schema, JsonNode.Parse($$$"""{"{{{Id}}}":{"installation_mode":"banned"}}""")!));
    }

    [Theory]
    [InlineData("vers:generic/<2.0.0", "2.0.0")]
    [InlineData("vers:generic/<=1.5", "1.5.0.1")]
    [InlineData("vers:generic/<1.0 vers:generic/>=1.0|<2.0", "2.0")]
    [InlineData("vers:nuget/<2.0.0", "2.0.0")]
    [InlineData("vers:semver/<2.0.0", "2.0.0")]
    public void Ban_OfAllBelowAVersion_AsksForThatVersion(string ranges, string minimum)
    {
        var (entry, finding) = EntryOf(ranges);
        Assert.Equal((minimum, null), (entry["minimum_version_required"]!.GetValue<string>(), entry["installation_mode"]));
        Assert.Equal(Finding.Exact, finding);
    }

    [Theory]
    [InlineData("vers:generic/>=1.0.0|<2.0.0")]
    [InlineData("vers:generic/>=2.0.0")]
    [InlineData("vers:generic/>=0|<2.0.0")]
    [InlineData("vers:generic/!=2.0.0")]
    [InlineData("vers:generic/<2.0.0-beta")] // Chromium knows numbers only
    [InlineData("vers:generic/<99999999999.0")] // more than Chromium reads
    [InlineData("vers:generic/<1.2.3.4.5")] // more than an extension has
    [InlineData("vers:generic/<01.2")]
    [InlineData("vers:deb/<2.0.0")] // where 2.0 is below 2.0.0
    [InlineData("vers:generic/<2.0.0 vers:semver/<3.0.0")]
    public void Ban_OfOtherVersions_RemovesAll(string ranges)
    {
        var (entry, finding) = EntryOf(ranges);
        Assert.Equal(("removed", null), (entry["installation_mode"]!.GetValue<string>(), entry["minimum_version_required"]));
        Assert.Equal(Domain.Fidelity.Broader, finding.Fidelity);
    }

    [Fact]
    public void Ban_InASchemeThatCantReadAReleaseOnRecord_RemovesAll() =>
        Assert.Equal("removed", EntryOf("vers:semver/<2.0.0", "1.5", "2.0.0").Entry["installation_mode"]!.GetValue<string>());

    [Fact]
    public void Minimum_ComparesAsTheDecisionDoes()
    {
        var versions = Gen.Int[0, 3].Array[1, 4].Select(numbers => string.Join('.', numbers));
        Gen.Select(versions, versions, Gen.OneOf(["generic", "nuget", "pypi", "maven", "gem"]), Gen.Bool).Sample((bound, version, scheme, orEqual) =>
        {
            var (entry, _) = EntryOf($"vers:{scheme}/{(orEqual ? "<=" : "<")}{bound}");
            var rule = Export([Decision(1, "tool", $"vers:{scheme}/{(orEqual ? "<=" : "<")}{bound}", ("2026-07-10", Disposition.Banned))]).Restrictions.Single();
            if (entry["minimum_version_required"] is { } minimum)
                Assert.Equal(rule.Holds(version), Browser.Compare(version, minimum.GetValue<string>()) < 0);
        });
    }

    [Fact]
    public void Extension_OfSeveralDecisions_HasOneEntryWithTheStrictest()
    {
        static DecisionFact Ban(int number, string ranges) => Decision(number, "tool", ranges, ("2026-07-10", Disposition.Banned));
        var policy = Approved.Text(Target, Export([Ban(1, "vers:generic/<2.10"), Ban(2, "vers:generic/<3.0"), Ban(3, "vers:generic/<2.9")]));
        Assert.Single(policy.Split(Id).Skip(1));
        Assert.Contains("\"minimum_version_required\": \"3.0\"", policy, StringComparison.Ordinal);
        Assert.Contains("TR-2", policy, StringComparison.Ordinal);
        policy = Approved.Text(Target, Export([Ban(1, "vers:generic/<2.10"), Ban(2, "vers:generic/*"), Ban(3, "vers:generic/<4.0")]));
        Assert.Contains("\"removed\"", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("minimum_version_required", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Domains_BeyondWhatBrowsersRead_AreRefusedNotDropped()
    {
        static Export Of(int count) => Facts.Export(Bans(count, i => [$"domain:d{i}.example"]), RichRegister.After);
        Assert.Equal(1_000, Read(Approved.Bytes(Target, Of(1_000)))["URLBlocklist"]!.AsArray().Count);
        Assert.Equal("export.too-large", Assert.Throws<Domain.DomainException>(() => Approved.Bytes(Target, Of(1_001))).Code);
    }

    private static (JsonNode Entry, Finding Finding) EntryOf(string ranges, params string[] releases)
    {
        var export = Export([Decision(1, "tool", ranges, ("2026-07-10", Disposition.Banned))], releases);
        return (Read(Approved.Bytes(Target, export))["ExtensionSettings"]![Id]!, Target.Judge(export, export.Restrictions.Single()));
    }

    private static Export Export(DecisionFact[] decisions, params string[] releases) =>
        Facts.Export(new PolicyFactSet([Tool("tool", "Tool", "generic", [$"pkg:chrome-extension/{Id}"], releases)], decisions, []), RichRegister.After);

    private static JsonNode Read(byte[] file) => JsonNode.Parse(file, documentOptions: new() { AllowDuplicateProperties = false })!;

    /// <summary>The browser, at its most lenient: an entry of an extension takes over nothing of what * says; a host stands for all below it.</summary>
    internal sealed class Browser(JsonNode policy) : IConsumer
    {
        private readonly HashSet<string> hosts = [.. policy["URLBlocklist"]!.AsArray().Select(h => h!.GetValue<string>())];

        public bool Blocks(Subject subject, string? version)
        {
            if (subject.Text.StartsWith("domain:", StringComparison.Ordinal))
                return HostAndParents(subject.Text["domain:".Length..]).Any(hosts.Contains);
            var settings = policy["ExtensionSettings"]!;
            var entry = settings[subject.Text[(subject.Text.LastIndexOf('/') + 1)..]] ?? settings["*"];
            if (entry?["installation_mode"]?.GetValue<string>() is "removed" or "blocked")
                return true;
            return version is not null && entry?["minimum_version_required"]?.GetValue<string>() is { } minimum && Compare(version, minimum) < 0;
        }

        internal static int Compare(string a, string b)
        {
            var (left, right) = (a.Split('.'), b.Split('.'));
            for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
            {
                var order = Number(left, i).CompareTo(Number(right, i));
                if (order != 0)
                    return order;
            }

            return 0;
        }

        private static uint Number(string[] version, int at) => at < version.Length ? uint.Parse(version[at], System.Globalization.CultureInfo.InvariantCulture) : 0;

        private static IEnumerable<string> HostAndParents(string host)
        {
            yield return host;
            for (var dot = host.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = host.IndexOf('.', dot + 1))
                yield return host[(dot + 1)..];
        }
    }
}
