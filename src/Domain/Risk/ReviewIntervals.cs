namespace ToolRegistry.Domain.Risk;

/// <summary>Within how many days an assessment of each level is looked at again: 1 to <see cref="MaxDays"/>.</summary>
public sealed class ReviewIntervals
{
    /// <summary>The longest interval, in days: a year.</summary>
    public const int MaxDays = 365;

    /// <summary>30 days for a very high risk, 90 for a high one, 180 for a moderate one, and else a year.</summary>
    public static readonly ReviewIntervals Default = new(new Dictionary<RiskLevel, int>());

    private readonly Dictionary<RiskLevel, int> days = new()
    {
        [RiskLevel.VeryLow] = MaxDays,
        [RiskLevel.Low] = MaxDays,
        [RiskLevel.Moderate] = 180,
        [RiskLevel.High] = 90,
        [RiskLevel.VeryHigh] = 30,
    };

    /// <summary>Makes intervals.</summary>
    /// <param name="byLevel">The days for each level; a level that is missing keeps those of <see cref="Default"/>.</param>
    /// <exception cref="DomainException"><c>review-intervals.invalid</c>: the service must not start.</exception>
    public ReviewIntervals(IReadOnlyDictionary<RiskLevel, int> byLevel)
    {
        foreach (var (level, within) in byLevel)
        {
            days[level] = within is >= 1 and <= MaxDays
                ? within
                : throw DomainException.Invalid("review-intervals.invalid", $"A risk is reviewed within 1 to {MaxDays} days, not {within}.");
        }
    }

    /// <summary>The days for a level.</summary>
    public int Days(RiskLevel level) => days[level];

    /// <summary>When an assessment is to be looked at again: when it says so itself, and else as late as its level allows.</summary>
    /// <param name="level">Its level.</param>
    /// <param name="assessedAt">When it was made.</param>
    /// <param name="given">What it says itself, or null.</param>
    /// <exception cref="DomainException"><c>assessment.invalid</c>: the given instant is not after the assessment, or later than the level allows.</exception>
    internal DateTimeOffset NextReview(RiskLevel level, DateTimeOffset assessedAt, DateTimeOffset? given)
    {
        var latest = assessedAt.AddDays(Days(level));
        if (given <= assessedAt)
            throw DomainException.Invalid("assessment.invalid", "The next review lies in the future.", "nextReviewAt");
        if (given > latest)
            throw DomainException.Invalid("assessment.invalid", $"A risk of the level {level} is reviewed within {Days(level)} days: name an earlier instant, or none.", "nextReviewAt");
        return (given ?? latest).ToUniversalTime();
    }
}
