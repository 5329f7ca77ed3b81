using ToolRegistry.Domain.Decisions;

namespace ToolRegistry.Exports;

/// <summary>What a rule says to everyone in the channel over time: its phases, and exceptions that all of the channel have.</summary>
internal sealed class Course
{
    private readonly Export export;
    private readonly List<Step> steps;

    /// <summary>The course of a rule.</summary>
    public Course(Export export, ExportRule rule)
    {
        this.export = export;
        var scope = export.Terms.Scope;
        var schedule = rule.Decision.Schedule;
        steps = new List<Step>(schedule.Phases.Count);
        if (rule.Exceptions.Count == 0 || !rule.Decision.Scope.Contains(scope))
        {
            foreach (var phase in schedule.Phases)
                Add(phase.From, schedule.DispositionAt(phase.From));
            return;
        }

        var lifting = rule.Exceptions.Where(e => e.Audience.Contains(scope)).ToArray();
        foreach (var from in schedule.Phases.Select(p => p.From).Concat(lifting.SelectMany(e => new[] { e.From, e.Until })).Where(t => t >= schedule.Phases[0].From).Distinct().Order())
            Add(from, schedule.DispositionAt(from) is { } said && said.Restricts() && Array.Exists(lifting, e => e.HoldsAt(from)) ? Disposition.Constrained : schedule.DispositionAt(from));
    }

    /// <summary>What is said at the export's instant; null before the first phase.</summary>
    public Step? Now => steps.FindLast(s => s.From <= export.At);

    /// <summary>What is said next, or null.</summary>
    public Step? Next => steps.Find(s => s.From > export.At);

    /// <summary>What was said until the export's instant and is no longer, latest first.</summary>
    public IEnumerable<Step> Past => steps.Where(s => s.Until <= export.At).Reverse();

    /// <summary>What of it, at the export's instant and after it, the channel delivers as a restriction: Banned, and HighRisk where it does.</summary>
    public IEnumerable<Step> RestrictionsFromNow
    {
        get
        {
            foreach (var step in steps)
            {
                if (!(step.Until <= export.At) && step.Says is { } says && export.Terms.Delivers(says))
                    yield return step;
            }
        }
    }

    private void Add(DateTimeOffset from, Disposition? says)
    {
        if (steps.Count > 0 && steps[^1].Says == says)
            return;
        if (steps.Count > 0)
            steps[^1] = steps[^1] with { Until = from };
        steps.Add(new Step(steps.Count, from, Until: null, says));
    }

    /// <summary>One thing said, for a time.</summary>
    /// <param name="Ordinal">How many were said before.</param>
    /// <param name="From">Its first instant.</param>
    /// <param name="Until">The instant from which something else is said, or null.</param>
    /// <param name="Says">What; null: nothing.</param>
    internal sealed record Step(int Ordinal, DateTimeOffset From, DateTimeOffset? Until, Disposition? Says);
}
