using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Policy;

/// <summary>
/// Everything that verdicts need, immutable, with its revision. <see cref="Check"/> is the one function that answers
/// "may I use this?": for the API, the UI, the command line, exports and tests.
/// </summary>
public sealed class PolicySnapshot
{
    private readonly PolicySettings settings;
    private readonly ShardedMap<string, ToolPolicy> bySlug;
    private readonly ShardedMap<string, ToolMatch> byKey;
    private readonly ShardedMap<int, ExceptionFact[]> exceptions;
    private readonly SortedDictionary<string, ChannelFact> channels;

    /// <summary>Compiles a snapshot from the facts that stand at a revision.</summary>
    public PolicySnapshot(long revision, PolicySettings settings, PolicyFactSet facts)
    {
        (Revision, this.settings) = (revision, settings);
        ToolPolicy[] policies = [.. facts.Tools.Select(t => new ToolPolicy(t, []))];
        var keys = Task.Run(() => ShardedMap<string, ToolMatch>.Of(policies.SelectMany(p => p.Matches), policies.Sum(p => p.Tool.Identity.Identifiers.Count), m => m.Key, (found, m) => found?.And(m.Value) ?? m.Value));
        bySlug = ShardedMap<string, ToolPolicy>.Of(policies, policies.Length, p => p.Tool.Slug, (_, p) => p);
        foreach (var decision in facts.Decisions)
        {
            if (bySlug.TryGetValue(decision.Tool, out var policy))
                policy.Add(decision);
        }

        channels = Named(facts.Channels);
        exceptions = ShardedMap<int, ExceptionFact[]>.Of(facts.Exceptions, facts.Exceptions.Count, e => e.Decision, (to, e) => to is null ? [e] : ByNumber([.. to, e]));
        byKey = keys.Result;
    }

    private PolicySnapshot(long revision, PolicySettings settings, ShardedMap<string, ToolPolicy> bySlug, ShardedMap<string, ToolMatch> byKey, ShardedMap<int, ExceptionFact[]> exceptions, SortedDictionary<string, ChannelFact> channels) =>
        (Revision, this.settings, this.bySlug, this.byKey, this.exceptions, this.channels) = (revision, settings, bySlug, byKey, exceptions, channels);

    /// <summary>The policy revision; grows with every change that may alter a verdict.</summary>
    public long Revision { get; }

    /// <summary>What to do about software of which no decision says anything.</summary>
    public CheckAction Stance => settings.Stance;

    /// <summary>The facts that it was made of, in no order.</summary>
    public PolicyFactSet Facts =>
        new([.. bySlug.Values.Select(p => p.Tool)], [.. Decisions], [.. exceptions.Values.SelectMany(e => e)]) { Channels = channels.Values };

    /// <summary>The tools on record, in no order.</summary>
    public IEnumerable<ToolFact> Tools => bySlug.Values.Select(p => p.Tool);

    /// <summary>The decisions in force, in no order.</summary>
    public IEnumerable<DecisionFact> Decisions => bySlug.Values.SelectMany(p => p.Decisions);

    /// <summary>The channels, by name.</summary>
    public IReadOnlyCollection<ChannelFact> Channels => channels.Values;

    /// <summary>The snapshot of a later revision, at the cost of what changed.</summary>
    /// <param name="revision">The later revision.</param>
    /// <param name="ended">Facts that no longer stand; those that others take the place of may be left off.</param>
    /// <param name="opened">Facts that stand now.</param>
    public PolicySnapshot With(long revision, PolicyFactSet ended, PolicyFactSet opened)
    {
        var tools = opened.Tools.ToDictionary(t => t.Slug, StringComparer.Ordinal);
        var (gone, come) = (ended.Decisions.ToLookup(d => d.Tool, StringComparer.Ordinal), opened.Decisions.ToLookup(d => d.Tool, StringComparer.Ordinal));
        var before = new List<ToolPolicy>();
        var after = new Dictionary<string, ToolPolicy>(StringComparer.Ordinal);
        foreach (var slug in tools.Keys.Concat(gone.Select(g => g.Key)).Concat(come.Select(c => c.Key)).Distinct(StringComparer.Ordinal))
        {
            var isKnown = bySlug.TryGetValue(slug, out var known);
            if (isKnown)
                before.Add(known!);
            if (tools.TryGetValue(slug, out var tool) || isKnown)
                after.Add(slug, (known ?? new ToolPolicy(tool!, [])).With(tool, gone[slug], [.. come[slug]]));
        }

        return new PolicySnapshot(
            revision,
            settings,
            bySlug.With([.. after.Select(p => KeyValuePair.Create(p.Key, (ToolPolicy?)p.Value))]),
            byKey.With([.. MatchesOf(before, after)]),
            exceptions.With([.. ExceptionsOf(ended.Exceptions, opened.Exceptions)]),
            opened.Channels.Count == 0 ? channels : Named(channels.Values.Where(c => opened.Channels.All(o => o.Name != c.Name)).Concat(opened.Channels)));
    }

