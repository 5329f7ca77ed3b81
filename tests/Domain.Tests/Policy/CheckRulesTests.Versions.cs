using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Versions;
using static ToolRegistry.Domain.Decisions.Disposition;

namespace ToolRegistry.Domain.Tests.Policy;

/// <summary>3. Versions.</summary>
public partial class CheckRulesTests
{
    private const string Extension = "pkg:vscode-extension/vendor/claude";

    [Theory]
    [InlineData("pkg:npm/claude", "npm")]
    [InlineData("pkg:nuget/claude", "nuget")]
    [InlineData("pkg:deb/debian/claude", "deb")]
    [InlineData("pkg:vscode-extension/vendor/claude", "semver")]
    [InlineData("pkg:chrome-extension/aaaabbbbccccddddeeeeffffgggghhhh", "generic")]
    [InlineData("pkg:cargo/claude", "cargo")]
    [InlineData("pkg:pypi/claude", "pypi")]
    [InlineData("pkg:brew/claude", "generic")]
    public void Check_APurl_IsComparedInTheSchemeOfItsType(string purl, string scheme)
    {
        foreach (var other in VersionScheme.Names.Except(["datetime"], StringComparer.Ordinal))
        {
            var register = new Register().Tool("claude", "npm", purl).Decide(1, "claude", $"vers:{other}/<2.0.0", (1, Banned));
            Assert.Equal(other == scheme ? Outcome.Banned : Outcome.Unknown, register.Check(purl, "1.0.0").Outcome);
        }
    }

    [Theory]
    [InlineData("nuget", "4.20", Outcome.Banned)]
    [InlineData("semver", "4.20.0", Outcome.Banned)]
    [InlineData("generic", "v4.20", Outcome.Banned)]
    [InlineData("generic", "4.21", Outcome.Unknown)]
    public void Check_AnotherIdentifier_IsComparedInTheToolsScheme(string scheme, string version, Outcome expected) => Assert.Equal(
        expected,
        new Register().Tool("claude", scheme, "file-name:claude.exe").Decide(1, "claude", $"vers:{scheme}/4.20.0", (1, Banned)).Check("file-name:claude.exe", version).Outcome);

    [Fact]
    public void Check_ASlug_IsComparedInEachRangesOwnScheme()
    {
        var register = new Register().Tool("claude", "generic").Decide(1, "claude", "vers:npm/<2.0.0", (1, HighRisk)).Decide(2, "claude", "vers:deb/>=2:1", (1, Banned));
        Assert.Equal(Outcome.HighRisk, register.Check("claude", "1.0.0").Outcome);
        Assert.Equal([2], register.Check("claude", "2:1").Decisions.Where(d => d.Disposition == Banned).Select(d => d.Decision.Number));
    }

    [Theory]
    [InlineData(false, Outcome.Unknown)]
    [InlineData(true, Outcome.Banned)]
    public void Check_OtherScheme_IsComparedOnlyOnOneVersionLine(bool oneVersionLine, Outcome expected)
    {
        var register = new Register().Tool("claude", "generic", oneVersionLine, [], Npm, "domain:claude.ai").Decide(1, "claude", "vers:semver/<2.0.0", (1, Banned));
        Assert.Equal(expected, register.Check(Npm + "@1.0.0").Outcome);
        Assert.Equal(expected, register.Check("domain:claude.ai", "1.0.0").Outcome);
    }

    [Fact]
    public void Check_WhatIsNotCompared_IsSaid() => Assert.Equal(
        ["TR-1 names versions that are not compared with those of this subject."],
        new Register().Tool("claude", "generic", Npm).Decide(1, "claude", "vers:semver/<2.0.0", (1, Banned)).Check(Npm + "@1.0.0").Notes);

