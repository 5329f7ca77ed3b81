using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Exports.Tests.Given;
using ToolRegistry.Exports.Windows;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests.Windows;

/// <summary>AppLocker's rules as a policy, as a collection for device management, and as that goes to Intune.</summary>
public sealed class AppLockerTargetTests
{
    private static readonly AppLockerTarget Target = new();
    private static readonly AppLockerCspTarget Csp = new();
    private static readonly IntuneWindowsTarget Intune = new();

    [Fact]
    public void RichRegister_IsWrittenAsApproved()
    {
        Approved.Holds(Target);
        Approved.Holds(Csp);
        Approved.Holds(Intune);
    }

    [Fact]
    public void Policy_SaysWhatWasDecided() => ExportLaw.Holds(
        Target,
        ["file-name:one.exe", "file-name:100%.exe", "windows-publisher:O=ONE|PRODUCT|P.EXE", "windows-publisher:O=TWO, C=DE", "windows-publisher:CN=Two", $"authenticode-sha256:{Sha256('a')}"],
        (file, _) => new Policy(XDocument.Load(new MemoryStream(file))));

    [Theory]
    [InlineData("applocker/AppLocker.wdac-toolkit.xsd")]
    [InlineData("applocker/AppIdPolicy.hotcakex.xsd")]
    public void Policies_FitTheSchema(string schema)
    {
        foreach (var at in new[] { RichRegister.Before, RichRegister.After })
        {
            Schemas.Validate(XDocument.Parse(Approved.Text(Target, RichRegister.Export(at))), "", schema);
            var collection = XElement.Parse(Approved.Text(Csp, RichRegister.Export(at)));
            Schemas.Validate(new XDocument(new XElement("AppLockerPolicy", new XAttribute("Version", "1"), collection)), "", schema);
        }
    }

    [Fact]
    public void Intune_CarriesTheCollection()
    {
        using var json = JsonDocument.Parse(Approved.Bytes(Intune, RichRegister.Export(RichRegister.After)));
        var setting = Assert.Single(json.RootElement.GetProperty("omaSettings").EnumerateArray());
        Assert.Equal(Approved.Text(Csp, RichRegister.Export(RichRegister.After)), Encoding.UTF8.GetString(setting.GetProperty("value").GetBytesFromBase64()));
        Assert.Matches("^\\./Vendor/MSFT/AppLocker/ApplicationLaunchRestrictions/[0-9a-f-]{36}/EXE/Policy$", setting.GetProperty("omaUri").GetString());
    }

    [Fact]
    public void Range_IsInFileVersions_AndOpenWhereItIs()
    {
        Assert.Equal([("2.1.91.0", "2.1.196.65535"), ("3.0.0.0", "*")], VersionsOf("vers:semver/>=2.1.91|<2.1.197|>=3.0.0"));
        Assert.Equal([("*", "*")], VersionsOf("vers:semver/*"));
    }

    [Theory]
    [InlineData("O=ACME,L=Berlin,ST=Berlin,C=DE", "O=ACME, L=BERLIN, S=BERLIN, C=DE", Fidelity.Exact)]
    [InlineData("O=\"Acme, Inc.\" , C = US", "O=\"ACME, INC.\", C=US", Fidelity.Exact)]
    [InlineData("O=Acme\\, Inc., C=US", "O=ACME\\, INC., C=US", Fidelity.Exact)]
    [InlineData("CN=Tool, O=Acme, C=US", "O=ACME, C=US", Fidelity.Broader)]
    public void Publisher_IsAsAppLockerWritesIt(string subject, string written, Fidelity fidelity)
    {
        var (document, finding) = Write($"windows-publisher:{subject}", "vers:semver/*");
        var condition = Assert.Single(document.Descendants("FilePublisherCondition"));
        Assert.Equal((written, "*", "*", fidelity), (condition.Attribute("PublisherName")!.Value, condition.Attribute("ProductName")!.Value, condition.Attribute("BinaryName")!.Value, finding.Fidelity));
    }

    [Theory]
    [InlineData("windows-publisher:*")]
    [InlineData("windows-publisher:CN=Tool")]
    [InlineData("windows-publisher:O=ACME|TOOL|TOOL.DLL")]
    [InlineData("file-name:*")]
    [InlineData("file-name:a?.exe")]
    [InlineData("file-name:%OSDRIVE%")]
    [InlineData("file-name:tool.PS1")]
    public void WhatWouldBlockOthersOrNothing_IsNotWritten(string identifier)
    {
        var (document, finding) = Write(identifier, "vers:semver/*");
        Assert.Single(document.Descendants("Conditions"));
        Assert.Equal(Fidelity.NotExpressible, finding.Fidelity);
    }

