using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Policy;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests;

public sealed class ExportDiffTests
{
    private static readonly PolicyFactSet Banned = new(
        [Tool("bad", "Bad", "semver", ["pkg:npm/bad", "pkg:pypi/bad", "file-name:bad", "domain:bad.example", "cpe:cpe:2.3:a:acme:bad:*:*:*:*:*:*:*:*"])],
        [Decision(1, "bad", "vers:semver/*", ("2026-07-10", Disposition.Banned))],
        []);

    [Theory]
    [InlineData("csaf", "purl:pkg:npm/bad purl:pkg:pypi/bad cpe:cpe:2.3:a:acme:bad:*:*:*:*:*:*:*:*")]
    [InlineData("pip-constraints", "purl:pkg:pypi/bad")]
    [InlineData("jamf-restricted-software", "file-name:bad")]
    public void Saying_NamesTheIdentifiersThatTheTargetCanUse(string target, string identifiers)
    {
        var change = Assert.Single(ExportDiff.Between(ExportTargets.Find(target)!, Export(Banned, Day("2026-07-09")), Export(Banned, Day("2026-07-11"))));
        Assert.Null(change.Before);
        Assert.Equal(identifiers.Split(' '), change.After!.Identifiers);
    }
}
