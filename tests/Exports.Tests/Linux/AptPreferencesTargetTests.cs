using System.Text;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Exports.Linux;
using ToolRegistry.Exports.Tests.Given;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests.Linux;

public sealed class AptPreferencesTargetTests
{
    private static readonly AptPreferencesTarget Target = new();

    [Fact]
    public void RichRegister_IsWrittenAsApproved() => Approved.Holds(Target);

    [Theory]
    [InlineData("semver")]
    [InlineData("deb")]
    public void Preferences_SayWhatWasDecided(string scheme) =>
        ExportLaw.Holds(Target, ["pkg:deb/debian/one", "pkg:deb/debian/two", "pkg:deb/debian/lib%2B%2B"], (file, _) => new Apt(Encoding.UTF8.GetString(file)), scheme: scheme);

    [Fact]
    public void Range_WithAnEnd_IsSaidByTheReleasesInside()
    {
        var export = Ban("vers:deb/>=1.0-1|<2.0-1");
        Assert.Equal(["Pin: version 1.0-1", "Pin: version 1.5-1"], Approved.Text(Target, export).Split('\n').Where(l => l.StartsWith("Pin:", StringComparison.Ordinal)));
        Assert.Equal(Fidelity.Narrower, Target.Judge(export, export.Rules.Single()).Fidelity);
    }

    [Fact]
    public void Range_WithoutAnEnd_IsSaidByAllVersions() =>
        Assert.Contains("Pin: version *\n", Approved.Text(Target, Ban("vers:deb/>=1.5-1")), StringComparison.Ordinal);

    private static Export Ban(string range) =>
        Export(new PolicyFactSet([Tool("tool", "Tool", "deb", ["pkg:deb/debian/tool"], ["1.0-1", "1.5-1", "2.0-1"])], [Decision(1, "tool", range, ("2026-07-01", Disposition.Banned))], []), Day("2026-07-10"));

    /// <summary>apt without a version asked for: what is pinned below zero is never chosen.</summary>
    private sealed class Apt(string text) : IConsumer
    {
        private readonly HashSet<(string, string)> pins =
            [.. text.Split("\n\n").Skip(1).Select(s => s.Split('\n').Where(l => l.Contains(": ", StringComparison.Ordinal)).ToDictionary(l => l.Split(": ")[0], l => l.Split(": ", 2)[1])).Select(s => (s["Package"], s["Pin"]))];

        public bool Blocks(Subject subject, string? version)
        {
            var package = PackageUrl.Parse(subject.Text).Name + ":any";
            return pins.Contains((package, "version *")) || pins.Contains((package, $"version {version}"));
        }
    }
}
