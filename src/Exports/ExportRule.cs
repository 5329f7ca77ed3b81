using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Exports;

/// <summary>One decision as a channel delivers it.</summary>
public sealed class ExportRule
{
    private readonly Export export;
    private readonly Export.Entry entry;

    internal ExportRule(Export export, in Export.Entry entry) => (this.export, this.entry) = (export, entry);

    /// <summary>The decision.</summary>
    public DecisionFact Decision => entry.Decision;

    /// <summary>The tool that it governs.</summary>
    public ToolFact Tool => entry.Tool;

    /// <summary>The exceptions to it that some of the channel may have, by number.</summary>
    public IReadOnlyList<ExceptionFact> Exceptions => entry.Exceptions;

    /// <summary>Whether there is no other decision on its tool.</summary>
    public bool IsAlone => entry.IsAlone;

    /// <summary>Its number, as <c>TR-42</c>.</summary>
    public string Number => field ??= Numbers.Format(Numbers.Decision, Decision.Number);

    /// <summary>What it says at the export's instant to everyone in the channel; an exception that all of them have makes it Constrained. Null: nothing.</summary>
    public Disposition? Disposition => entry.Disposition;

    /// <summary>Whether the channel delivers it as a restriction now.</summary>
    public bool Restricts => Disposition is { } now && export.Terms.Delivers(now);

    /// <summary>Whether it is only to be watched: HighRisk.</summary>
    public bool IsAudit => Disposition == Domain.Decisions.Disposition.HighRisk;

    /// <summary>Whether the channel delivers it as a restriction now or will: by a later phase, or because an exception that all of the channel have ends.</summary>
    public bool RestrictsFromNow => Restricts || Decision.Schedule.RestrictsFrom(export.At) && new Course(export, this).RestrictionsFromNow.Any();

    /// <summary>Whether everyone in the channel may use what it covers: Approved, Constrained, or HighRisk, which warns.</summary>
    public bool Permits =>
        entry.HoldsForAll && Disposition is Domain.Decisions.Disposition.Approved or Domain.Decisions.Disposition.Constrained or Domain.Decisions.Disposition.HighRisk;

    /// <summary>Whether it holds every version.</summary>
    public bool HoldsEveryVersion => entry.IsStar || VersionRange.CoverEverything(Decision.Ranges);

    /// <summary>Whether it holds every version of all that the tool is known by.</summary>
    public bool HoldsEverything => entry.IsStar;

    /// <summary>Whether what comes out later is not held: its ranges have an end.</summary>
    public bool HasEnd => Decision.Ranges.All(r => r.Versions.HasEnd);

    /// <summary>The tool's identifiers by which it may be enforced: its own, and those of the publisher that the decision names. Not those of whose versions it says nothing.</summary>
    public RuleIdentifiers Identifiers => new(this, IdentifierKinds.All);

    /// <summary>Those of some kinds.</summary>
    public RuleIdentifiers Of(params ReadOnlySpan<IdentifierKind> kinds) => new(this, new IdentifierKindSet(kinds));

    /// <summary>Its package URLs of one type.</summary>
    public RuleIdentifiers Packages(string type) => new(this, type);

    /// <summary>The publisher's identifiers of one kind that the tool has and the decision does not name.</summary>
    public bool HasUnnamed(IdentifierKind kind) => Has(kind, identifier => !IsOwnOrNamed(Decision, identifier)) && !Of(kind).Any();

    /// <summary>Whether all that the tool has of one kind has versions of its own, of which the decision says nothing.</summary>
    public bool HasUngoverned(IdentifierKind kind) => Has(kind, identifier => !Governs(identifier)) && !Of(kind).Any();

    /// <summary>The ranges that are compared with the versions of an identifier; empty: the decision says nothing of it.</summary>
    public IReadOnlyList<VersionRange> RangesOn(ToolIdentifier identifier) => Decision.RangesOn(Tool, identifier);

    /// <summary>Its ranges as one text.</summary>
    public string RangesText => field ??= string.Join(' ', Decision.Ranges);

    /// <summary><see cref="RangesOn"/> as one text; empty: the decision says nothing of it.</summary>
    public string RangesTextOn(ToolIdentifier identifier) =>
        // Most identifiers of a tool have the same versions.
        RangesOn(identifier) is var own && ReferenceEquals(own, Decision.Ranges) ? RangesText : string.Join(' ', own);

