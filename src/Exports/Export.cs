using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Channels;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;

namespace ToolRegistry.Exports;

/// <summary>
/// What a channel delivers at an instant: the decisions of a snapshot that hold in its scope, as rules. It is the same for
/// every instant from <see cref="Since"/> until <see cref="ValidUntil"/>. Any number of threads may share one.
/// </summary>
public sealed class Export
{
    private readonly PolicySnapshot snapshot;
    private readonly Entry[] entries;
    private readonly ConcurrentDictionary<string, bool> permitted = new(StringComparer.Ordinal);
    private readonly Asker asker;

    /// <summary>Chooses what is delivered.</summary>
    /// <param name="snapshot">The policy.</param>
    /// <param name="committedAt">When the snapshot's revision was reached.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="at">The instant.</param>
    /// <param name="address">Where people reach the register, or null: then messages hold no link.</param>
    public Export(PolicySnapshot snapshot, DateTimeOffset committedAt, ChannelFact channel, DateTimeOffset at, Uri? address)
    {
        (this.snapshot, Channel, Terms, At, Address) = (snapshot, channel.Name, channel.Terms, at, address);
        Template = new MessageTemplate(Terms.MessageTemplate);
        Links = address is null ? null : $"{address.AbsoluteUri.TrimEnd('/')}/d/";
        var scope = Terms.Scope;
        asker = channel.Asker;
        entries = [.. snapshot.Decisions.Where(d => d.Scope.Overlaps(scope)).Select(EntryOf)];
        Array.Sort(entries, (a, b) => a.Decision.Number.CompareTo(b.Decision.Number));
        foreach (var entry in entries)
        {
            foreach (var phase in entry.Decision.Schedule.Phases)
                Bound(phase.From);
            foreach (var exception in entry.Exceptions)
            {
                Bound(exception.From);
                Bound(exception.Until);
            }
        }

        AsOf = Since > committedAt ? Since.Value : committedAt;
    }

    /// <summary>The channel's name.</summary>
    public string Channel { get; }

    /// <summary>What the channel delivers.</summary>
    public ChannelTerms Terms { get; }

    /// <summary>The policy revision.</summary>
    public long Revision => snapshot.Revision;

    /// <summary>What to do about software of which no decision says anything: the register's stance, or to block it where the channel denies it.</summary>
    public CheckAction Stance => Terms.DeniesUnknown ? CheckAction.Block : snapshot.Stance;

    /// <summary>The instant.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Where people reach the register, or null.</summary>
    public Uri? Address { get; }

    /// <summary>What users are told of a decision.</summary>
    internal MessageTemplate Template { get; }

    /// <summary>How the addresses of decisions begin, or null.</summary>
    internal string? Links { get; }

    /// <summary>When what is delivered last changed: a commit, the beginning of a phase or of an exception, or its end.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>
    /// A number that grows with what is delivered: the second of <see cref="AsOf"/>, and the revision, so that of two commits within
    /// a second the later one has the higher number.
    /// </summary>
    public long Serial => AsOf.ToUnixTimeSeconds() + Revision;

    /// <summary>From which instant on the record, as it stands, delivers just this; null: from ever.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>When what is delivered next changes by itself, or null.</summary>
    public DateTimeOffset? ValidUntil { get; private set; }

    /// <summary>Whether just this is delivered at another instant, too, as the record stands.</summary>
    public bool StandsAt(DateTimeOffset at) => !(at < Since) && !(at >= ValidUntil);

    /// <summary>What is restricted now, by number: Banned, and HighRisk where the channel delivers it.</summary>
    public IEnumerable<ExportRule> Restrictions => Rules.Where(r => r.Restricts);

    /// <summary>What is restricted now or will be, by number: for targets that know dates.</summary>
    public IEnumerable<ExportRule> RestrictionsFromNow => Rules.Where(r => r.RestrictsFromNow);

    /// <summary>
    /// What may be used now by everyone in the channel, by number, where it denies what is unknown; else nothing. A ban on the
    /// same tool goes before it.
    /// </summary>
    public IEnumerable<ExportRule> Permissions => Terms.DeniesUnknown ? Rules.Where(r => r.Permits) : [];

    /// <summary>All decisions that hold in the channel's scope, by number, whatever they say now.</summary>
    public IEnumerable<ExportRule> Rules => entries.Select(e => new ExportRule(this, e));

