using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Policy;

namespace ToolRegistry.Domain.Events;

/// <summary>
/// What comes by time alone: phases that begin, exceptions that end, and both of them soon. Pure: the moments of two spans that
/// follow one another are those of the two together, but that what comes soon is told once of a span, by the nearest day.
/// </summary>
public static class Moments
{
    /// <summary>How many days ahead something is told, the nearest first.</summary>
    public static IReadOnlyList<int> DaysAhead { get; } = [1, 7, 30];

    /// <summary>The moments after one instant, up to and including another.</summary>
    public static IEnumerable<RegisterEvent> Between(PolicySnapshot snapshot, DateTimeOffset after, DateTimeOffset until)
    {
        string NameOf(string slug) => snapshot.FindTool(slug)?.Name ?? slug;
        foreach (var decision in snapshot.Decisions)
        {
            foreach (var moment in decision.Schedule.Phases.Select(p => OfPhase(decision, p, NameOf, after, until)).OfType<RegisterEvent>())
                yield return moment;
            foreach (var moment in snapshot.ExceptionsTo(decision.Number).Select(e => OfEnd(e, decision.Tool, NameOf, after, until)).OfType<RegisterEvent>())
                yield return moment;
        }
    }

    private static RegisterEvent? OfPhase(DecisionFact decision, Phase phase, Func<string, string> nameOf, DateTimeOffset after, DateTimeOffset until)
    {
        var ends = phase.Disposition == Disposition.Lapsed;
        EventType? type = IsIn(phase.From, after, until) ? ends ? EventType.DecisionEnded : EventType.DecisionInForce : null;
        var days = type is null && !ends ? DaysBefore(phase.From, after, until) : null;
        if ((type ?? (days is null ? null : EventType.DecisionInForceSoon)) is not { } told)
            return null;
        var data = EventData.Of(decision, nameOf) with { Disposition = ends ? null : phase.Disposition, At = phase.From, Days = days };
        return new RegisterEvent(told, Numbers.Format(Numbers.Decision, decision.Number), data);
    }

    private static RegisterEvent? OfEnd(ExceptionFact exception, string tool, Func<string, string> nameOf, DateTimeOffset after, DateTimeOffset until)
    {
        var ends = IsIn(exception.Until, after, until);
        var days = ends ? null : DaysBefore(exception.Until, after, until);
        return !ends && days is null ? null : new RegisterEvent(
            ends ? EventType.ExceptionEnded : EventType.ExceptionExpiring,
            Numbers.Format(Numbers.Exception, exception.Number),
            EventData.OfException(exception.Decision, tool, nameOf) with { At = exception.Until, Days = days });
    }

    private static bool IsIn(DateTimeOffset at, DateTimeOffset after, DateTimeOffset until) => at > after && at <= until;

    private static int? DaysBefore(DateTimeOffset at, DateTimeOffset after, DateTimeOffset until) =>
        at <= until ? null : DaysAhead.Where(days => IsIn(at - TimeSpan.FromDays(days), after, until)).Select(days => (int?)days).FirstOrDefault();
}
