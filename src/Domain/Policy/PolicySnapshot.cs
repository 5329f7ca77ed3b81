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
    private static readonly IReadOnlyList<DecisionFact> NoDecisions = [];
    private static readonly IReadOnlyList<ExceptionFact> NoExceptions = [];

    private readonly PolicySettings settings;
    private readonly Dictionary<string, ToolFact> tools;
    private readonly ILookup<string, ToolMatch> byKey;
    private readonly ILookup<string, ToolMatch> byHash;
    private readonly Dictionary<string, IReadOnlyList<DecisionFact>> decisions;
    private readonly Dictionary<int, IReadOnlyList<ExceptionFact>> exceptions;

    /// <summary>Compiles a snapshot from the facts that stand at a revision.</summary>
    public PolicySnapshot(long revision, PolicySettings settings, IEnumerable<ToolFact> tools, IEnumerable<DecisionFact> decisions, IEnumerable<ExceptionFact> exceptions)
    {
        Revision = revision;
        this.settings = settings;
        this.tools = tools.ToDictionary(t => t.Slug, StringComparer.Ordinal);
        byKey = this.tools.Values
            .SelectMany(t => t.Identity.Identifiers.Select(i => (i.Identifier.MatchKey, Match: ToolMatch.ByIdentifier(t, i))))
            .ToLookup(x => x.MatchKey, x => x.Match, StringComparer.Ordinal);
        byHash = this.tools.Values
            .SelectMany(t => t.Identity.Artifacts.Select(a => (Key: Identifier.Create(IdentifierKind.Sha256, a.Sha256).MatchKey, Match: ToolMatch.ByArtifact(t, a))))
            .ToLookup(x => x.Key, x => x.Match, StringComparer.Ordinal);
        this.decisions = decisions.GroupBy(d => d.Tool, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, IReadOnlyList<DecisionFact> (g) => [.. g.OrderBy(d => d.Number)], StringComparer.Ordinal);
        this.exceptions = exceptions.GroupBy(e => e.Decision)
            .ToDictionary(g => g.Key, IReadOnlyList<ExceptionFact> (g) => [.. g.OrderBy(e => e.Number)]);
    }

    /// <summary>The policy revision; grows with every change that may alter a verdict.</summary>
    public long Revision { get; }

    /// <summary>Answers a check. Pure: the same snapshot and query give the same verdict.</summary>
    public Verdict Check(CheckQuery query)
    {
        var matches = Find(query.Subject);
        var matter = new Matter(query, settings.Stance, CandidatesOf(matches, query));
        var alternatives = AlternativesOf(matter, query);
        var timeline = new Timeline(matter, alternatives);
        var answer = matter.AnswerAt(query.At);
        return new Verdict
        {
            Query = query,
            Tools = [.. matches.Select(m => new MatchedTool(m.Tool.Slug, m.Tool.Name)).Distinct()],
            Outcome = answer.Outcome,
            Action = answer.Action,
            Since = timeline.Since(query.At),
            Next = timeline.Next(query.At),
            ValidUntil = timeline.ValidUntil(query.At),
            Decisions = answer.Deciders,
            Alternatives = timeline.SuggestedAt(query.At),
            Constraints = answer.Constraints,
            Exception = answer.Exception,
            Ranges = answer.Ranges,
            Notes = [.. matches.SelectMany(m => m.Notes(query)).Distinct(StringComparer.Ordinal), .. answer.Notes],
            Revision = Revision,
        };
    }

    /// <summary>The decisions in force on a tool, by number.</summary>
    internal IReadOnlyList<DecisionFact> DecisionsOn(string slug) => decisions.GetValueOrDefault(slug, NoDecisions);

    /// <summary>The granted exceptions to a decision, by number.</summary>
    internal IReadOnlyList<ExceptionFact> ExceptionsTo(int decision) => exceptions.GetValueOrDefault(decision, NoExceptions);

    private List<ToolMatch> Find(Subject subject) =>
        subject.Slug is { } slug
            ? tools.TryGetValue(slug, out var tool) ? [ToolMatch.BySlug(tool)] : []
            : [.. subject.MatchKeys.SelectMany(key => byKey[key].Concat(byHash[key])).GroupBy(m => m.Tool.Slug, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).SelectMany(g => Placed(g, subject))];

    /// <summary>A tool that is on record from the place that the subject names is no look-alike of itself.</summary>
    private static IEnumerable<ToolMatch> Placed(IEnumerable<ToolMatch> matches, Subject subject) =>
        matches.Any(m => m.IsFrom(subject)) ? matches : matches.Select(m => m.FromElsewhere());

    private List<Candidate> CandidatesOf(IEnumerable<ToolMatch> matches, CheckQuery query) =>
    [
        .. from match in matches
           from decision in DecisionsOn(match.Tool.Slug)
           let candidate = Candidate.Of(match, decision, ExceptionsTo(decision.Number), query)
           where candidate is not null
           select candidate,
    ];

    private List<AlternativeMatter> AlternativesOf(Matter matter, CheckQuery query) =>
    [
        .. from slug in matter.Candidates.SelectMany(c => c.Decision.Alternatives).Select(a => a.Tool).Distinct(StringComparer.Ordinal)
           where tools.ContainsKey(slug)
           let tool = tools[slug]
           let about = query.About(slug)
           select new AlternativeMatter(tool, settings.IsOwn(tool.Publisher), new Matter(about, settings.Stance, CandidatesOf([ToolMatch.BySlug(tool)], about))),
    ];
}
