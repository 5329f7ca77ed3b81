using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Policy;

/// <summary>How far a decision holds the versions asked about.</summary>
internal enum Holding
{
    /// <summary>No range of it is compared with the subject's versions.</summary>
    NotCompared,

    /// <summary>No version was given, and it holds some.</summary>
    Some,

    /// <summary>It holds the version given, or every version.</summary>
    All,
}

/// <summary>What a candidate says at an instant.</summary>
internal readonly record struct Saying(Candidate By, Disposition Disposition, DateTimeOffset Since, ExceptionFact? Exception)
{
    public int Strictness => ((Disposition?)Disposition).Strictness();
}

/// <summary>A decision that may have a say in a check. All that does not depend on time is settled here.</summary>
internal sealed class Candidate
{
    private Candidate(DecisionFact decision, Holding holding, bool isSure, ExceptionFact[] exceptions, IReadOnlyList<VersionRange> ranges, IReadOnlyList<string> notes) =>
        (Decision, Holding, IsSure, Exceptions, Ranges, Notes) = (decision, holding, isSure, exceptions, ranges, notes);

    public DecisionFact Decision { get; }

    public Holding Holding { get; }

    /// <summary>Whether nothing is in doubt: what permits needs that, what restricts does not.</summary>
    public bool IsSure { get; }

    /// <summary>Exceptions that contain the asker.</summary>
    public ExceptionFact[] Exceptions { get; }

    /// <summary>The ranges that are compared with the subject's versions.</summary>
    public IReadOnlyList<VersionRange> Ranges { get; }

    public IReadOnlyList<string> Notes { get; }

    /// <summary>Adds the instants at which what it says may change.</summary>
    public void AddBoundaries(List<DateTimeOffset> boundaries)
    {
        var phases = Decision.Schedule.Phases;
        for (var i = 0; i < phases.Count; i++)
            boundaries.Add(phases[i].From);
        foreach (var exception in Exceptions)
        {
            boundaries.Add(exception.From);
            boundaries.Add(exception.Until);
        }

        if (Decision.RatifyBy is { } ratifyBy)
            boundaries.Add(ratifyBy);
    }

    /// <summary>The candidate, or null when the decision can have no say.</summary>
    /// <param name="match">How the subject names the decision's tool.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="exceptions">The exceptions to it.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="read">The version as the scheme of the last decision read it; most decisions on a tool have one scheme.</param>
    public static Candidate? Of(ToolMatch match, DecisionFact decision, IReadOnlyList<ExceptionFact> exceptions, CheckQuery query, ref ParsedVersion? read)
    {
        var admission = decision.Scope.Admits(query.Groups, query.Environment, query.Region);
        if (admission == Admission.Outside)
            return null;

        var compared = ComparedWith(match, decision.Ranges);
        if (compared.Count == 0)
            return new Candidate(decision, Holding.NotCompared, isSure: false, [], [], [$"{NumberOf(decision)} names versions that are not compared with those of this subject."]);

        var (holding, isCertain) = Hold(compared, match.Version(query), ref read);
        if (holding is null)
            return null;

        if (isCertain && admission == Admission.Inside && match.IsExact)
        {
            ExceptionFact[] admitted = exceptions.Count == 0 ? [] : [.. exceptions.Where(e => e.Audience.Admits(query.Groups, query.Environment, query.Region) == Admission.Inside)];
            return new Candidate(decision, holding.Value, isSure: true, admitted, compared, []);
        }

        return new Candidate(decision, holding.Value, isSure: false, [], compared, DoubtsOf(match, decision, query, isCertain, admission));
    }

    /// <summary>What it says at an instant, or null.</summary>
    public Saying? SaysAt(DateTimeOffset at)
    {
        if (Holding == Holding.NotCompared || Decision.Schedule.PhaseAt(at) is not { Disposition: not Disposition.Lapsed } phase)
            return null;
        if (!phase.Disposition.Restricts())
            return IsSure ? new Saying(this, phase.Disposition, phase.From, Exception: null) : null;
        if (Exceptions.Length == 0 || Exceptions.Where(e => e.HoldsAt(at)).MaxBy(e => (e.Until, -e.Number)) is not { } exception)
            return new Saying(this, phase.Disposition, phase.From, Exception: null);
        var since = exception.From > phase.From ? exception.From : phase.From;
        return new Saying(this, Disposition.Constrained, since, exception);
    }

    /// <summary>What the asker should know, when the decision says anything at the instant.</summary>
    public IEnumerable<string> NotesAt(DateTimeOffset at) =>
        Decision.Schedule.DispositionAt(at) is null ? []
        : Decision.RatifyBy is { } ratifyBy && ratifyBy <= at ? [.. Notes, $"{NumberOf(Decision)} was expedited and its ratification is overdue."]
        : Notes;

    private static IReadOnlyList<VersionRange> ComparedWith(ToolMatch match, IReadOnlyList<VersionRange> ranges)
    {
        for (var i = 0; i < ranges.Count; i++)
        {
            if (!match.Compares(ranges[i]))
                return [.. ranges.Where(match.Compares)];
        }

        return ranges;
    }

    private static (Holding? Holding, bool IsCertain) Hold(IReadOnlyList<VersionRange> compared, string? version, ref ParsedVersion? read)
    {
        for (var i = 0; i < compared.Count; i++)
        {
            if (compared[i].IsStar)
                return (Holding.All, true);
        }

        if (version is null)
            return (VersionRange.CoverEverything(compared) ? Holding.All : Holding.Some, true);
        var isReadable = true;
        for (var i = 0; i < compared.Count; i++)
        {
            var range = compared[i];
            if (read?.Scheme != range.Scheme && !range.Scheme.TryParse(version, out read))
                isReadable = false;
            else if (range.Contains(read!))
                return (Holding.All, true);
        }

        return isReadable ? (null, true) : (Holding.All, false);
    }

    private static List<string> DoubtsOf(ToolMatch match, DecisionFact decision, CheckQuery query, bool isCertain, Admission admission)
    {
        var notes = new List<string>();
        if (!isCertain)
            notes.Add($"The version can't be read in the scheme of {NumberOf(decision)}, so it is taken to be inside its ranges.");
        if (admission == Admission.Unstated)
            notes.Add($"{NumberOf(decision)} holds only for {Unstated(decision.Scope, query)}, which was not stated.");
        if (!match.IsExact)
            notes.Add($"The subject comes from another place, or is spelt otherwise, than {match.Tool.Name} on record: no approval or exception reaches it.");
        return notes;
    }

    private static string NumberOf(DecisionFact decision) => Numbers.Format(Numbers.Decision, decision.Number);

    private static string Unstated(Scope scope, CheckQuery query)
    {
        var parts = new List<string>();
        if (scope.Groups.Count > 0 && query.Groups is null)
            parts.Add("certain groups");
        if (scope.Environments.Count > 0 && query.Environment is null)
            parts.Add($"the environment {string.Join(", ", scope.Environments)}");
        if (scope.Regions.Count > 0 && query.Region is null)
            parts.Add($"the region {string.Join(", ", scope.Regions)}");
        return string.Join(" and ", parts);
    }
}
