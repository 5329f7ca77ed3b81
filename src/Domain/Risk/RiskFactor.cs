using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Domain.Risk;

/// <summary>One thing that was weighed in an assessment. It explains likelihood and impact; the level does not follow from it.</summary>
/// <param name="Code">What was weighed: a code of the <see cref="RiskFactorList"/>.</param>
/// <param name="Rating">How much risk it brings: telemetry that nobody can see into is high.</param>
/// <param name="Reason">Why this rating; internal text of 1 to 1,000 characters.</param>
public sealed record RiskFactor(string Code, RiskLevel Rating, string Reason);

/// <summary>Which factors an assessment may name. A code that is taken off the list stays in the assessments that name it.</summary>
public sealed class RiskFactorList
{
    /// <summary>The most codes of a list.</summary>
    public const int MaxCodes = 50;

    /// <summary>Telemetry transparency, independent audit, locality checks, data residency, update channel and permissions asked.</summary>
    public static readonly RiskFactorList Default = new(
    [
        "telemetry_transparency", "independent_audit", "locality_checks", "data_residency", "update_channel", "permissions_asked",
    ]);

    /// <summary>Makes a list.</summary>
    /// <param name="codes">At most <see cref="MaxCodes"/> codes, each once and written as a slug is (<see cref="Slugs.IsValid"/>).</param>
    /// <exception cref="DomainException"><c>risk-factors.invalid</c>: the service must not start.</exception>
    public RiskFactorList(IReadOnlyList<string> codes)
    {
        if (codes.Count > MaxCodes || !codes.All(Slugs.IsValid) || codes.Distinct(StringComparer.Ordinal).Count() != codes.Count)
            throw DomainException.Invalid("risk-factors.invalid", $"Name at most {MaxCodes} risk factors, each once, as lower-case letters, digits, hyphens, dots or underscores, such as data_residency.");
        Codes = codes;
    }

    /// <summary>The codes, in the order in which they are to be asked.</summary>
    public IReadOnlyList<string> Codes { get; }

    /// <summary>The factors as they were given, when all are on the list, each once and with a reason.</summary>
    /// <exception cref="DomainException"><c>assessment.invalid</c></exception>
    internal IReadOnlyList<RiskFactor> Checked(IReadOnlyList<RiskFactor> factors)
    {
        var codes = factors.Select(f => f.Code).ToHashSet(StringComparer.Ordinal);
        if (codes.Count != factors.Count || !codes.IsSubsetOf(Codes))
            throw DomainException.Invalid("assessment.invalid", Codes.Count == 0 ? "No factors are in use here: leave them off." : $"Name each factor once; the factors in use here are {string.Join(", ", Codes)}.", "factors");
        if (!factors.All(f => Texts.IsParagraphs(f.Reason, 1_000)))
            throw DomainException.Invalid("assessment.invalid", "Say in 1 to 1,000 characters why each factor is rated so.", "factors");
        return factors;
    }
}
