using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Policy;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests;

public sealed class ExportRuleTests
{
    private static readonly PolicyFactSet Banned = new([Tool("bad", "Bad", "semver", [])], [Decision(1, "bad", "vers:semver/*", ("2026-07-10", Disposition.Banned))], []);

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("https://example.com/tools")]
    [InlineData("https://example.com/tools/")]
    [InlineData("https://example.com/our%20tools")]
    public void Link_IsBelowTheAddress_AndTheMessageTellsTheSame(string address)
    {
        var rule = Export(Banned, Day("2026-07-11"), TakesAll with { MessageTemplate = "See {link}" }, new Uri(address)).Rules.Single();
        Assert.Equal($"{address.TrimEnd('/')}/d/TR-1", rule.Link);
        Assert.Equal($"See {rule.Link}", rule.Message);
    }

    [Fact]
    public void Ban_ThatAnExceptionOfTheWholeChannelLifts_RestrictsFromItsEndOn()
    {
        var lifted = Banned with { Exceptions = [new ExceptionFact(1, 1, Scope.Everywhere, Day("2026-07-11"), Day("2026-07-20"), ["Only offline."])] };
        var rule = Export(lifted, Day("2026-07-12")).Rules.Single();
        Assert.False(rule.Restricts);
        Assert.True(rule.RestrictsFromNow);
    }

    [Fact]
    public void WhatIsApproved_RestrictsAtNoTime()
    {
        var approved = Banned with { Decisions = [Decision(1, "bad", "vers:semver/*", ("2026-07-10", Disposition.Approved))] };
        Assert.False(Export(approved, Day("2026-07-12")).Rules.Single().RestrictsFromNow);
    }
}
