namespace ToolRegistry.Client;

/// <summary>A risk assessment to put on record.</summary>
/// <param name="Range">The versions rated.</param>
/// <param name="Likelihood">How likely harm is: <c>VeryLow</c>, <c>Low</c>, <c>Moderate</c>, <c>High</c> or <c>VeryHigh</c>.</param>
/// <param name="Impact">How great the harm would be, in the same words. The level follows from both (NIST SP 800-30 Rev. 1, table I-2).</param>
/// <param name="Rationale">Why; internal text.</param>
/// <param name="Factors">What was weighed, each code once.</param>
/// <param name="NextReviewAt">When it is to be looked at again; left off: as late as the level allows.</param>
public sealed record NewAssessmentBody(string Range, string Likelihood, string Impact, string Rationale, IReadOnlyList<RiskFactorBody>? Factors = null, DateTimeOffset? NextReviewAt = null);

/// <summary>One thing that was weighed in a risk assessment.</summary>
/// <param name="Code">One of the organization's factors, such as <c>telemetry_transparency</c>.</param>
/// <param name="Rating">How much risk it brings: <c>VeryLow</c>, <c>Low</c>, <c>Moderate</c>, <c>High</c> or <c>VeryHigh</c>.</param>
/// <param name="Reason">Why; internal text.</param>
public sealed record RiskFactorBody(string Code, string Rating, string Reason);

/// <summary>A risk assessment on record.</summary>
/// <param name="Number">Such as <c>RA-7</c>.</param>
/// <param name="Tool">The tool's slug.</param>
/// <param name="Range">The versions rated.</param>
/// <param name="Likelihood">How likely harm is.</param>
/// <param name="Impact">How great the harm would be.</param>
/// <param name="Level">The level that follows from both.</param>
/// <param name="Factors">What was weighed.</param>
/// <param name="Rationale">Why; internal text.</param>
/// <param name="NextReviewAt">When it is to be looked at again.</param>
/// <param name="AssessedBy">Who assessed.</param>
/// <param name="AssessedAt">When.</param>
public sealed record AssessmentView(
    string Number,
    string Tool,
    string Range,
    string Likelihood,
    string Impact,
    string Level,
    IReadOnlyList<RiskFactorBody> Factors,
    string Rationale,
    DateTimeOffset NextReviewAt,
    string AssessedBy,
    DateTimeOffset AssessedAt);
