using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Reports;

/// <summary>
/// The software inventory with the measures of CIS Control 2, at an instant. Time is counted in days of the
/// organization's time zone: what is six months or 28 days old today still is in time, software is supported through
/// the day on which support ends, and a verification dated after today has not taken place.
/// </summary>
public sealed class InventoryReport
{
    /// <summary>For how many months a tool's record counts as verified.</summary>
    public const int InventoryMonths = 6;

    private const int AllowlistMonths = 6;
    private const int SupportDays = 28;

    private readonly PolicySnapshot policy;
    private readonly IReadOnlyDictionary<int, DateTimeOffset> decidedAt;
    private readonly TimeZoneInfo zone;
    private readonly DateOnly today;

    private InventoryReport(PolicySnapshot policy, IEnumerable<InventoryTool> tools, IReadOnlyDictionary<int, DateTimeOffset> decidedAt, DateTimeOffset at, TimeZoneInfo zone)
    {
        (this.policy, this.decidedAt, this.zone, At) = (policy, decidedAt, zone, at);
        today = DayOf(at);
        Rows = [.. tools.OrderBy(t => t.Slug, StringComparer.Ordinal).Select(RowOf)];
        Measures = [.. Measure.All.Select(m => m.Of(Rows))];
    }

    /// <summary>The instant.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The policy revision that was read.</summary>
    public long Revision => policy.Revision;

    /// <summary>The tools, by slug.</summary>
    public IReadOnlyList<InventoryRow> Rows { get; }

    /// <summary>The measures, in the order of the safeguards.</summary>
    public IReadOnlyList<MeasureResult> Measures { get; }

    /// <summary>Makes the report. Pure.</summary>
    /// <param name="policy">What is in force.</param>
    /// <param name="tools">All tools on record.</param>
    /// <param name="decidedAt">When the substance of each decision in force was decided, by the decision's number; one that is missing counts as overdue.</param>
    /// <param name="at">The instant.</param>
    /// <param name="zone">The organization's time zone.</param>
    public static InventoryReport Of(PolicySnapshot policy, IEnumerable<InventoryTool> tools, IReadOnlyDictionary<int, DateTimeOffset> decidedAt, DateTimeOffset at, TimeZoneInfo zone) =>
        new(policy, tools, decidedAt, at, zone);

    private InventoryRow RowOf(InventoryTool tool)
    {
        var decisions = policy.DecisionsOn(tool.Slug);
        var restrictions = decisions.Where(d => SaysAnyOf(d, Disposition.HighRisk, Disposition.Banned)).ToArray();
        var permits = decisions.Where(d => SaysAnyOf(d, Disposition.Approved, Disposition.Constrained) && !Array.Exists(restrictions, r => Overrules(r, d))).ToArray();
        var (status, sayers) = StatusOf(tool.Slug, permits);
        var verified = tool.Details.LastVerifiedAt;
        return new InventoryRow
        {
            Tool = tool,
            AuthorizationStatus = status,
            Decisions = sayers,
            Permits = NumbersOf(permits),
            ReassessmentOverdue = NumbersOf(permits.Where(p => !IsReassessed(p))),
            Exceptions = [.. restrictions.SelectMany(r => policy.ExceptionsTo(r.Number)).Where(e => e.HoldsAt(At)).Select(e => e.Number).Order()],
            IsSupported = IsSupported(tool.Details),
            DecommissionAt = decisions.Where(d => VersionRange.CoverEverything(d.Ranges)).Select(BanOf).Min(),
            InventoryVerified = IsInTime(verified, day => day.AddMonths(InventoryMonths)),
            SupportReviewed = permits.Length > 0 ? IsInTime(verified, day => day.AddDays(SupportDays)) : null,
        };
    }

    private (Outcome Status, IReadOnlyList<int> Decisions) StatusOf(string slug, DecisionFact[] permits)
    {
        var verdict = policy.Check(CheckQuery.Create(Subject.Parse(slug), version: null, groups: null, environment: null, region: null, At));
        if (verdict.Outcome != Outcome.Unknown || permits.Length == 0)
            return (verdict.Outcome, NumbersOf(verdict.Decisions.Select(d => d.Decision)));
        var constrained = permits.Where(p => SaysAnyOf(p, Disposition.Constrained)).ToArray();
        return constrained.Length > 0 ? (Outcome.Constrained, NumbersOf(constrained)) : (Outcome.Approved, NumbersOf(permits));
    }

    private bool SaysAnyOf(DecisionFact decision, params ReadOnlySpan<Disposition> dispositions) =>
        decision.Schedule.DispositionAt(At) is { } said && dispositions.Contains(said);

    private static bool Overrules(DecisionFact restriction, DecisionFact permit) =>
        restriction.Scope.Contains(permit.Scope) && (VersionRange.CoverEverything(restriction.Ranges) || VersionRange.IsSubset(permit.Ranges, restriction.Ranges));

    private bool? IsSupported(ToolDetails details) => details.SupportStatus switch
    {
        _ when details.EndOfSupport < today => false,
        SupportStatus.Supported => true,
        SupportStatus.Unsupported => false,
        SupportStatus.Unknown => null,
        _ => throw new ArgumentOutOfRangeException(nameof(details)),
    };

    /// <summary>The start of the first Banned phase that is not over.</summary>
    private DateTimeOffset? BanOf(DecisionFact decision)
    {
        var phases = decision.Schedule.Phases;
        return phases.Where((p, i) => p.Disposition == Disposition.Banned && (i == phases.Count - 1 || phases[i + 1].From > At)).Select(p => (DateTimeOffset?)p.From).FirstOrDefault();
    }

    private bool IsReassessed(DecisionFact permit) =>
        decidedAt.TryGetValue(permit.Number, out var decided) && IsInTime(DayOf(decided), day => day.AddMonths(AllowlistMonths));

    private bool IsInTime(DateOnly? day, Func<DateOnly, DateOnly> lastDayOf) => day is { } done && done <= today && lastDayOf(done) >= today;

    private DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    private static IReadOnlyList<int> NumbersOf(IEnumerable<DecisionFact> decisions) => [.. decisions.Select(d => d.Number).Order()];
}
