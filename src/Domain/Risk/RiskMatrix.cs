namespace ToolRegistry.Domain.Risk;

/// <summary>The level of risk that follows from likelihood and impact: NIST SP 800-30 Rev. 1, appendix I, table I-2.</summary>
public static class RiskMatrix
{
    // A row is a likelihood and a column an impact, each from very low to very high. The table is no product: impact weighs
    // more, so that what is very likely and harms nothing stays very low.
    private static readonly RiskLevel[,] Levels =
    {
        { RiskLevel.VeryLow, RiskLevel.VeryLow, RiskLevel.VeryLow, RiskLevel.Low, RiskLevel.Low },
        { RiskLevel.VeryLow, RiskLevel.Low, RiskLevel.Low, RiskLevel.Low, RiskLevel.Moderate },
        { RiskLevel.VeryLow, RiskLevel.Low, RiskLevel.Moderate, RiskLevel.Moderate, RiskLevel.High },
        { RiskLevel.VeryLow, RiskLevel.Low, RiskLevel.Moderate, RiskLevel.High, RiskLevel.VeryHigh },
        { RiskLevel.VeryLow, RiskLevel.Low, RiskLevel.Moderate, RiskLevel.High, RiskLevel.VeryHigh },
    };

    /// <summary>Looks the level up.</summary>
    /// <param name="likelihood">How likely it is that a threat event occurs and does harm (table G-5).</param>
    /// <param name="impact">How great the harm would be (table H-3).</param>
    public static RiskLevel Level(RiskLevel likelihood, RiskLevel impact) => Levels[(int)likelihood, (int)impact];
}
