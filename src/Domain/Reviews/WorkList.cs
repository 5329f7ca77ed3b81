using System.Globalization;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Reports;
using ToolRegistry.Domain.Risk;

namespace ToolRegistry.Domain.Reviews;

/// <summary>
/// What waits for a review at an instant and is due before a horizon. Pure. Who answers for an item is the tool's owner;
/// where a tool has none, whoever proposed the decision, assessed the risk or asked for the exception.
/// </summary>
/// <param name="now">The instant.</param>
/// <param name="horizon">What is due at this instant or later is left off.</param>
/// <param name="zone">The organization's time zone, in whose days the verification of a tool's record is counted.</param>
public sealed class WorkList(DateTimeOffset now, DateTimeOffset horizon, TimeZoneInfo zone)
{
    /// <summary>How far ahead the list looks unless it is told.</summary>
    public static readonly TimeSpan DefaultHorizon = TimeSpan.FromDays(30);

    private const int MaxChanges = 3;
    private const int MaxQuoted = 200;

    // No six months have fewer.
    private const int DaysOfSixMonths = 181;

    /// <summary>The day it is now: a verification with a later date has not taken place.</summary>
    public DateOnly Today { get; } = DayOf(now, zone);

    /// <summary>A tool that was verified after this day is not on the list.</summary>
    public DateOnly LatestVerification { get; } = DateOnly.FromDayNumber(Math.Max(0, DayOf(horizon, zone).DayNumber - DaysOfSixMonths));

    /// <summary>A tool that was never verified and was put on record at this instant or later is not on the list.</summary>
    public DateTimeOffset LatestCreation => StartOf(LatestVerification.AddDays(1));

    /// <summary>The verification of a tool's record: due on the day after the six months in which <see cref="Measure.InventoryVerified"/> takes it for verified.</summary>
    public IEnumerable<ReviewItem> Of(ToolOnRecord tool)
    {
        var verified = tool.LastVerifiedAt <= Today ? tool.LastVerifiedAt : null;
        var due = StartOf((verified ?? DayOf(tool.CreatedAt, zone)).AddMonths(InventoryReport.InventoryMonths).AddDays(1));
        var what = verified is { } day
            ? string.Create(CultureInfo.InvariantCulture, $"Verify the tool's record, because it was last verified on {day:yyyy-MM-dd}.")
            : "Verify the tool's record, because it has never been verified.";
        return Due(new ReviewItem(ReviewKind.Tool, tool.Slug, Number: null, tool.Owner, due, what));
    }

    /// <summary>The assessments that still count for some version and are to be made again.</summary>
    public IEnumerable<ReviewItem> Of(AssessmentsOnRecord tool) =>
        from assessment in tool.Assessments.Any(a => a.NextReviewAt < horizon) ? RiskAssessments.Standing(tool.Assessments) : []
        let what = $"Assess the risk of {Texts.Shortened(assessment.Range.ToString(), MaxQuoted)} again, because the review of its level {assessment.Level} comes due."
        from item in Due(new ReviewItem(ReviewKind.Assessment, assessment.Tool, assessment.Number, tool.ToolOwner ?? assessment.AssessedBy, assessment.NextReviewAt, what))
        select item;

    /// <summary>The review and the end of an exception that is granted and not over.</summary>
    public IEnumerable<ReviewItem> Of(ExceptionOnRecord on)
    {
        var (exception, terms) = (on.Exception, on.Exception.Terms);
        if (!exception.MayStillHold(now))
            return [];
        var decision = Numbers.Format(Numbers.Decision, exception.Decision);
        ReviewItem Item(ReviewKind kind, DateTimeOffset due, string what) => new(kind, on.Tool, exception.Number, on.ToolOwner ?? exception.RequestedBy, due, what);
        return
        [
            .. Due(terms.ReviewBy is { } due ? Item(ReviewKind.Exception, due, $"See whether the exception to {decision} is still needed and its controls still work, and revoke it if not.") : null),
            .. Due(Item(ReviewKind.ExceptionExpiry, terms.Until, $"Let the exception to {decision} end, or ask for another one, because its audience may not use the tool from then on.")),
        ];
    }

    /// <summary>Whatever waits for people to look at a decision that is in force.</summary>
    public IEnumerable<ReviewItem> Of(DecisionOnRecord on)
    {
        if (on.Decision.InForce is not { } inForce)
            return [];
        ReviewItem Item(ReviewKind kind, DateTimeOffset due, string what) =>
            new(kind, on.Decision.Tool, on.Decision.Number, on.ToolOwner ?? inForce.ProposedBy ?? inForce.Expedition?.By, due, what);

        // A reschedule takes the place of a revision and answers to nothing that changed under it.
        var changes = on.Changes.Where(c => c.Revision == on.Decision.Substance!.Number).ToArray();
        return
        [
            .. Due(inForce.ReviewBy is { } due ? Item(ReviewKind.Decision, due, WhyReview(inForce)) : null),
            // Enforced by one person alone, it waits for another from the first moment on.
            .. inForce.Expedition is { IsUnratified: true } expedition ? [Item(ReviewKind.Ratification, expedition.RatifyBy, WhyRatify(expedition))] : (ReviewItem[])[],
            .. Due(ByChanges(changes, c => c.IsMaterial, (at, what) => Item(ReviewKind.Revalidation, at, $"Validate the decision again, because what it rests on changed: {what}."))),
            .. Due(inForce.Terms.LiftWhen is { } condition
                ? ByChanges(changes, c => c.OpensLiftReview, (at, what) => Item(ReviewKind.LiftCondition, at, $"See whether the decision can be lifted, which waits for “{Texts.Shortened(condition, MaxQuoted)}”, because of what changed: {what}."))
                : null),
        ];
    }

    private static ReviewItem? ByChanges(IEnumerable<OpenChange> all, Func<OpenChange, bool> counts, Func<DateTimeOffset, string, ReviewItem> item)
    {
        var changes = all.Where(counts).ToArray();
        if (changes.Length == 0)
            return null;
        var told = string.Join("; ", changes.Take(MaxChanges).Select(c => $"{Texts.Shortened(c.Subject, MaxQuoted)} ({Texts.Shortened(c.What, MaxQuoted)})"));
        var more = changes.Length - MaxChanges;
        return item(changes.Min(c => c.At), more > 0 ? string.Create(CultureInfo.InvariantCulture, $"{told}; and {more} more") : told);
    }

    private static string WhyReview(DecisionRevision revision) => revision.IsProvisional
        ? "Review the decision, because it is provisional: it restricts on evidence of low confidence."
        : "Review the decision, because its review date comes.";

    private static string WhyRatify(Expedition expedition) =>
        $"Ratify or revise the decision, as another person than {expedition.By}, who enforced it alone: {Texts.Shortened(expedition.Reason, MaxQuoted)}";

    private IEnumerable<ReviewItem> Due(ReviewItem? item) => item is not null && item.DueAt < horizon ? [item] : [];

    private DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    private static DateOnly DayOf(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
}
