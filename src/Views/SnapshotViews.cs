using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Views;

/// <summary>Says a snapshot in wire records, and compiles one from them, so that it answers away from the service as it does there.</summary>
internal static class SnapshotViews
{
    /// <param name="facts">What the snapshot is made of.</param>
    /// <param name="revision">Its revision.</param>
    /// <param name="settings">The settings of all checks.</param>
    /// <param name="groups">The asker's groups; null: unknown.</param>
    /// <param name="at">When it was known to be all there is.</param>
    public static SnapshotDocument Of(PolicyFactSet facts, long revision, PolicySettings settings, IReadOnlyList<string>? groups, DateTimeOffset at) => new()
    {
        Revision = revision,
        At = at,
        Groups = groups,
        UnknownAction = Wire.Name(settings.Stance),
        OwnPublishers = [.. settings.OwnPublishers],
        Tools = facts.Tools.OrderBy(t => t.Slug, StringComparer.Ordinal).Select(Of),
        Decisions = facts.Decisions.OrderBy(d => d.Number).Select(Of),
        // An exception for others is no business of the asker, and without groups none that asks for one can hold.
        Exceptions = facts.Exceptions.Where(e => e.Audience.Groups.Count == 0 || groups is not null && e.Audience.Groups.Any(groups.Contains)).OrderBy(e => e.Number).Select(Of),
    };

    /// <summary>Compiles the snapshot of a document.</summary>
    /// <exception cref="DomainException">The document says what no register says.</exception>
    public static PolicySnapshot Compile(SnapshotDocument document) => new(
        document.Revision,
        new PolicySettings(Wire.Parse<CheckAction>(document.UnknownAction, "unknownAction"), [.. document.OwnPublishers]),
        new PolicyFactSet([.. document.Tools.Select(Read)], [.. document.Decisions.Select(Read)], [.. document.Exceptions.Select(Read)]));

    private static SnapshotTool Of(ToolFact tool) => new(
        tool.Slug,
        tool.Name,
        tool.Publisher,
        tool.Identity.VersionScheme.Name,
        tool.Identity.OneVersionLine,
        [.. tool.Identity.Identifiers.Select(i => new IdentifierBody(i.Identifier.Kind.Name(), i.Identifier.Value, i.OwnVersionLine))],
        [.. tool.Identity.Artifacts.Select(a => new SnapshotArtifact(a.Version, a.Sha256))]);

    private static SnapshotDecision Of(DecisionFact decision) => new()
    {
        Number = Numbers.Format(Numbers.Decision, decision.Number),
        Tool = decision.Tool,
        Ranges = [.. decision.Ranges.Select(r => r.ToString())],
        Scope = Wire.Scope(decision.Scope),
        Phases = [.. decision.Schedule.Phases.Select(p => new PhaseBody(p.From, Wire.Name(p.Disposition)))],
        Alternatives = [.. decision.Alternatives.Select(a => new AlternativeBody(a.Tool, a.Note))],
        Constraints = decision.Constraints,
        PublicStatement = decision.PublicStatement,
        ReviewBy = decision.ReviewBy,
        Provisional = decision.Provisional,
        Confidence = Wire.Name(decision.Support.Confidence),
        IndependentOrigins = decision.Support.IndependentOrigins,
        RatifyBy = decision.RatifyBy,
    };

    private static SnapshotExceptionBody Of(ExceptionFact exception) =>
        new(Numbers.Format(Numbers.Exception, exception.Number), Numbers.Format(Numbers.Decision, exception.Decision), Wire.Scope(exception.Audience), exception.From, exception.Until, exception.CompensatingControls);

    private static ToolFact Read(SnapshotTool tool) => new(tool.Slug, tool.Name, tool.Publisher, ToolIdentity.Create(
        VersionScheme.Get(tool.VersionScheme),
        tool.OneVersionLine,
        [.. tool.Identifiers.Select(i => new ToolIdentifier(Wire.Identifier(i), i.OwnVersionLine))],
        [.. tool.Artifacts.Select(a => new Artifact(a.Version, Platform: null, FileName: null, a.Sha256))]));

    private static DecisionFact Read(SnapshotDecision decision) => new()
    {
        Number = Wire.NumberIn(Numbers.Decision, decision.Number, "number"),
        Tool = decision.Tool,
        Ranges = [.. decision.Ranges.Select(VersionRange.Parse)],
        Scope = Wire.Scope(decision.Scope),
        Schedule = Schedule.Create(decision.Phases.Select(p => new Phase(p.From, Wire.Parse<Disposition>(p.Disposition, "phases")))),
        Alternatives = [.. decision.Alternatives.Select(a => new Alternative(a.Tool, a.Note))],
        Constraints = decision.Constraints,
        PublicStatement = decision.PublicStatement,
        ReviewBy = decision.ReviewBy,
        Provisional = decision.Provisional,
        Support = new Support(Wire.Parse<Confidence>(decision.Confidence, "confidence"), decision.IndependentOrigins),
        RatifyBy = decision.RatifyBy,
    };

    private static ExceptionFact Read(SnapshotExceptionBody exception) =>
        new(Wire.NumberIn(Numbers.Exception, exception.Number, "number"), Wire.NumberIn(Numbers.Decision, exception.Decision, "decision"), Wire.Scope(exception.Audience), exception.From, exception.Until, exception.CompensatingControls);
}
