using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Policy;

namespace ToolRegistry.Domain.Events;

/// <summary>What a change of a decision or an exception tells others. Pure; whoever changes a record need not think of it.</summary>
public static class Happenings
{
    /// <summary>What is told of a decision after a change.</summary>
    /// <param name="decision">The decision as it is now.</param>
    /// <param name="moved">The revisions whose state changed.</param>
    /// <param name="nameOf">Gives the name of a tool by its slug.</param>
    /// <param name="at">Now.</param>
    public static IEnumerable<RegisterEvent> Of(Decision decision, IReadOnlyCollection<DecisionRevision> moved, Func<string, string> nameOf, DateTimeOffset at)
    {
        var subject = Numbers.Format(Numbers.Decision, decision.Number);
        var predecessor = moved.FirstOrDefault(r => r.State == ReviewState.Superseded);
        foreach (var revision in moved.OrderBy(r => r.Number))
        {
            switch (revision.State)
            {
                case ReviewState.Proposed:
                    yield return new RegisterEvent(EventType.DecisionProposed, subject, DataOf(decision, revision, nameOf) with { Statement = null, Revocation = revision.Kind == RevisionKind.Revoke ? true : null });
                    break;
                case ReviewState.Approved:
                    var data = DataOf(decision, revision, nameOf);
                    yield return revision.Kind == RevisionKind.Reschedule
                        ? new RegisterEvent(EventType.DecisionRescheduled, subject, data)
                        : new RegisterEvent(EventType.DecisionApproved, subject, data with { Expedited = revision.Expedition is { IsUnratified: true } ? true : null });
                    if (TakesEffect(revision, predecessor, at) is { } phase)
                        yield return new RegisterEvent(EventType.DecisionInForce, subject, data with { Disposition = phase.Disposition, At = at });
                    break;
                case ReviewState.Revoked:
                    yield return new RegisterEvent(EventType.DecisionEnded, subject, DataOf(decision, revision, nameOf) with { At = at });
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>What is told of an exception after its state changed, or it was ended.</summary>
    /// <param name="exception">The exception as it is now.</param>
    /// <param name="tool">The slug of the tool that its decision governs.</param>
    /// <param name="nameOf">Gives the name of a tool by its slug.</param>
    public static RegisterEvent? Of(ExceptionRecord exception, string tool, Func<string, string> nameOf)
    {
        var data = EventData.OfException(exception.Decision, tool, nameOf);
        var subject = Numbers.Format(Numbers.Exception, exception.Number);
        if (exception.EndedAt is { } ended)
            return new RegisterEvent(EventType.ExceptionEnded, subject, data with { At = ended });
        return exception.State == ReviewState.Approved ? new RegisterEvent(EventType.ExceptionGranted, subject, data with { At = exception.Terms.Until }) : null;
    }

    private static EventData DataOf(Decision decision, DecisionRevision revision, Func<string, string> nameOf) =>
        EventData.Of(DecisionFact.Of(decision.Number, decision.Tool, revision.Terms, Support.None), nameOf);

    /// <summary>The phase that holds from the approval on, if something else held before.</summary>
    private static Phase? TakesEffect(DecisionRevision revision, DecisionRevision? predecessor, DateTimeOffset at) =>
        revision.Terms.Schedule.PhaseAt(at) is { Disposition: not Disposition.Lapsed } phase && phase.Disposition != predecessor?.Terms.Schedule.DispositionAt(at) ? phase : null;
}
