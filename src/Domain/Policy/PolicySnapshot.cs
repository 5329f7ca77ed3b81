using System.Collections.Frozen;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Domain.Policy;

/// <summary>What the organization has settled for all checks.</summary>
/// <param name="Stance">What to do about software of which no decision says anything.</param>
/// <param name="OwnPublishers">Publishers that are the organization itself.</param>
public sealed record PolicySettings(CheckAction Stance, IReadOnlyCollection<string> OwnPublishers)
{
    /// <summary>Warn about the unknown; no own publishers.</summary>
    public static readonly PolicySettings Default = new(CheckAction.Warn, []);

    /// <summary>Whether a publisher is the organization itself.</summary>
    public bool IsOwn(string publisher) => OwnPublishers.Contains(publisher, StringComparer.OrdinalIgnoreCase);
}

/// <summary>
/// Everything that verdicts need, immutable, with its revision. <see cref="Check"/> is the one function that answers
/// "may I use this?": for the API, the UI, the command line, exports and tests.
/// </summary>
public sealed class PolicySnapshot
{

    private readonly PolicySettings settings;
    private readonly FrozenDictionary<string, ToolFact> tools;
    private readonly FrozenDictionary<string, ToolMatch[]> byKey;
    private readonly FrozenDictionary<string, DecisionFact[]> decisions;
    private readonly FrozenDictionary<int, ExceptionFact[]> exceptions;

    /// <summary>Compiles a snapshot from the facts that stand at a revision.</summary>
    public PolicySnapshot(long revision, PolicySettings settings, IEnumerable<ToolFact> tools, IEnumerable<DecisionFact> decisions, IEnumerable<ExceptionFact> exceptions)
    {
        Revision = revision;
        this.settings = settings;
        this.tools = tools.ToFrozenDictionary(t => t.Slug, StringComparer.Ordinal);
        byKey = this.tools.Values.SelectMany(ByIdentifier).Concat(this.tools.Values.SelectMany(ByArtifact))
            .GroupBy(m => m.Key, m => m.Match, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        this.decisions = decisions.GroupBy(d => d.Tool, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.OrderBy(d => d.Number).ToArray(), StringComparer.Ordinal);
        this.exceptions = exceptions.GroupBy(e => e.Decision).ToFrozenDictionary(g => g.Key, g => g.OrderBy(e => e.Number).ToArray());
    }

    /// <summary>The policy revision; grows with every change that may alter a verdict.</summary>
    public long Revision { get; }

    /// <summary>Answers a check. Pure: the same snapshot and query give the same verdict.</summary>
    public Verdict Check(CheckQuery query)
    {
        var matches = Find(query.Subject);
        var matter = new Matter(settings.Stance, CandidatesOf(matches, query));
        var timeline = new Timeline(matter, AlternativesOf(matter, query), query.At);
        var answer = timeline.Answer;
        var suggested = timeline.Suggested();
        return new Verdict
        {
            Query = query,
            Tools = matches.Length == 1 ? [Named(matches[0])] : [.. matches.Select(Named).Distinct()],
            Outcome = answer.Outcome,
            Action = answer.Action,
            Since = timeline.Since(),
            Next = timeline.Next(),
            ValidUntil = timeline.ValidUntil(suggested),
            Decisions = answer.Deciders,
            Alternatives = suggested,
            Constraints = answer.Constraints,
            Exception = answer.Exception,
            Ranges = answer.Ranges,
            Notes = matches.Length == 0 ? answer.Notes : [.. matches.SelectMany(m => m.Notes(query)).Distinct(StringComparer.Ordinal), .. answer.Notes],
            Revision = Revision,
        };
    }

    /// <summary>The decisions in force on a tool, by number.</summary>
    internal IReadOnlyList<DecisionFact> DecisionsOn(string slug) => decisions.TryGetValue(slug, out var on) ? on : [];

    /// <summary>The granted exceptions to a decision, by number.</summary>
    internal IReadOnlyList<ExceptionFact> ExceptionsTo(int decision) => exceptions.TryGetValue(decision, out var to) ? to : [];

    private static MatchedTool Named(ToolMatch match) => new(match.Tool.Slug, match.Tool.Name);

    private static IEnumerable<(string Key, ToolMatch Match)> ByIdentifier(ToolFact tool) =>
        tool.Identity.Identifiers.Select(i => (i.Identifier.MatchKey, ToolMatch.ByIdentifier(tool, i)));

    private static IEnumerable<(string Key, ToolMatch Match)> ByArtifact(ToolFact tool) =>
        tool.Identity.Artifacts.Select(a => (Identifier.Create(IdentifierKind.Sha256, a.Sha256).MatchKey, ToolMatch.ByArtifact(tool, a)));

    private ToolMatch[] Find(Subject subject)
    {
        if (subject.Slug is { } slug)
            return tools.TryGetValue(slug, out var tool) ? [ToolMatch.BySlug(tool)] : [];
        if (subject.MatchKeys.Count == 1)
        {
            // Most subjects have one key, and most keys name one tool.
            if (!byKey.TryGetValue(subject.MatchKeys[0], out var found))
                return [];
            if (found is [var only])
                return only.IsFrom(subject) ? found : [only.FromElsewhere()];
        }

        return [.. subject.MatchKeys.SelectMany(key => byKey.TryGetValue(key, out var found) ? found : []).GroupBy(m => m.Tool.Slug, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).SelectMany(g => Placed(g, subject))];
    }

    /// <summary>A tool that is on record from the place that the subject names is no look-alike of itself.</summary>
    private static IEnumerable<ToolMatch> Placed(IEnumerable<ToolMatch> matches, Subject subject) =>
        matches.Any(m => m.IsFrom(subject)) ? matches : matches.Select(m => m.FromElsewhere());

    private List<Candidate> CandidatesOf(IReadOnlyList<ToolMatch> matches, CheckQuery query)
    {
        var candidates = new List<Candidate>();
        foreach (var match in matches)
        {
            foreach (var decision in DecisionsOn(match.Tool.Slug))
            {
                if (Candidate.Of(match, decision, ExceptionsTo(decision.Number), query) is { } candidate)
                    candidates.Add(candidate);
            }
        }

        return candidates;
    }

    private IReadOnlyList<AlternativeMatter> AlternativesOf(Matter matter, CheckQuery query) => matter.Candidates.All(c => c.Decision.Alternatives.Count == 0) ? [] :
    [
        .. from slug in matter.Candidates.SelectMany(c => c.Decision.Alternatives).Select(a => a.Tool).Distinct(StringComparer.Ordinal)
           where tools.ContainsKey(slug)
           let tool = tools[slug]
           let about = query.About(slug)
           select new AlternativeMatter(tool, settings.IsOwn(tool.Publisher), new Matter(settings.Stance, CandidatesOf([ToolMatch.BySlug(tool)], about))),
    ];
}
