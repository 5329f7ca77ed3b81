using CsCheck;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Channels;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tools;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests.Given;

/// <summary>What a target's consumer does with its file, as far as blocking goes.</summary>
internal interface IConsumer
{
    /// <summary>Whether it would refuse this. Only identifiers that the target says it can use are asked about.</summary>
    bool Blocks(Subject subject, string? version);

    /// <summary>The same for a consumer that sees the file, whose SHA-256 is known where the version's is on record.</summary>
    bool Blocks(Subject subject, string? version, string? sha256) => Blocks(subject, version);
}

/// <summary>
/// No export ever says less than was decided without its report saying so, nor more: over random small registers, what a tiny
/// model of the consumer makes of the file is held against the check of the domain.
/// </summary>
internal static class ExportLaw
{
    private static readonly string[] Versions = ["0.9.0", "1.0.0", "1.5.0", "2.0.0", "2.5.0"];
    private static readonly string[] Ranges = ["*", "*", ">=1.0.0|<2.0.0", ">=1.5.0", "<1.5.0", "1.5.0"];
    private static readonly Disposition[] Dispositions = [Disposition.Banned, Disposition.Banned, Disposition.HighRisk, Disposition.Approved, Disposition.Constrained];
    private static readonly Scope[] Scopes = [Scope.Everywhere, Scope.Everywhere, Scope.Create([], ["ci"], []), Scope.Create(["g1"], [], []), Scope.Create([], ["workstation"], [])];
    private static readonly string[] Days = ["2026-07-01", "2026-07-10", "2026-07-20"];

    private static readonly Gen<ChannelContent> Channels = Gen.Select(Gen.OneOf(Scopes), Gen.Bool, Gen.Int[0, 3]).Select((scope, highRisk, deny) => TakesAll with { Scope = scope, IncludesHighRisk = highRisk, DeniesUnknown = deny == 0 });

    /// <summary>Holds the law for one target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="identifiers">Identifiers that it can use, as tools may have them; each is given to one tool.</param>
    /// <param name="read">Makes the model of the consumer from a file, at an instant.</param>
    /// <param name="knownVersions">Whether a version that is not on record is asked about too: no, for targets that list releases.</param>
    /// <param name="scheme">The scheme of all versions and ranges.</param>
    /// <param name="alwaysNamed">Whether every decision names the publisher's identifiers: for targets that have others, by which a decision may be said that names none.</param>
    /// <param name="deniesUnknown">Which subjects it denies in allowlist mode when no decision says anything of them; null: all.</param>
    public static void Holds(
        IExportTarget target,
        string[] identifiers,
        Func<byte[], DateTimeOffset, IConsumer> read,
        bool knownVersions = true,
        string scheme = "semver",
        bool alwaysNamed = false,
        Func<Subject, bool>? deniesUnknown = null)
    {
        var worlds = Gen.Select(Tools(identifiers, scheme), Decisions(scheme).Array[1, 5], Channels, Gen.OneOf(Days), Gen.Bool);
        worlds.Sample(
            (tools, decisions, channel, day, hasException) =>
            {
                var facts = new PolicyFactSet(
                    tools,
                    [.. decisions.Select((d, i) => Named(d with { Number = i + 1, Tool = tools[d.Number % tools.Length].Slug, Provisional = d.Provisional && !alwaysNamed }, tools[d.Number % tools.Length]))],
                    hasException ? [new ExceptionFact(1, 1, Scope.Create(["g1"], [], []), Day("2026-07-05"), Day("2026-07-15"), ["control"])] : []);
                var export = Export(facts, Day(day), channel);
                var consumer = read(Approved.Bytes(target, export), Day(day));
                foreach (var tool in tools)
                {
                    foreach (var identifier in tool.Identity.Identifiers)
                    {
                        foreach (var version in Versions.Where(v => !knownVersions || tool.Releases.Contains(v)).Append(null))
                            Compare(target, export, facts, tool, identifier, version, consumer, deniesUnknown ?? (_ => true));
                    }
                }
            },
            iter: 400,
            threads: 1);
    }

