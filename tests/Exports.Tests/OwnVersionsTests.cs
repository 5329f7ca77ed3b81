using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Policy;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests;

/// <summary>What has versions of its own is not governed by ranges of others, so that a target that knows a tool by nothing else can't say a ban.</summary>
public sealed class OwnVersionsTests
{
    [Theory]
    [InlineData("app-control", "file-name:tool.exe")]
    [InlineData("applocker", "file-name:tool.exe")]
    [InlineData("apt-preferences", "pkg:deb/debian/tool")]
    [InlineData("chrome-policy", "pkg:chrome-extension/aapbdbdomjkkjkaonfhkkikfgjllcleb")]
    [InlineData("clamav", "sha256:1111111111111111111111111111111111111111111111111111111111111111")]
    [InlineData("container-policy", "pkg:docker/acme/tool")]
    [InlineData("defender-api", "sha256:1111111111111111111111111111111111111111111111111111111111111111")]
    [InlineData("fapolicyd", "file-name:tool")]
    [InlineData("firefox-policies", "pkg:firefox-extension/tool%40example.com")]
    [InlineData("jamf-restricted-software", "file-name:tool")]
    [InlineData("osquery-pack", "pkg:npm/tool")]
    [InlineData("pip-constraints", "pkg:pypi/tool")]
    [InlineData("santa-sync", "macos-signing-id:ACME123456:com.acme.tool")]
    [InlineData("stix", "sha256:1111111111111111111111111111111111111111111111111111111111111111")]
    [InlineData("vscode-policy", "pkg:vscode-extension/acme/tool")]
    [InlineData("windows-registry", "pkg:vscode-extension/acme/tool")]
    public void Ban_OfWhichATargetKnowsNothingButThese_IsNotExpressible(string target, string identifier)
    {
        var tool = Tool("tool", "Tool", "semver", [$"{identifier}!", "winget:Acme.Tool"], ["1.0.0"]);
        var export = Export(new PolicyFactSet([tool], [Decision(1, "tool", "vers:semver/<2.0.0", ("2026-07-01", Disposition.Banned))], []), Day("2026-07-11"));
        var finding = ExportTargets.All.Single(t => t.Info.Name == target).Judge(export, export.Rules.Single());
        Assert.Equal(Fidelity.NotExpressible, finding.Fidelity);
    }
}
