using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Exports.Engines;

/// <summary>
/// Policies of Cedar 4 (docs.cedarpolicy.com) for the action <c>ToolRegistry::Action::"use"</c>: what is banned is forbidden within
/// its dates, scope and exceptions; all else, or in allowlist mode what may be used, is permitted.
/// </summary>
/// <remarks>
/// A policy that fails while it is evaluated counts for nothing, and without any permission all is denied. So the permissions read
/// every attribute first, and a question that lacks one, or has one of another type, is denied.
/// </remarks>
public sealed class CedarTarget : IExportTarget
{
    private static readonly string[] Readable =
    [
        """(context.now >= datetime("1970-01-01") || true) && (context.names.isEmpty() || true) && (context.identifiers.isEmpty() || true)""",
        """if context has version then context.version like "*" else true""",
        """if context has groups then context.groups.isEmpty() || true else true""",
        """if context has environment then context.environment like "*" else true""",
        """if context has region then context.region like "*" else true""",
    ];

    private static readonly ToolIdentifier AnyFile = new(Identifier.Create(IdentifierKind.Sha256, new string('0', 64)), OwnVersionLine: false);

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("cedar", "Cedar policies", "text/plain", "toolregistry.cedar")
    {
        Identifiers = IdentifierKinds.Names,
        Versions = "the releases on record",
        KnowsDates = true,
        CanDenyUnknown = true,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule)
    {
        var finding = VersionsOf(rule).Any(v => v.IsBroader)
            ? Finding.Broader("Cedar can't order versions: one that is not on record counts as restricted.", $"Add the releases of {rule.Tool.Name}.")
            : Finding.Exact;
        if (!export.Terms.IncludesHighRisk || !rule.Decision.Schedule.RestrictsFrom(export.At) || !rule.Decision.Schedule.Phases.Any(p => p.Disposition == Disposition.HighRisk))
            return finding;
        return rule.Decision.Schedule.Phases.Any(p => p.Disposition == Disposition.Banned)
            ? finding.And(Finding.Narrower("Cedar can't warn without denying: only its ban is said."))
            : Finding.NotExpressible("Cedar can't warn without denying.");
    }

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var file = new CedarFile(output);
        var conditions = new CedarConditions(export);
        if (!export.Terms.DeniesUnknown)
            WritePermit(file, []);
        foreach (var rule in export.Rules)
        {
            var (part, forbids) = (0, CedarConditions.Forbids(rule));
            if (!forbids && !export.Terms.DeniesUnknown)
                continue;
            foreach (var group in GroupsOf(rule))
            {
                if (forbids)
                {
                    file.Annotate(rule, ++part);
                    file.Begin("forbid");
                    conditions.WriteForbid(file, rule, group);
                    file.End();
                }

                foreach (var permitted in export.Terms.DeniesUnknown ? conditions.Permit(rule, group) : [])
                {
                    file.Annotate(rule, ++part);
                    WritePermit(file, permitted);
                }
            }
        }
    }

    private static IEnumerable<ReleasesHeld> VersionsOf(ExportRule rule) => GroupsOf(rule).Select(g => g.Versions);

    /// <summary>The tool's identifiers by what the decision says of their versions; and its files, which have but one.</summary>
    private static IReadOnlyList<IdentifierGroup> GroupsOf(ExportRule rule)
    {
        var identity = rule.Tool.Identity;
        if (rule.HoldsEverything && identity is { Identifiers.Count: > 0, Artifacts.Count: 0 })
            return [new IdentifierGroup(identity.Identifiers, ReleasesHeld.Every)];
        var onFiles = rule.RangesOn(AnyFile);
        ToolIdentifier[] files = [.. identity.Artifacts.Where(a => ReleasesHeld.Of(onFiles, [a.Version]).Outside.Count == 0).Select(a => new ToolIdentifier(Identifier.Create(IdentifierKind.Sha256, a.Sha256), OwnVersionLine: false))];
        return
        [
            .. identity.Identifiers.GroupBy(rule.RangesTextOn, StringComparer.Ordinal).Where(g => g.Key.Length > 0).Select(g => new IdentifierGroup([.. g], ReleasesHeld.Of(rule.RangesOn(g.First()), rule.Tool.Releases))),
            .. files.Length > 0 ? [new IdentifierGroup(files, ReleasesHeld.Every)] : Array.Empty<IdentifierGroup>(),
        ];
    }

    private static void WritePermit(CedarFile file, IEnumerable<string> conditions)
    {
        file.Begin("permit");
        foreach (var condition in Readable.Concat(conditions))
            file.When(condition);
        file.End();
    }
}
