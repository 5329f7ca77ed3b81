using System.Xml.Linq;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Exports.Tests.Given;
using ToolRegistry.Exports.Windows;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests.Windows;

public sealed class AppControlTargetTests
{
    private const string Namespace = "urn:schemas-microsoft-com:sipolicy";
    private static readonly AppControlTarget Target = new();

    [Fact]
    public void RichRegister_IsWrittenAsApproved() => Approved.Holds(Target);

    [Fact]
    public void Policy_SaysWhatWasDecided() => ExportLaw.Holds(
        Target,
        ["file-name:one.exe", "file-name:t*.exe", "windows-publisher:O=ONE|PRODUCT|P.EXE", "windows-publisher:O=ONE|SUITE", "windows-publisher:O=ONE", $"authenticode-sha256:{Sha256('a')}"],
        (file, _) => new Policy(file));

    [Theory]
    [InlineData("wdac/cipolicy.hotcakex.xsd")]
    [InlineData("wdac/cipolicy.wdac-toolkit.xsd")]
    public void Policy_FitsTheSchema(string schema)
    {
        foreach (var at in new[] { RichRegister.Before, RichRegister.After })
            Schemas.Validate(Read(RichRegister.Export(at)), Namespace, schema);
    }

    [Fact]
    public void References_NameRulesThatThereAre_AndEachRuleIsReferredTo()
    {
        var policy = Read(RichRegister.Export(RichRegister.After));
        var rules = Names(policy, "FileRules", "ID");
        Assert.Equal(rules.Order(StringComparer.Ordinal), Names(policy, "SigningScenarios", "RuleID").Order(StringComparer.Ordinal));
        Assert.Equal(rules.Count, rules.Distinct(StringComparer.Ordinal).Count());
        Assert.All(rules, id => Assert.Matches("^ID_(ALLOW|DENY)_[A-Z][_A-Z0-9]*$", id));
    }

    [Fact]
    public void Deny_WithALoneMinimumOrMaximum_IsNeverWritten_AndItsPartsAreShorts()
    {
        foreach (var deny in Read(RichRegister.Export(RichRegister.After)).Descendants(XName.Get("Deny", Namespace)))
        {
            Assert.Equal(deny.Attribute("MinimumFileVersion") is null, deny.Attribute("MaximumFileVersion") is null);
            Assert.Equal(deny.Attribute("FileName") is null && deny.Attribute("ProductName") is null, deny.Attribute("MinimumFileVersion") is null);
            foreach (var version in deny.Attributes().Where(a => a.Name.LocalName.EndsWith("FileVersion", StringComparison.Ordinal)))
                Assert.Equal(4, version.Value.Split('.').Select(ushort.Parse).Count());
        }
    }

    [Fact]
    public void Range_IsInFileVersions()
    {
        var deny = Assert.Single(Denials("file-name:agent.exe", "semver", "vers:semver/>=2.1.91|<2.1.197"));
        Assert.Equal(("agent.exe", "2.1.91.0", "2.1.196.65535"), (deny.Attribute("FileName")!.Value, deny.Attribute("MinimumFileVersion")!.Value, deny.Attribute("MaximumFileVersion")!.Value));
    }

    [Fact]
    public void Range_OfAnotherScheme_BlocksAllVersions_AndSaysSo()
    {
        Assert.Equal(["agent.exe", @"*\agent.exe"], Denials("file-name:agent.exe", "pypi", "vers:pypi/>=1.0").Select(d => (d.Attribute("FileName") ?? d.Attribute("FilePath"))!.Value));
        Assert.Equal(Fidelity.Broader, Judge("file-name:agent.exe", "pypi", "vers:pypi/>=1.0").Fidelity);
    }

    [Theory]
    [InlineData("file-name:*")]
    [InlineData("file-name:*.exe")]
    [InlineData("file-name:to?l.exe")]
    [InlineData("windows-publisher:O=ACME")]
    [InlineData("windows-publisher:O=ACME|*")]
    [InlineData("windows-publisher:O=ACME|*|*")]
    [InlineData("windows-publisher:*|*|*.exe")]
    public void WhatWouldBlockOthers_IsNotWritten(string identifier)
    {
        Assert.Empty(Denials(identifier, "semver", "vers:semver/*"));
        Assert.Equal(Fidelity.NotExpressible, Judge(identifier, "semver", "vers:semver/*").Fidelity);
    }

    [Theory]
    [InlineData("file-name:tool.exe.")]
    [InlineData("file-name:tool.exe::$DATA")]
    public void FileName_IsAsWindowsOpensIt(string identifier) =>
        Assert.Equal("tool.exe", Denials(identifier, "semver", "vers:semver/*")[0].Attribute("FileName")!.Value);

    [Fact]
    public void Publisher_ThatCantBeSaid_BesideAFileThatCan_IsNarrower()
    {
        var export = Export(Register(["file-name:agent.exe", "windows-publisher:O=ACME"], "semver", "vers:semver/*"), Day("2026-07-11"));
        Assert.Equal(Fidelity.Narrower, Target.Judge(export, export.Restrictions.Single()).Fidelity);
    }

