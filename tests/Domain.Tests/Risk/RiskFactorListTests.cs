using ToolRegistry.Domain.Risk;

namespace ToolRegistry.Domain.Tests.Risk;

/// <summary>Which factors an assessment may name.</summary>
public class RiskFactorListTests
{
    private static readonly RiskFactor Telemetry = new("telemetry_transparency", RiskLevel.High, "What is sent is encrypted twice.");
    private static readonly RiskFactor Audit = new("independent_audit", RiskLevel.Moderate, "None is published.");

    private static void IsRefused(params RiskFactor[] factors) => Refused.With("assessment.invalid", Refusal.Invalid, () => RiskFactorList.Default.Checked(factors), "factors");

    [Fact]
    public void Default_NamesWhatTheDesignNames() => Assert.Equal(
        ["telemetry_transparency", "independent_audit", "locality_checks", "data_residency", "update_channel", "permissions_asked"],
        RiskFactorList.Default.Codes);

    [Fact]
    public void Factors_StayAsGiven()
    {
        Assert.Equal([Audit, Telemetry], RiskFactorList.Default.Checked([Audit, Telemetry]));
        Assert.Empty(RiskFactorList.Default.Checked([]));
    }

    [Fact]
    public void Factor_IsOnTheList_AndTheRefusalNamesTheList()
    {
        IsRefused(Telemetry, Audit with { Code = "colour" });
        IsRefused(Telemetry with { Code = "Telemetry_Transparency" });
        var refusal = Refused.With("assessment.invalid", Refusal.Invalid, () => new RiskFactorList(["licence", "origin"]).Checked([Telemetry]), "factors");
        Assert.Contains("licence, origin", refusal.Message, StringComparison.Ordinal);
        Refused.With("assessment.invalid", Refusal.Invalid, () => new RiskFactorList([]).Checked([Telemetry]), "factors");
    }

    [Fact]
    public void Factor_StandsOnce() => IsRefused(Telemetry, Audit, Telemetry with { Rating = RiskLevel.Low });

    [Fact]
    public void Reason_IsRequiredAndBounded()
    {
        Assert.All(["", " ", "a\0", new string('a', 1_001)], reason => IsRefused(Audit, Telemetry with { Reason = reason }));
        Assert.Single(RiskFactorList.Default.Checked([Telemetry with { Reason = new string('a', 1_000) }]));
    }

    [Fact]
    public void List_IsOfDistinctCodes_AndBounded()
    {
        foreach (var codes in new string[][] { ["a", "a"], ["Data residency"], [""], [new string('a', 81)], [.. Enumerable.Range(1, 51).Select(i => $"f{i}")] })
            Refused.With("risk-factors.invalid", Refusal.Invalid, () => _ = new RiskFactorList(codes));
        Assert.Equal(50, new RiskFactorList([.. Enumerable.Range(1, 50).Select(i => $"f{i}")]).Codes.Count);
    }
}