    private static void Compare(IExportTarget target, Export export, PolicyFactSet facts, ToolFact tool, ToolIdentifier subjectOf, string? version, IConsumer consumer, Func<Subject, bool> deniesUnknown)
    {
        var identifier = subjectOf.Identifier;
        var scope = export.Terms.Scope;
        var subject = Subject.Parse(identifier.Kind == IdentifierKind.Purl ? identifier.Value : identifier.ToString());
        var query = CheckQuery.Create(subject, version, scope.Groups.Count == 0 ? null : scope.Groups, scope.Environments is [var environment] ? environment : null, region: null, export.At);
        var verdict = new PolicySnapshot(17, PolicySettings.Default, facts).Check(query);
        if (verdict.Outcome == Outcome.DependsOnVersion || IsUnnamed(facts, tool, identifier, verdict))
            return;
        // A domain may stand for several tools, so the file is of one that is banned, if any is; what has its own versions is no file of the tool's.
        var tools = verdict.Decisions.Where(d => d.Disposition == Disposition.Banned).Select(d => facts.Tools.Single(t => t.Slug == d.Decision.Tool)).DefaultIfEmpty(subjectOf.OwnVersionLine ? null : tool);
        var blocks = tools.Any(t => consumer.Blocks(subject, version, version is null ? null : t?.Identity.Artifacts.FirstOrDefault(a => a.Version == version)?.Sha256));
        var permissions = export.Permissions.Where(r => verdict.Tools.Any(t => t.Slug == r.Tool.Slug)).ToArray();
        if (version is null && Array.Exists(permissions, r => r.RangesOn(subjectOf).Count > 0 && !r.HoldsAllOf(subjectOf)))
            return;
        var isPermitted = Array.Exists(permissions, r => version is null ? r.HoldsAllOf(subjectOf) : r.Holds(r.RangesOn(subjectOf), version));
        // HighRisk for a part of the channel warns that part, and permits nothing to the others: an allowlist may do either.
        if (verdict.Outcome == Outcome.HighRisk && !isPermitted && export.Terms.DeniesUnknown)
            return;
        var isDenied = verdict.Action == CheckAction.Block || verdict.Outcome == Outcome.Unknown && export.Terms.DeniesUnknown && target.Info.CanDenyUnknown && deniesUnknown(subject);
        var findings = ExportAcceptance.Judge(target, export).Where(j => j.Rule.Tool.Slug == tool.Slug || verdict.Tools.Any(t => t.Slug == j.Rule.Tool.Slug)).ToArray();
        var shown = $"{subject} {version} in {string.Join(", ", [.. scope.Environments, .. scope.Groups])} on {export.At:MM-dd}: {verdict.Outcome}, consumer {(blocks ? "blocks" : "lets through")}; {string.Join("; ", findings.Select(f => $"{f.Rule.Number} {f.Rule.Disposition} {f.Finding}"))}";
        if (isDenied && !blocks)
            Assert.True(Array.Exists(findings, f => f.Finding.Fidelity is Fidelity.Narrower or Fidelity.NotExpressible), $"Less is said than was decided, in silence: {shown}");
        if (blocks && !isDenied)
            Assert.True(Array.Exists(findings, f => f.Finding.Reason is not null && f.Finding.Fidelity != Fidelity.Exact), $"More is said than was decided, in silence: {shown}");
    }

    /// <summary>By a publisher's identifier only those decisions are enforced that name it; the others are by the tool's own, of which the report speaks.</summary>
    private static bool IsUnnamed(PolicyFactSet facts, ToolFact tool, Identifier identifier, Verdict verdict) =>
        identifier.Kind.MayBeShared()
        && (HasOthers(tool) && facts.Decisions.Any(d => d.Tool == tool.Slug && !d.Identifiers.Contains(identifier))
            || verdict.Action == CheckAction.Block && verdict.Decisions.Where(d => d.Disposition == Disposition.Banned).All(d =>
                HasOthers(facts.Tools.Single(t => t.Slug == d.Decision.Tool)) && !d.Decision.Identifiers.Any(i => identifier.Value.StartsWith(i.Value, StringComparison.Ordinal))));

    private static bool HasOthers(ToolFact tool) => tool.Identity.Identifiers.Count > 1;

    private static DecisionFact Named(DecisionFact decision, ToolFact tool) =>
        decision.Provisional ? decision : decision with { Identifiers = [.. tool.Identity.Identifiers.Select(i => i.Identifier).Where(i => i.Kind.MayBeShared())] };

    private static Gen<ToolFact[]> Tools(string[] identifiers, string scheme) =>
        Gen.Select(Gen.Int[0, 2].Array[identifiers.Length], Gen.Bool.Array[identifiers.Length], Gen.Bool.Array[Versions.Length], Gen.Bool).Select((owners, own, hashed, fewer) =>
            Enumerable.Range(0, 3).Select(t => Tool(
                $"t{t}",
                $"Tool {t}",
                scheme,
                [.. identifiers.Where((_, i) => owners[i] == t).Select(i => own[Array.IndexOf(identifiers, i)] && fewer ? i + "!" : i)],
                Versions,
                [.. Versions.Where((_, v) => hashed[v]).Select(v => new Artifact(v, null, null, Sha256OfVersion(t, v)))])).ToArray());

    private static string Sha256OfVersion(int tool, string version) => $"{tool}{Array.IndexOf(Versions, version)}".PadRight(64, 'c');

    /// <summary>The number stands for the tool until it is given; Provisional for a decision that names no shared identifier.</summary>
    private static Gen<DecisionFact> Decisions(string scheme) => Gen.Select(Gen.Int[0, 2], Gen.OneOf(Ranges), Gen.OneOf(Dispositions), Gen.OneOf(Scopes), Gen.OneOf(Days), Gen.Int[0, 4]).Select((tool, range, disposition, scope, from, nameless) =>
        Decision(tool, "", $"vers:{scheme}/{range}", (from, disposition)) with { Scope = scope, Provisional = nameless == 0 });
}