    /// <summary>The decisions that restrict a tool now in the channel, by number.</summary>
    internal IEnumerable<ExportRule> RestrictionsOn(ToolFact tool) =>
        RulesOn(tool).Where(r => r.Restricts);

    /// <summary>Those of them that are before a rule on the same tool. Few tools have any.</summary>
    internal IEnumerable<ExportRule> RestrictionsBefore(ExportRule rule) =>
        rule.IsAlone ? [] : RestrictionsOn(rule.Tool).TakeWhile(r => r.Decision.Number < rule.Decision.Number);

    /// <summary>All decisions on a tool that hold in the channel's scope, by number.</summary>
    internal IEnumerable<ExportRule> RulesOn(ToolFact tool) =>
        snapshot.DecisionsOn(tool.Slug).Where(d => d.Scope.Overlaps(Terms.Scope)).Select(RuleOf);

    /// <summary>The alternatives of a decision that may be used in the channel now.</summary>
    internal IEnumerable<ToolFact> AlternativesOf(DecisionFact decision)
    {
        foreach (var slug in decision.Alternatives.Select(a => a.Tool))
        {
            if (snapshot.FindTool(slug) is { } tool && IsPermitted(slug))
                yield return tool;
        }
    }

    private bool IsPermitted(string slug) =>
        permitted.GetOrAdd(slug, of => snapshot.Check(CheckQuery.Create(Subject.Parse(of), version: null, asker, At)).Outcome is Outcome.Approved or Outcome.Constrained);

    /// <summary>A decision as the channel delivers it.</summary>
    internal ExportRule RuleOf(DecisionFact decision) => new(this, EntryOf(decision));

    private Entry EntryOf(DecisionFact decision)
    {
        var exceptions = snapshot.ExceptionsTo(decision.Number);
        if (exceptions.Count > 0)
            exceptions = [.. exceptions.Where(e => e.Audience.Overlaps(Terms.Scope))];
        var holdsForAll = decision.Scope.Contains(Terms.Scope);
        var isLifted = holdsForAll && exceptions.Any(e => e.HoldsAt(At) && e.Audience.Contains(Terms.Scope));
        var said = decision.Schedule.DispositionAt(At);
        var tool = snapshot.FindTool(decision.Tool)!;
        return new Entry(decision, tool, exceptions)
        {
            Disposition = isLifted && said is { } now && now.Restricts() ? Disposition.Constrained : said,
            HoldsForAll = holdsForAll,
            ExceptsSome = !isLifted && exceptions.Any(e => e.HoldsAt(At)),
            IsStar = decision.Ranges.Any(r => r.IsStar),
            MayUseAll = !tool.Identity.Kinds.Overlaps(IdentifierKinds.Shared) || tool.Identity.Identifiers.All(i => ExportRule.IsOwnOrNamed(decision, i)),
            IsAlone = snapshot.DecisionsOn(decision.Tool).Count == 1,
        };
    }

    /// <summary>Takes an instant in at which something changes.</summary>
    private void Bound(DateTimeOffset change)
    {
        if (change > At && !(change >= ValidUntil))
            ValidUntil = change;
        else if (change <= At && !(change <= Since))
            Since = change;
    }

    /// <summary>
    /// What is found out of a decision once, for all targets: to look at it again takes them as long as to write a rule, because
    /// what it hangs on lies all over memory.
    /// </summary>
    /// <param name="Decision">The decision.</param>
    /// <param name="Tool">The tool that it governs.</param>
    /// <param name="Exceptions">The exceptions to it that some of the channel may have, by number.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Entry(DecisionFact Decision, ToolFact Tool, IReadOnlyList<ExceptionFact> Exceptions)
    {
        /// <summary>What it says at the export's instant to everyone in the channel; an exception that all of them have makes it Constrained. Null: nothing.</summary>
        public Disposition? Disposition { get; init; }

        /// <summary>Whether it holds for everyone in the channel.</summary>
        public bool HoldsForAll { get; init; }

        /// <summary>Whether some in the channel have an exception now, and not all.</summary>
        public bool ExceptsSome { get; init; }

        /// <summary>Whether one of its ranges is <c>*</c>: it holds every version of all that the tool is known by.</summary>
        public bool IsStar { get; init; }

        /// <summary>Whether it may be enforced by all that the tool is known by: the decision names what of it may be shared.</summary>
        public bool MayUseAll { get; init; }

        /// <summary>Whether there is no other decision on the tool.</summary>
        public bool IsAlone { get; init; }
    }
}