    [Fact]
    public void Names_ComeBackAsTheyAre_ButForWhatXmlCantHold()
    {
        var hostile = $"Odd \uFFFF {RichRegister.Hostile[..60]}";
        var facts = new PolicyFactSet([Tool("odd", hostile, "semver", ["file-name:odd ' & 100%.exe"])], [Decision(1, "odd", "vers:semver/*", ("2026-07-10", Disposition.Banned))], []);
        // A path with % would begin a macro.
        var deny = Assert.Single(Read(Export(facts, Day("2026-07-11"))).Descendants(XName.Get("Deny", Namespace)));
        Assert.Equal(("odd ' & 100%.exe", $"TR-1: {hostile.Replace('\uFFFF', '\uFFFD')}"), (deny.Attribute("FileName")!.Value, deny.Attribute("FriendlyName")!.Value));
    }

    [Fact]
    public void Version_GrowsAtABanDate_ThoughNoRevisionDoes()
    {
        Assert.True(VersionAt(RichRegister.Before) < VersionAt(RichRegister.After));
        Assert.Equal(VersionAt(RichRegister.After), VersionAt(RichRegister.After.AddDays(1)));
    }

    private static Version VersionAt(DateTimeOffset at) => Version.Parse(Read(RichRegister.Export(at)).Root!.Element(XName.Get("VersionEx", Namespace))!.Value);

    private static Finding Judge(string identifier, string scheme, string range)
    {
        var export = Export(Register([identifier], scheme, range), Day("2026-07-11"));
        return Target.Judge(export, export.Restrictions.Single());
    }

    private static XElement[] Denials(string identifier, string scheme, string range) =>
        [.. Read(Export(Register([identifier], scheme, range), Day("2026-07-11"))).Descendants(XName.Get("Deny", Namespace))];

    private static PolicyFactSet Register(string[] identifiers, string scheme, string range) =>
        new([Tool("agent", "Agent", scheme, identifiers)], [Decision(1, "agent", range, ("2026-07-10", Disposition.Banned)) with { Identifiers = [.. identifiers.Select(Identifier).Where(i => i.Kind.MayBeShared())] }], []);

    private static XDocument Read(Export export) => XDocument.Parse(Approved.Text(Target, export));

    private static List<string> Names(XDocument policy, string section, string attribute) =>
        [.. policy.Root!.Element(XName.Get(section, Namespace))!.Descendants().Attributes(attribute).Select(a => a.Value).Where(v => !v.StartsWith("ID_SIGNINGSCENARIO_", StringComparison.Ordinal))];

    /// <summary>
    /// Windows: what a rule denies to which scenario 12 refers, then what one allows; else nothing runs. On a rule that denies, a lone
    /// minimum is the highest and a lone maximum the lowest version.
    /// </summary>
    private sealed class Policy(byte[] file) : IConsumer
    {
        private readonly XElement[] rules = Rules(XDocument.Load(new MemoryStream(file)));

        public bool Blocks(Subject subject, string? version)
        {
            var (kind, value) = (subject.Text[..subject.Text.IndexOf(':', StringComparison.Ordinal)], subject.Text[(subject.Text.IndexOf(':', StringComparison.Ordinal) + 1)..].ToUpperInvariant().Split('|'));
            var (name, product, hash) = kind switch
            {
                "windows-publisher" => (value.ElementAtOrDefault(2) ?? "ANY.EXE", value.ElementAtOrDefault(1) ?? "ANY", ""),
                "file-name" => (value[0], "OTHER", ""),
                _ => ("", "", value[0]),
            };
            bool Matches(XElement rule) =>
                rule.Attribute("FileName") is { } fileName ? Same(fileName, name) || fileName.Value == "*"
                : rule.Attribute("ProductName") is { } productName ? Same(productName, product)
                : rule.Attribute("FilePath") is { } path ? Same(path, $@"*\{name}")
                : Same(rule.Attribute("Hash")!, hash);
            return Array.Exists(rules, r => r.Name.LocalName == "Deny" && Matches(r) && IsInside(r, version)) || !Array.Exists(rules, r => r.Name.LocalName == "Allow" && Matches(r));
        }

        private static XElement[] Rules(XDocument policy)
        {
            var scenario = policy.Descendants(XName.Get("SigningScenario", Namespace)).Single(s => s.Attribute("Value")!.Value == "12");
            var referred = scenario.Descendants().Attributes("RuleID").Select(a => a.Value).ToHashSet(StringComparer.Ordinal);
            return [.. policy.Descendants(XName.Get("FileRules", Namespace)).Elements().Where(r => referred.Contains(r.Attribute("ID")!.Value))];
        }

        private static bool Same(XAttribute attribute, string value) => string.Equals(attribute.Value, value, StringComparison.OrdinalIgnoreCase);

        private static bool IsInside(XElement rule, string? version)
        {
            Version? minimum = Parse("MinimumFileVersion"), maximum = Parse("MaximumFileVersion");
            if (minimum is null || maximum is null)
                (minimum, maximum) = (maximum, minimum);
            // Of a file without a known version, only that it may have any.
            return version is null
                ? (minimum ?? new Version(0, 0, 0, 0)) == new Version(0, 0, 0, 0) && (maximum is null || maximum.Major == 65_535)
                : (minimum is null || Version.Parse($"{version}.0") >= minimum) && (maximum is null || Version.Parse($"{version}.0") <= maximum);
            Version? Parse(string name) => rule.Attribute(name) is { } attribute ? Version.Parse(attribute.Value) : null;
        }
    }
}
