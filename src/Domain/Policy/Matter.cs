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
internal sealed class Matter
{
    private readonly CheckAction stance;
    private readonly Candidate[] candidates;

    /// <param name="stance">What to do about what nothing is said of.</param>
    /// <param name="candidates">The decisions, in any order.</param>
    public Matter(CheckAction stance, List<Candidate> candidates)
    {
        this.stance = stance;
        // Those that hold every version, or the one asked about, come first; of several the lower number.
        this.candidates = candidates.Count > 1 ? [.. candidates.OrderByDescending(c => c.Holding).ThenBy(c => c.Decision.Number)] : [.. candidates];
        Boundaries = new List<DateTimeOffset>(2 * this.candidates.Length);
        foreach (var candidate in this.candidates)
            candidate.AddBoundaries(Boundaries);
        if (Boundaries.Count > 1)
            Boundaries.Sort();
    }

    public IReadOnlyList<Candidate> Candidates => candidates;

    /// <summary>Whether any of them names something to use instead.</summary>
    public bool HasAlternatives => Array.Exists(candidates, c => c.Decision.Alternatives.Count > 0);

    /// <summary>The instants at which the answer may change, ascending.</summary>
    public List<DateTimeOffset> Boundaries { get; }

    /// <summary>The outcome at an instant, without what else an answer says.</summary>
    public Outcome OutcomeAt(DateTimeOffset at)
    {
        var (whole, some) = (0, 0);
        foreach (var candidate in candidates)
        {
            if (candidate.SaysAt(at) is not { } saying)
                continue;
            if (candidate.Holding == Holding.All)
                whole = Math.Max(whole, saying.Strictness);
            else
                some = Math.Max(some, saying.Strictness);
        }

        return some > whole ? Outcome.DependsOnVersion : OutcomeOf(whole);
    }

    public Answer AnswerAt(DateTimeOffset at)
    {
        var (outcome, action, sayings) = Decide(at);
        var deciders = sayings.Count == 0 ? [] : sayings.ConvertAll(s => new Decider(s.By.Decision, s.Disposition, s.Since, s.By.Decision.RatifyBy <= at, s.Exception));
        return new Answer(
            outcome,
            action,
            deciders,
            ConditionsOf(deciders),
            deciders.Exists(d => d.Exception is not null) ? deciders.Select(d => d.Exception).OfType<ExceptionFact>().MinBy(e => (e.Until, e.Number)) : null,
            outcome == Outcome.DependsOnVersion ? [.. sayings.Where(s => s.By.Holding == Holding.Some).SelectMany(s => s.By.Ranges.Select(r => new RangeFinding(s.By.Decision.Number, r, s.Disposition)))] : [],
            NotesAt(at, sayings));
    }

    private IReadOnlyList<string> NotesAt(DateTimeOffset at, List<Saying> sayings)
    {
        // Most answers have none.
        if (Array.TrueForAll(candidates, c => c.Notes.Count == 0 && c.Decision.RatifyBy is null))
            return [];
        return [.. sayings.Select(s => s.By).Concat(candidates.Where(c => c.Holding == Holding.NotCompared)).SelectMany(c => c.NotesAt(at)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The strictest wins; without a version, what is stricter for some versions makes the answer depend on it.</summary>
    private (Outcome Outcome, CheckAction Action, List<Saying> Sayings) Decide(DateTimeOffset at)
    {
        var (whole, some, sayings) = (0, 0, new List<Saying>(candidates.Length));
        foreach (var candidate in candidates)
        {
            if (candidate.SaysAt(at) is not { } saying)
                continue;
            sayings.Add(saying);
            if (candidate.Holding == Holding.All)
                whole = Math.Max(whole, saying.Strictness);
            else
                some = Math.Max(some, saying.Strictness);
        }

        if (some <= whole)
            return (OutcomeOf(whole), ActionOf(OutcomeOf(whole)), OnePerDecision(sayings.FindAll(s => s.By.Holding == Holding.All && s.Strictness == whole)));

        // No laxer than what holds for every version goes last: where the two bounds cross, the answer fails closed.
        var action = Max(Min(stance, ActionOf(OutcomeOf(some))), ActionOf(OutcomeOf(whole)));
        var stricter = sayings.Where(s => s.By.Holding == Holding.Some && s.Strictness > whole).OrderByDescending(s => s.Strictness);
        return (Outcome.DependsOnVersion, action, OnePerDecision([.. stricter, .. sayings.Where(s => s.By.Holding == Holding.All && s.Strictness == whole)]));
    }

    /// <summary>A subject that names a tool in several ways meets its decisions several times.</summary>
    private static List<Saying> OnePerDecision(List<Saying> sayings) => sayings.Count < 2 ? sayings : [.. sayings.DistinctBy(s => s.By.Decision.Number)];

    private static IReadOnlyList<string> ConditionsOf(List<Decider> deciders) => deciders switch
    {
        [] => [],
        [var only] when ConditionsOf(only) is { Count: < 2 } few => few,
        _ => [.. deciders.SelectMany(ConditionsOf).Distinct(StringComparer.Ordinal)],
    };

    private static IReadOnlyList<string> ConditionsOf(Decider decider) =>
        decider.Exception is { } exception ? exception.CompensatingControls
        : decider.Disposition == Disposition.Banned ? []
        : decider.Decision.Constraints;

    private static Outcome OutcomeOf(int strictness) => strictness switch
    {
        0 => Outcome.Unknown,
        1 => Outcome.Approved,
        2 => Outcome.Constrained,
        3 => Outcome.HighRisk,
        4 => Outcome.Banned,
        _ => throw new ArgumentOutOfRangeException(nameof(strictness)),
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
