using ToolRegistry.Domain.Decisions;

namespace ToolRegistry.Domain.Policy;

/// <summary>The answer at one instant, without what looks ahead.</summary>
internal sealed record Answer(
    Outcome Outcome,
    CheckAction Action,
    IReadOnlyList<Decider> Deciders,
    IReadOnlyList<string> Constraints,
    ExceptionFact? Exception,
    IReadOnlyList<RangeFinding> Ranges,
    IReadOnlyList<string> Notes)
{
    public bool IsSameAs(Answer other) =>
        Outcome == other.Outcome
        && Action == other.Action
        && Exception == other.Exception
        && Deciders.SequenceEqual(other.Deciders)
        && Constraints.SequenceEqual(other.Constraints, StringComparer.Ordinal)
        && Ranges.SequenceEqual(other.Ranges)
        && Notes.SequenceEqual(other.Notes, StringComparer.Ordinal);
}

/// <summary>A question with the decisions that may have a say in it.</summary>
internal sealed class Matter(CheckQuery query, CheckAction stance, IReadOnlyList<Candidate> candidates)
{
    public CheckQuery Query => query;

    public IReadOnlyList<Candidate> Candidates => candidates;

    /// <summary>The instants at which the answer may change, ascending.</summary>
    public IEnumerable<DateTimeOffset> Boundaries => candidates.SelectMany(c => c.Boundaries).Distinct().Order();

    public Outcome OutcomeAt(DateTimeOffset at) => Decide(at).Outcome;

    public Answer AnswerAt(DateTimeOffset at)
    {
        var (outcome, action, sayings) = Decide(at);
        var deciders = sayings.Select(s => new Decider(s.By.Decision, s.Disposition, s.Since, s.By.Decision.RatifyBy <= at, s.Exception)).ToArray();
        return new Answer(
            outcome,
            action,
            deciders,
            [.. deciders.SelectMany(Conditions).Distinct(StringComparer.Ordinal)],
            deciders.Select(d => d.Exception).OfType<ExceptionFact>().MinBy(e => (e.Until, e.Number)),
            outcome == Outcome.DependsOnVersion ? [.. sayings.Where(s => s.By.Holding == Holding.Some).SelectMany(s => s.By.Ranges.Select(r => new RangeFinding(s.By.Decision.Number, r, s.Disposition)))] : [],
            [.. sayings.Select(s => s.By).Concat(candidates.Where(c => c.Holding == Holding.NotCompared)).SelectMany(c => c.NotesAt(at)).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>The strictest wins; without a version, what is stricter for some versions makes the answer depend on it.</summary>
    private (Outcome Outcome, CheckAction Action, IReadOnlyList<Saying> Sayings) Decide(DateTimeOffset at)
    {
        var sayings = candidates.Select(c => c.SaysAt(at)).OfType<Saying>()
            .OrderByDescending(s => s.By.Holding).ThenBy(s => s.By.Decision.Number)
            .ToArray();
        var all = sayings.Where(s => s.By.Holding == Holding.All).ToArray();
        var strictness = all.Select(s => s.Strictness).DefaultIfEmpty(0).Max();
        var winners = OnePerDecision(all.Where(s => s.Strictness == strictness));
        var whole = winners.Count == 0 ? Outcome.Unknown : OutcomeOf(winners[0].Disposition);

        var stricter = OnePerDecision(sayings.Where(s => s.By.Holding == Holding.Some && s.Strictness > strictness).OrderByDescending(s => s.Strictness));
        if (stricter.Count == 0)
            return (whole, ActionOf(whole), winners);

        // No laxer than what holds for every version goes last: where the two bounds cross, the answer fails closed.
        var action = Max(Min(stance, ActionOf(OutcomeOf(stricter[0].Disposition))), ActionOf(whole));
        return (Outcome.DependsOnVersion, action, OnePerDecision(stricter.Concat(winners)));
    }

    private static List<Saying> OnePerDecision(IEnumerable<Saying> sayings) => [.. sayings.DistinctBy(s => s.By.Decision.Number)];

    private static IReadOnlyList<string> Conditions(Decider decider) =>
        decider.Exception is { } exception ? exception.CompensatingControls
        : decider.Disposition == Disposition.Banned ? []
        : decider.Decision.Constraints;

    private static Outcome OutcomeOf(Disposition disposition) => disposition switch
    {
        Disposition.Approved => Outcome.Approved,
        Disposition.Constrained => Outcome.Constrained,
        Disposition.HighRisk => Outcome.HighRisk,
        Disposition.Banned => Outcome.Banned,
        Disposition.Lapsed => Outcome.Unknown,
        _ => throw new ArgumentOutOfRangeException(nameof(disposition)),
    };

    private CheckAction ActionOf(Outcome outcome) => outcome switch
    {
        Outcome.Approved or Outcome.Constrained => CheckAction.Allow,
        Outcome.HighRisk => CheckAction.Warn,
        Outcome.Banned => CheckAction.Block,
        Outcome.Unknown => stance,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    private static CheckAction Min(CheckAction a, CheckAction b) => a < b ? a : b;

    private static CheckAction Max(CheckAction a, CheckAction b) => a > b ? a : b;
}
