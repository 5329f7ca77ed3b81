using ToolRegistry.Domain.Decisions;

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
                    yield return new RegisterEvent(EventType.DecisionProposed, subject, DataOf(decision.Tool, revision.Terms, nameOf) with { Statement = null, Revocation = revision.Kind == RevisionKind.Revoke ? true : null });
                    break;
                case ReviewState.Approved:
                    var data = DataOf(decision.Tool, revision.Terms, nameOf);
                    yield return revision.Kind == RevisionKind.Reschedule
                        ? new RegisterEvent(EventType.DecisionRescheduled, subject, data)
                        : new RegisterEvent(EventType.DecisionApproved, subject, data with { Expedited = revision.Expedition is { IsUnratified: true } ? true : null });
                    if (TakesEffect(revision, predecessor, at) is { } phase)
                        yield return new RegisterEvent(EventType.DecisionInForce, subject, data with { Disposition = phase.Disposition, At = at });
                    break;
                case ReviewState.Revoked:
                    yield return new RegisterEvent(EventType.DecisionEnded, subject, DataOf(decision.Tool, revision.Terms, nameOf) with { At = at });
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
        var data = new EventData { Tool = tool, Name = nameOf(tool), Decision = Numbers.Format(Numbers.Decision, exception.Decision) };
        var subject = Numbers.Format(Numbers.Exception, exception.Number);
        if (exception.EndedAt is { } ended)
            return new RegisterEvent(EventType.ExceptionEnded, subject, data with { At = ended });
        return exception.State == ReviewState.Approved ? new RegisterEvent(EventType.ExceptionGranted, subject, data with { At = exception.Terms.Until }) : null;
    }

    /// <summary>What everyone may know of a decision.</summary>
    internal static EventData DataOf(string tool, DecisionTerms terms, Func<string, string> nameOf) => new()
    {
        Tool = tool,
        Name = nameOf(tool),
        Phases = terms.Schedule.Phases,
        Ranges = [.. terms.Ranges.Select(r => r.ToString())],
        Statement = terms.PublicStatement,
        Alternatives = [.. terms.Alternatives.Select(a => nameOf(a.Tool))],
    };

    /// <summary>The phase that holds from the approval on, if something else held before.</summary>
    private static Phase? TakesEffect(DecisionRevision revision, DecisionRevision? predecessor, DateTimeOffset at) =>
        revision.Terms.Schedule.PhaseAt(at) is { Disposition: not Disposition.Lapsed } phase && phase.Disposition != predecessor?.Terms.Schedule.DispositionAt(at) ? phase : null;
}
