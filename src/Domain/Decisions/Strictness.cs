using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Decisions;

/// <summary>Whether a change of terms could make any answer more permissive. Says yes when it is not sure.</summary>
internal static class Strictness
{
    /// <summary>Compares what was in force (null: nothing) with what is to take force.</summary>
    public static bool MayLoosen(DecisionTerms? before, DecisionTerms after, bool unknownIsBlocked)
    {
        if (before is not null && (!VersionRange.IsSubset(before.Ranges, after.Ranges) || !after.Scope.Contains(before.Scope)))
            return true;
        var widens = before is null || after.Widens(before);
        var phases = (before?.Schedule.Phases ?? []).Concat(after.Schedule.Phases);
        return phases.Select(p => p.From).Append(DateTimeOffset.MinValue).Any(at => Loosens(before, after, widens, unknownIsBlocked, at));
    }

    private static bool Loosens(DecisionTerms? before, DecisionTerms after, bool widens, bool unknownIsBlocked, DateTimeOffset at)
    {
        var was = before?.Schedule.DispositionAt(at);
        var becomes = after.Schedule.DispositionAt(at);
        return becomes switch
        {
            Disposition.Banned => false,
            // Where the unknown is blocked, a further HighRisk turns "block" into "warn".
            Disposition.HighRisk => was == Disposition.Banned || unknownIsBlocked && (was is not Disposition.HighRisk || widens),
            Disposition.Constrained => was != becomes || widens || !before!.Constraints.All(after.Constraints.Contains),
            Disposition.Approved => was != becomes || widens,
            Disposition.Lapsed or null => was is not null,
            _ => true,
        };
    }
}
