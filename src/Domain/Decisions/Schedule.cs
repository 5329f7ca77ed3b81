using System.Runtime.InteropServices;

namespace ToolRegistry.Domain.Decisions;

/// <summary>One step of a decision: from this instant on it says this disposition.</summary>
/// <param name="From">The effective date.</param>
/// <param name="Disposition">What holds from then on.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Phase(DateTimeOffset From, Disposition Disposition);

/// <summary>
/// A decision's phases: its disposition as a step function of time. Immutable; 1 to 20 phases, strictly ascending, each
/// saying something else than the one before, the first not <see cref="Disposition.Lapsed"/>.
/// </summary>
public sealed class Schedule
{
    /// <summary>The most phases one decision may have.</summary>
    public const int MaxPhases = 20;

    private Schedule(IReadOnlyList<Phase> phases) => Phases = phases;

    /// <summary>The phases in ascending order.</summary>
    public IReadOnlyList<Phase> Phases { get; }

    /// <summary>Whether any phase restricts.</summary>
    public bool Restricts => Phases.Any(p => p.Disposition.Restricts());

    /// <summary>Whether any phase permits.</summary>
    public bool Permits => Phases.Any(p => p.Disposition is Disposition.Approved or Disposition.Constrained);

    /// <summary>Makes a schedule.</summary>
    /// <exception cref="DomainException"><c>decision.phases-invalid</c></exception>
    public static Schedule Create(IEnumerable<Phase> phases)
    {
        var list = phases.Select(p => p with { From = p.From.ToUniversalTime() }).ToArray();
        if (list.Length is 0 or > MaxPhases)
            throw Invalid($"A decision has 1 to {MaxPhases} phases.");
        if (list[0].Disposition == Disposition.Lapsed)
            throw Invalid("The first phase must say something: it can't be Lapsed.");
        for (var i = 1; i < list.Length; i++)
        {
            if (list[i].From <= list[i - 1].From)
                throw Invalid("Phases must be in ascending order and no two may begin at the same instant.");
            if (list[i].Disposition == list[i - 1].Disposition)
                throw Invalid($"Two phases in a row are {list[i].Disposition}: leave the second one off.");
        }

        return new Schedule(list);
    }

    /// <summary>The phase at an instant, or null before the first. A phase holds from its first instant on.</summary>
    public Phase? PhaseAt(DateTimeOffset at)
    {
        for (var i = Phases.Count - 1; i >= 0; i--)
        {
            if (Phases[i].From <= at)
                return Phases[i];
        }

        return null;
    }

    /// <summary>The first phase that begins after an instant, or null.</summary>
    public Phase? PhaseAfter(DateTimeOffset at)
    {
        foreach (var phase in Phases)
        {
            if (phase.From > at)
                return phase;
        }

        return null;
    }

    /// <summary>What is said at an instant; null when nothing is (before the first phase, or Lapsed).</summary>
    public Disposition? DispositionAt(DateTimeOffset at) =>
        PhaseAt(at) is { Disposition: not Disposition.Lapsed and var said } ? said : null;

    /// <summary>When it is first felt: the start of the first phase that restricts, or the instant itself where that has passed or there is none.</summary>
    public DateTimeOffset FirstRestrictionFrom(DateTimeOffset now) => Phases.Where(p => p.Disposition.Restricts()).Select(p => p.From).Take(1).Append(now).Max();

    /// <summary>Whether any restriction holds at the instant or begins after it.</summary>
    public bool RestrictsFrom(DateTimeOffset at) =>
        DispositionAt(at) is { } now && now.Restricts() || Phases.Any(p => p.From > at && p.Disposition.Restricts());

    /// <summary>Whether the other schedule differs from this one in dates alone.</summary>
    public bool DiffersInDatesOnly(Schedule other) =>
        Phases.Select(p => p.Disposition).SequenceEqual(other.Phases.Select(p => p.Disposition))
        && !Phases.SequenceEqual(other.Phases);

    private static DomainException Invalid(string message) => DomainException.Invalid("decision.phases-invalid", message, "phases");
}