    [Fact]
    public void Identifier_WithVersionsOfItsOwn_IsNotDeniedByARangeOfOthers()
    {
        var (document, finding) = Write("file-name:tool.exe!", "vers:semver/<2.0.0");
        Assert.Single(document.Descendants("Conditions"));
        Assert.Equal(Fidelity.NotExpressible, finding.Fidelity);
        Assert.Contains("versions of its own", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Wildcard_OfAProduct_IsSaidToBeBroader() => Assert.Equal(Fidelity.Broader, Write("windows-publisher:O=ACME|*|TOOL.EXE", "vers:semver/*").Finding.Fidelity);

    [Fact]
    public void Ids_AreTheSameForTheSameRule_AndOthersForOthers()
    {
        var (before, after) = (Ids(RichRegister.Export(RichRegister.Before)), Ids(RichRegister.Export(RichRegister.After)));
        Assert.Empty(before.Except(after, StringComparer.Ordinal));
        Assert.Equal(after.Length, after.Distinct(StringComparer.Ordinal).Count());
        static string[] Ids(Export export) => [.. XDocument.Parse(Approved.Text(Target, export)).Descendants().Attributes("Id").Select(a => a.Value)];
    }

    [Fact]
    public void Texts_ComeBackAsTheyAre()
    {
        var facts = new PolicyFactSet([Tool("odd", RichRegister.Hostile[..60], "semver", ["file-name:o'dd & \u00E9.exe"])], [Decision(1, "odd", "vers:semver/*", ("2026-07-10", Disposition.Banned))], []);
        var export = Export(facts, Day("2026-07-11"));
        var rule = XDocument.Parse(Approved.Text(Target, export)).Descendants("FilePathRule").Last();
        Assert.Equal(($"TR-1: {RichRegister.Hostile[..60]}", export.Restrictions.Single().Message, @"*\o'dd & é.exe"), (rule.Attribute("Name")!.Value, rule.Attribute("Description")!.Value, rule.Descendants("FilePathCondition").Single().Attribute("Path")!.Value));
    }

    private static (string, string)[] VersionsOf(string range) =>
        [.. Write("windows-publisher:O=ACME|TOOL|TOOL.EXE", range).Document.Descendants("BinaryVersionRange").Select(v => (v.Attribute("LowSection")!.Value, v.Attribute("HighSection")!.Value))];

    private static (XDocument Document, Finding Finding) Write(string identifier, string range)
    {
        var facts = new PolicyFactSet([Tool("tool", "Tool", "semver", [identifier])], [Decision(1, "tool", range, ("2026-07-10", Disposition.Banned)) with { Identifiers = [.. new[] { Identifier(identifier.TrimEnd('!')) }.Where(i => i.Kind.MayBeShared())] }], []);
        var export = Export(facts, Day("2026-07-11"));
        return (XDocument.Parse(Approved.Text(Target, export)), Target.Judge(export, export.Restrictions.Single()));
    }

    /// <summary>Windows: what a rule denies, then what one allows; else nothing runs.</summary>
    private sealed class Policy(XDocument policy) : IConsumer
    {
        public bool Blocks(Subject subject, string? version)
        {
            var at = subject.Text.IndexOf(':', StringComparison.Ordinal);
            var (kind, value) = (subject.Text[..at], subject.Text[(at + 1)..].ToUpperInvariant());
            var publisher = kind == "windows-publisher" ? value.Split('|') : [];
            bool Matches(XElement condition) => condition.Name.LocalName switch
            {
                "FilePathCondition" => condition.Attribute("Path")!.Value is var path && (path == "*" || kind == "file-name" && path.Equals($@"*\{value}", StringComparison.OrdinalIgnoreCase)),
                "FileHashCondition" => kind == "authenticode-sha256" && condition.Element("FileHash")!.Attribute("Data")!.Value.Equals($"0x{value}", StringComparison.OrdinalIgnoreCase),
                _ => publisher.Length > 0 && IsOrAny(condition, "PublisherName", publisher[0]) && IsOrAny(condition, "ProductName", publisher.ElementAtOrDefault(1) ?? "ANY") && IsOrAny(condition, "BinaryName", publisher.ElementAtOrDefault(2) ?? "ANY") && IsInside(condition.Element("BinaryVersionRange")!, version),
            };
            bool Any(string action) => policy.Descendants("RuleCollection").Elements().Any(r => r.Attribute("Action")!.Value == action && Matches(r.Element("Conditions")!.Elements().Single()));
            return Any("Deny") || !Any("Allow");
        }

        private static bool IsOrAny(XElement condition, string attribute, string value) => condition.Attribute(attribute)!.Value is var said && (said == "*" || said == value);

        private static bool IsInside(XElement range, string? version)
        {
            var (low, high) = (range.Attribute("LowSection")!.Value, range.Attribute("HighSection")!.Value);
            return version is null
                ? low == "*" && high == "*"
                : (low == "*" || Version.Parse($"{version}.0") >= Version.Parse(low)) && (high == "*" || Version.Parse($"{version}.0") <= Version.Parse(high));
        }
    }
}
