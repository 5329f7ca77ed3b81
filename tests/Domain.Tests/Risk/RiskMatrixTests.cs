using CsCheck;
using ToolRegistry.Domain.Risk;
using static ToolRegistry.Domain.Risk.RiskLevel;

namespace ToolRegistry.Domain.Tests.Risk;

/// <summary>Table I-2 of NIST SP 800-30 Rev. 1.</summary>
public class RiskMatrixTests
{
    [Theory]
    [InlineData(VeryHigh, VeryLow, VeryLow)]
    [InlineData(VeryHigh, Low, Low)]
    [InlineData(VeryHigh, Moderate, Moderate)]
    [InlineData(VeryHigh, High, High)]
    [InlineData(VeryHigh, VeryHigh, VeryHigh)]
    [InlineData(High, VeryLow, VeryLow)]
    [InlineData(High, Low, Low)]
    [InlineData(High, Moderate, Moderate)]
    [InlineData(High, High, High)]
    [InlineData(High, VeryHigh, VeryHigh)]
    [InlineData(Moderate, VeryLow, VeryLow)]
    [InlineData(Moderate, Low, Low)]
    [InlineData(Moderate, Moderate, Moderate)]
    [InlineData(Moderate, High, Moderate)]
    [InlineData(Moderate, VeryHigh, High)]
    [InlineData(Low, VeryLow, VeryLow)]
    [InlineData(Low, Low, Low)]
    [InlineData(Low, Moderate, Low)]
    [InlineData(Low, High, Low)]
    [InlineData(Low, VeryHigh, Moderate)]
    [InlineData(VeryLow, VeryLow, VeryLow)]
    [InlineData(VeryLow, Low, VeryLow)]
    [InlineData(VeryLow, Moderate, VeryLow)]
    [InlineData(VeryLow, High, Low)]
    [InlineData(VeryLow, VeryHigh, Low)]
    public void Level_IsThatOfTheTable(RiskLevel likelihood, RiskLevel impact, RiskLevel expected) => Assert.Equal(expected, RiskMatrix.Level(likelihood, impact));

    [Fact]
    public void Level_NeverFalls_WhenLikelihoodOrImpactRises()
    {
        var level = Gen.Enum<RiskLevel>();
        Gen.Select(level, level, level, level).Sample((a, b, c, d) =>
            RiskMatrix.Level(Min(a, b), Min(c, d)) <= RiskMatrix.Level(Max(a, b), Max(c, d)));
    }

    [Fact]
    public void Level_IsNeverAboveTheImpact() =>
        Gen.Select(Gen.Enum<RiskLevel>(), Gen.Enum<RiskLevel>()).Sample((likelihood, impact) => RiskMatrix.Level(likelihood, impact) <= impact);

    private static RiskLevel Min(RiskLevel a, RiskLevel b) => a < b ? a : b;

    private static RiskLevel Max(RiskLevel a, RiskLevel b) => a < b ? b : a;
}
