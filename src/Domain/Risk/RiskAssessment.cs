using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Risk;

/// <summary>The five levels in which NIST SP 800-30 Rev. 1 rates likelihood (table G-5), impact (table H-3) and risk (table I-3).</summary>
public enum RiskLevel
{
    /// <summary>Very low.</summary>
    VeryLow,

    /// <summary>Low.</summary>
    Low,

    /// <summary>Moderate.</summary>
    Moderate,

    /// <summary>High.</summary>
    High,

    /// <summary>Very high.</summary>
    VeryHigh,
}

/// <summary>What an assessor says of a tool in some versions.</summary>
public sealed record AssessmentContent
{
    /// <summary>The versions rated.</summary>
    public required VersionRange Range { get; init; }

    /// <summary>How likely it is that a threat event occurs and does harm.</summary>
    public required RiskLevel Likelihood { get; init; }

    /// <summary>How great the harm would be.</summary>
    public required RiskLevel Impact { get; init; }

    /// <summary>What was weighed, each code once.</summary>
    public IReadOnlyList<RiskFactor> Factors { get; init; } = [];

    /// <summary>Why; internal text of 1 to 4,000 characters.</summary>
    public required string Rationale { get; init; }

    /// <summary>When it is to be looked at again; null: as late as its level allows.</summary>
    public DateTimeOffset? NextReviewAt { get; init; }
}

/// <summary>What the organization has settled for its assessments.</summary>
/// <param name="Factors">Which factors they may name.</param>
/// <param name="Intervals">Within which time they are looked at again.</param>
public sealed record AssessmentRules(RiskFactorList Factors, ReviewIntervals Intervals)
{
    /// <summary>What holds where nothing is configured.</summary>
    public static readonly AssessmentRules Default = new(RiskFactorList.Default, ReviewIntervals.Default);
}

/// <summary>
/// One rating of a tool in some versions. Append-only: a later one stands beside it, none is changed, and settings that change
/// later do not change it either. Which one counts says <see cref="RiskAssessments"/>.
/// </summary>
public sealed class RiskAssessment
{
    private RiskAssessment()
    {
        Tool = null!;
        Range = null!;
        Factors = null!;
        Rationale = null!;
        AssessedBy = null!;
    }

    /// <summary>Records an assessment.</summary>
    /// <exception cref="DomainException"><c>assessment.invalid</c>, with the member at fault.</exception>
    public RiskAssessment(int number, string tool, AssessmentContent content, AssessmentRules rules, Owner by, DateTimeOffset at)
    {
        if (!Texts.IsParagraphs(content.Rationale, 4_000))
            throw DomainException.Invalid("assessment.invalid", "Say in 1 to 4,000 characters why this level.", "rationale");
        Number = number;
        Tool = tool;
        Range = content.Range;
        Likelihood = content.Likelihood;
        Impact = content.Impact;
        Level = RiskMatrix.Level(content.Likelihood, content.Impact);
        Factors = rules.Factors.Checked(content.Factors);
        Rationale = content.Rationale;
        NextReviewAt = rules.Intervals.NextReview(Level, at, content.NextReviewAt);
        AssessedBy = by;
        AssessedAt = at;
    }

    /// <summary>The number; written <c>RA-7</c>.</summary>
    public int Number { get; private set; }

    /// <summary>The tool's slug.</summary>
    public string Tool { get; private set; }

    /// <summary>The versions rated.</summary>
    public VersionRange Range { get; private set; }

    /// <summary>How likely it is that a threat event occurs and does harm.</summary>
    public RiskLevel Likelihood { get; private set; }

    /// <summary>How great the harm would be.</summary>
    public RiskLevel Impact { get; private set; }

    /// <summary>What follows from likelihood and impact by <see cref="RiskMatrix"/>.</summary>
    public RiskLevel Level { get; private set; }

    /// <summary>What was weighed.</summary>
    public IReadOnlyList<RiskFactor> Factors { get; private set; }

    /// <summary>Why; internal text.</summary>
    public string Rationale { get; private set; }

    /// <summary>When it is to be looked at again.</summary>
    public DateTimeOffset NextReviewAt { get; private set; }

    /// <summary>Who assessed.</summary>
    public Owner AssessedBy { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset AssessedAt { get; private set; }
}
