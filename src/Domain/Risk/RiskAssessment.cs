using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Risk;

/// <summary>The five levels of NIST SP 800-30 Rev. 1, table I-3.</summary>
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

/// <summary>One rating of a tool in some versions. Append-only: a later one stands beside it, none is changed.</summary>
public sealed class RiskAssessment
{
    private RiskAssessment()
    {
        Tool = null!;
        Range = null!;
        Rationale = null!;
        AssessedBy = null!;
    }

    /// <summary>Records an assessment.</summary>
    /// <exception cref="DomainException"><c>assessment.invalid</c></exception>
    public RiskAssessment(int number, string tool, VersionRange range, RiskLevel level, string rationale, DateTimeOffset? nextReview, Owner by, DateTimeOffset at)
    {
        if (!Texts.IsParagraphs(rationale, 4_000))
            throw DomainException.Invalid("assessment.invalid", "Say in 1 to 4,000 characters why this level.", "rationale");
        if (nextReview <= at)
            throw DomainException.Invalid("assessment.invalid", "The next review lies in the future.", "nextReviewAt");
        Number = number;
        Tool = tool;
        Range = range;
        Level = level;
        Rationale = rationale;
        NextReviewAt = nextReview?.ToUniversalTime();
        AssessedBy = by;
        AssessedAt = at;
    }

    /// <summary>The number; written <c>RA-7</c>.</summary>
    public int Number { get; private set; }

    /// <summary>The tool's slug.</summary>
    public string Tool { get; private set; }

    /// <summary>The versions rated.</summary>
    public VersionRange Range { get; private set; }

    /// <summary>The level, given by hand.</summary>
    public RiskLevel Level { get; private set; }

    /// <summary>Why; internal text.</summary>
    public string Rationale { get; private set; }

    /// <summary>When it is to be looked at again, or null.</summary>
    public DateTimeOffset? NextReviewAt { get; private set; }

    /// <summary>Who assessed.</summary>
    public Owner AssessedBy { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset AssessedAt { get; private set; }
}
