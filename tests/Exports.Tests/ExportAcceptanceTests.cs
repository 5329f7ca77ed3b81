using ToolRegistry.Domain;
using ToolRegistry.Domain.Channels;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Policy;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests;

public sealed class ExportAcceptanceTests
{
    private const int Bans = 12;

    [Theory]
    [InlineData(Fidelity.Exact, false, false, null)]
    [InlineData(Fidelity.NotExpressible, false, false, null)]
    [InlineData(Fidelity.Broader, true, false, null)]
    [InlineData(Fidelity.Broader, false, true, "export.broader")]
    [InlineData(Fidelity.Narrower, false, true, null)]
    [InlineData(Fidelity.Narrower, true, false, "export.narrower")]
    public void Acceptance_IsRefused_WhereTheChannelDoesNotTakeIt(Fidelity fidelity, bool acceptsBroader, bool acceptsNarrower, string? code)
    {
        var acceptance = ExportAcceptance.Of(new Target(fidelity, MaxRules: null), Export(TakesAll with { AcceptsBroader = acceptsBroader, AcceptsNarrower = acceptsNarrower }));
        Assert.Equal(Bans, acceptance.Counts[fidelity]);
        Assert.Equal(code, acceptance.Refusal?.Code);
    }

    [Theory]
    [InlineData(Bans, null)]
    [InlineData(Bans - 1, "export.too-large")]
    public void Acceptance_OfMoreRulesThanTheConsumerTakes_IsRefused(int max, string? code) =>
        Assert.Equal(code, ExportAcceptance.Of(new Target(Fidelity.Exact, max), Export(TakesAll)).Refusal?.Code);

    [Fact]
    public void Refusal_NamesTenDecisions_AndCountsTheOthers() =>
        Assert.Contains("TR-1, TR-2, TR-3, TR-4, TR-5, TR-6, TR-7, TR-8, TR-9, TR-10 and 2 more", ExportAcceptance.Of(new Target(Fidelity.Narrower, MaxRules: null), Export(TakesAll with { AcceptsNarrower = false })).Refusal!.Message, StringComparison.Ordinal);

    private static Export Export(ChannelContent content) => Given.Facts.Export(
        new PolicyFactSet(
            [Tool("bad", "Bad", "semver", ["pkg:npm/bad"])],
            [.. Enumerable.Range(1, Bans).Select(n => Decision(n, "bad", "vers:semver/*", ("2026-07-10", Disposition.Banned)))],
            []),
        Day("2026-07-11"),
        content);

    private sealed class Target(Fidelity fidelity, int? MaxRules) : IExportTarget
    {
        public TargetInfo Info { get; } = new("any", "Any", "text/plain", "any.txt") { Identifiers = ["purl"], Versions = "all", MaxRules = MaxRules };

        public Finding Judge(Export export, ExportRule rule) => fidelity == Fidelity.Exact ? Finding.Exact : new Finding(fidelity, "Because.", Mend: null);

        public void Write(Export export, Stream output) => throw new NotSupportedException();
    }
}