    /// <summary>Whether the decision says something of an identifier: what has versions of its own is not governed by ranges of others.</summary>
    public bool Governs(ToolIdentifier identifier) => entry.IsStar || RangesOn(identifier).Count > 0;

    /// <summary>Whether every version of an identifier is held.</summary>
    public bool HoldsAllOf(ToolIdentifier identifier) => entry.IsStar || VersionRange.CoverEverything(RangesOn(identifier));

    /// <summary>Whether a version is held. One that can't be read is held by a restriction and by no permission.</summary>
    public bool Holds(string version) => Holds(Decision.Ranges, version);

    /// <summary>Whether a version is held by some of the decision's ranges.</summary>
    public bool Holds(IReadOnlyList<VersionRange> ranges, string version) =>
        VersionRange.Hold(ranges, version) ?? (Disposition is { } now && now.Restricts());

    /// <summary>The artifacts of the versions that are held.</summary>
    public IEnumerable<Artifact> HeldArtifacts => Tool.Identity.Artifacts.Count == 0 ? [] : Tool.Identity.Artifacts.Where(a => Holds(a.Version));

    /// <summary>
    /// Whether the files that are held are known one by one: the ranges have an end, each release on record inside has a hash, and
    /// there is one. Then their hashes say as much as the ranges, as far as the record goes.
    /// </summary>
    public bool HashesSayIt => HashesSay(static _ => true);

    /// <summary><see cref="HashesSayIt"/>, by the files alone that run where a target is enforced.</summary>
    public bool HashesSay(Func<Artifact, bool> runsHere) =>
        HasEnd
        && HeldArtifacts.Any(runsHere)
        && Tool.Releases.Where(Holds).All(version => Tool.Identity.Artifacts.Any(a => a.Version == version && runsHere(a)));

    /// <summary>How faithfully any target can say it in this channel, whatever the target: its scope, and who has exceptions.</summary>
    public Finding InChannel
    {
        get
        {
            var finding = entry.HoldsForAll
                ? Finding.Exact
                : Finding.Broader("The decision holds for a part of the channel only.", $"Make a channel for {Described(Decision.Scope)}.");
            return entry.ExceptsSome
                ? finding.And(Finding.Broader("Some in the channel have an exception, and would be stopped.", "Make a channel for those with the exception."))
                : finding;
        }
    }

    /// <summary>The address at which people read about it; null where the register's is not known.</summary>
    public string? Link => field ??= export.Links is { } links ? links + Number : null;

    /// <summary>What may be used instead in the channel now, as <c>Use instead: A, B.</c>; null where nothing may.</summary>
    public string? Alternatives => Decision.Alternatives.Count == 0 ? null : string.Join(", ", export.AlternativesOf(Decision).Select(t => t.Name)) is { Length: > 0 } instead ? $"Use instead: {instead}." : null;

    /// <summary>What users are told, on one line.</summary>
    public string Message => field ??= export.Template.Fill(this, static (rule, name) => rule.ValueOf(name));

    /// <summary>Whether it may be enforced by one of the tool's identifiers, and says something of it.</summary>
    internal bool MayUse(ToolIdentifier identifier) => (entry.MayUseAll || IsOwnOrNamed(Decision, identifier)) && Governs(identifier);

    private bool Has(IdentifierKind kind, Func<ToolIdentifier, bool> which) => Tool.Identity.Kinds.Contains(kind) && Tool.Identity.Identifiers.Any(i => i.Identifier.Kind == kind && which(i));

    /// <summary>Whether an identifier is the tool's own, or the decision names it.</summary>
    internal static bool IsOwnOrNamed(DecisionFact decision, ToolIdentifier identifier) => !identifier.Identifier.Kind.MayBeShared() || decision.Names(identifier.Identifier);

    private string? ValueOf(string placeholder) => placeholder switch
    {
        "number" => Number,
        "tool" => Tool.Name,
        "statement" => Decision.PublicStatement,
        "alternatives" => Alternatives,
        "link" => Link,
        "contact" => export.Terms.Contact,
        _ => throw new InvalidOperationException($"A message template names {placeholder}."),
    };

    private static string Described(Scope scope) =>
        string.Join(" and ", new[] { ("groups", scope.Groups), ("environments", scope.Environments), ("regions", scope.Regions) }.Where(d => d.Item2.Count > 0).Select(d => $"the {d.Item1} {string.Join(", ", d.Item2)}"));
}