    [Theory]
    [InlineData("vers:npm/*", Outcome.Banned)]
    [InlineData("vers:npm/<2.0.0", Outcome.Unknown)]
    [InlineData("vers:semver/<2.0.0", Outcome.Unknown)]
    [InlineData("vers:semver/>=0.0.0-0", Outcome.Unknown)]
    public void Check_OwnVersionLine_MatchesOnlyStar(string range, Outcome expected)
    {
        var register = new Register().Tool("claude", "npm", oneVersionLine: true, [], Npm, Extension + "!").Decide(1, "claude", range, (1, Banned));
        Assert.Equal(expected, register.Check(Extension, "1.0.0").Outcome);
        Assert.Equal(expected, register.Check(Extension).Outcome);
        Assert.Equal(Outcome.Banned, register.Check(Npm, "1.0.0").Outcome);
    }

    [Theory]
    [InlineData("1.0.0")]
    [InlineData("not a version")]
    [InlineData(null)]
    public void Check_Star_ContainsEveryVersionOfEveryScheme(string? version)
    {
        foreach (var disposition in new[] { Approved, Constrained, HighRisk, Banned })
        {
            var verdict = new Register().Tool("claude", "generic", Npm, Extension).Decide(1, "claude", "vers:deb/*", (1, disposition)).Check(Extension, version);
            Assert.Equal(disposition.ToString(), verdict.Outcome.ToString());
            Assert.Empty(verdict.Notes);
        }
    }

    [Theory]
    [InlineData("2.1.91-beta.1", Outcome.Unknown)]
    [InlineData("2.1.91", Outcome.Banned)]
    [InlineData("2.1.100-rc.1", Outcome.Banned)]
    [InlineData("2.1.197-beta.1", Outcome.Banned)]
    [InlineData("2.1.197", Outcome.Unknown)]
    public void Check_APrerelease_IsInsideWhenItSortsInside(string version, Outcome expected) =>
        Assert.Equal(expected, new Register().Tool("claude", "npm", Npm).Decide(1, "claude", "vers:npm/>=2.1.91|<2.1.197", (1, Banned)).Check(Npm, version).Outcome);

    [Fact]
    public void Check_UnreadableVersion_IsInsideABannedRange()
    {
        foreach (var restricts in new[] { HighRisk, Banned })
        {
            var verdict = new Register().Tool("claude", "npm", Npm).Decide(1, "claude", "vers:npm/>=2.0.0|<3.0.0", (1, restricts)).Check(Npm, "latest");
            Assert.Equal(restricts.ToString(), verdict.Outcome.ToString());
            Assert.Equal(["The version can't be read in the scheme of TR-1, so it is taken to be inside its ranges."], verdict.Notes);
        }
    }

    [Fact]
    public void Check_UnreadableVersion_IsOutsideAnApprovedRange()
    {
        foreach (var permits in new[] { Approved, Constrained })
        {
            Assert.Equal(Outcome.Unknown, new Register().Tool("claude", "npm", Npm).Decide(1, "claude", "vers:npm/>=0.0.0-0", (1, permits)).Check(Npm, "latest").Outcome);
            Assert.Equal(permits.ToString(), new Register().Tool("claude", "npm", Npm).Decide(1, "claude", "vers:npm/*", (1, permits)).Check(Npm, "latest").Outcome.ToString());
        }
    }

    [Fact]
    public void Check_UnreadableVersion_IsOutsideARangeThatIsNotCompared() =>
        Assert.Equal(Outcome.Unknown, new Register().Tool("claude", "npm", Npm).Decide(1, "claude", "vers:semver/<2.0.0", (1, Banned)).Check(Npm, "latest").Outcome);

    [Fact]
    public void Check_UnreadableVersion_ThatAnotherRangeReads_NeedsNoNote()
    {
        var verdict = new Register().Tool("claude", "generic", oneVersionLine: true, [], Npm).Decide(1, "claude", "vers:npm/<2.0.0 vers:generic/<2", (1, Banned)).Check(Npm, "1.5");
        Assert.Equal(Outcome.Banned, verdict.Outcome);
        Assert.Empty(verdict.Notes);
    }
}