    /// <summary>The snapshot as if a decision had never been taken.</summary>
    /// <param name="decision">Its number.</param>
    /// <param name="tool">The slug of the tool that it governs.</param>
    public PolicySnapshot Without(int decision, string tool) =>
        With(Revision, PolicyFactSet.None with { Decisions = [.. DecisionsOn(tool).Where(d => d.Number == decision)] }, PolicyFactSet.None);

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
            Notes = Array.TrueForAll(matches, m => m.Note(query) is null) ? answer.Notes : [.. matches.Select(m => m.Note(query)).OfType<string>().Distinct(StringComparer.Ordinal), .. answer.Notes],
            Revision = Revision,
        };
    }

    /// <summary>Says of each decision on the tools that a subject names what say it has in the answer, by number.</summary>
    public IReadOnlyList<Explained> Explain(CheckQuery query)
    {
        var deciding = Check(query).Decisions.Select(d => d.Decision.Number).ToHashSet();
        return [.. Find(query.Subject).SelectMany(match => match.Policy.Decisions.Select(d => new Explained(d, deciding.Contains(d.Number) ? Say.Decides : SayOf(match, d, query)))).DistinctBy(e => e.Decision.Number).OrderBy(e => e.Decision.Number)];
    }

    /// <summary>What is on record of a channel, or null.</summary>
    public ChannelFact? FindChannel(string name) => channels.GetValueOrDefault(name);

    /// <summary>What is on record of a tool, or null.</summary>
    public ToolFact? FindTool(string slug) => bySlug.TryGetValue(slug, out var policy) ? policy.Tool : null;

    /// <summary>A decision in force, or null. It is looked for among all.</summary>
    public DecisionFact? FindDecision(int number) => Decisions.FirstOrDefault(d => d.Number == number);

    /// <summary>The decisions in force on a tool, by number.</summary>
    public IReadOnlyList<DecisionFact> DecisionsOn(string slug) => bySlug.TryGetValue(slug, out var policy) ? policy.Decisions : [];

    /// <summary>The granted exceptions to a decision, by number.</summary>
    public IReadOnlyList<ExceptionFact> ExceptionsTo(int decision) => exceptions.TryGetValue(decision, out var to) ? to : [];

    private static SortedDictionary<string, ChannelFact> Named(IEnumerable<ChannelFact> channels) => new(channels.ToDictionary(c => c.Name, StringComparer.Ordinal), StringComparer.Ordinal);

    private static MatchedTool Named(ToolMatch match) => new(match.Tool.Slug, match.Tool.Name);

    /// <summary>What is found now under every key of the tools that changed.</summary>
    private IEnumerable<KeyValuePair<string, ToolMatch?>> MatchesOf(List<ToolPolicy> before, Dictionary<string, ToolPolicy> after)
    {
        var found = after.Values.SelectMany(p => p.Matches).ToLookup(m => m.Key, m => m.Value, StringComparer.Ordinal);
        foreach (var key in before.SelectMany(p => p.Matches).Select(m => m.Key).Concat(found.Select(f => f.Key)).Distinct(StringComparer.Ordinal))
        {
            var others = byKey.TryGetValue(key, out var known) ? known.WithOthers().Where(m => !after.ContainsKey(m.Tool.Slug)).Select(m => m.Alone()) : [];
            yield return KeyValuePair.Create(key, others.Concat(found[key]).Aggregate((ToolMatch?)null, (all, m) => all?.And(m) ?? m));
        }
    }

    private IEnumerable<KeyValuePair<int, ExceptionFact[]?>> ExceptionsOf(IReadOnlyCollection<ExceptionFact> ended, IReadOnlyCollection<ExceptionFact> opened)
    {
        var gone = ended.Concat(opened).Select(e => e.Number).ToHashSet();
        var come = opened.ToLookup(e => e.Decision);
        foreach (var decision in ended.Concat(opened).Select(e => e.Decision).Distinct())
        {
            var all = ByNumber([.. ExceptionsTo(decision).Where(e => !gone.Contains(e.Number)), .. come[decision]]);
            yield return KeyValuePair.Create(decision, all.Length == 0 ? null : all);
        }
    }

    private Say SayOf(ToolMatch match, DecisionFact decision, CheckQuery query)
    {
        if (decision.Scope.Admits(query.Groups, query.Environment, query.Region) == Admission.Outside)
            return Say.OutOfScope;
        ParsedVersion? read = null;
        if (Candidate.Of(match, decision, ExceptionsTo(decision.Number), query, ref read) is not { } candidate)
            return Say.OtherVersions;
        return decision.Schedule.DispositionAt(query.At) is not { } says || says == Disposition.Lapsed ? Say.Silent
            : !candidate.IsSure && !says.Restricts() ? Say.InDoubt
            : Say.Outweighed;
    }

    private ToolMatch[] Find(Subject subject)
    {
        if (subject.Slug is { } slug)
            return bySlug.TryGetValue(slug, out var policy) ? [ToolMatch.BySlug(policy)] : [];
        if (subject.MatchKeys.Count == 1)
        {
            // Most subjects have one key, and most keys name one tool.
            if (!byKey.TryGetValue(subject.MatchKeys[0], out var found))
                return [];
            if (found.Also is null)
                return [found.IsFrom(subject) ? found : found.FromElsewhere()];
        }

        return [.. subject.MatchKeys.SelectMany(key => byKey.TryGetValue(key, out var found) ? found.WithOthers() : []).GroupBy(m => m.Tool.Slug, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).SelectMany(g => Placed(g, subject))];
    }

    /// <summary>A tool that is on record from the place that the subject names is no look-alike of itself.</summary>
    private static IEnumerable<ToolMatch> Placed(IEnumerable<ToolMatch> matches, Subject subject) =>
        matches.Any(m => m.IsFrom(subject)) ? matches : matches.Select(m => m.FromElsewhere());

    private List<Candidate> CandidatesOf(ReadOnlySpan<ToolMatch> matches, CheckQuery query)
    {
        var candidates = new List<Candidate>();
        foreach (var match in matches)
        {
            ParsedVersion? read = null;
            foreach (var decision in match.Policy.Decisions)
            {
                if (Candidate.Of(match, decision, ExceptionsTo(decision.Number), query, ref read) is { } candidate)
                    candidates.Add(candidate);
            }
        }

        return candidates;
    }

    private List<AlternativeMatter> AlternativesOf(Matter matter, CheckQuery query)
    {
        if (!matter.HasAlternatives)
            return [];
        var about = query.InAnyVersion();
        var found = new List<AlternativeMatter>();
        foreach (var slug in matter.Candidates.SelectMany(c => c.Decision.Alternatives).Select(a => a.Tool).Distinct(StringComparer.Ordinal))
        {
            if (bySlug.TryGetValue(slug, out var policy))
                found.Add(new AlternativeMatter(policy.Tool, settings.IsOwn(policy.Tool.Publisher), new Matter(settings.Stance, CandidatesOf([ToolMatch.BySlug(policy)], about))));
        }

        return found;
    }

    private static ExceptionFact[] ByNumber(ExceptionFact[] exceptions)
    {
        Array.Sort(exceptions, (a, b) => a.Number.CompareTo(b.Number));
        return exceptions;
    }
}
