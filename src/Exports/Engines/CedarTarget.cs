using System.Globalization;
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
    private static readonly string Readable =
        """
        when { (context.now >= datetime("1970-01-01") || true) && (context.names.isEmpty() || true) && (context.identifiers.isEmpty() || true) }
        when { if context has version then context.version like "*" else true }
        when { if context has groups then context.groups.isEmpty() || true else true }
        when { if context has environment then context.environment like "*" else true }
        when { if context has region then context.region like "*" else true }
        """.ReplaceLineEndings("\n");

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
        using var file = TextFile.To(output);
        var conditions = new CedarConditions(export);
        if (!export.Terms.DeniesUnknown)
            WritePolicy(file, "permit", [Readable]);
        foreach (var rule in export.Rules)
        {
            var part = 0;
            foreach (var group in GroupsOf(rule))
            {
                if (conditions.Forbid(rule, group) is { } forbidden)
                    WritePolicy(file, rule, ++part, "forbid", forbidden);
                foreach (var permitted in export.Terms.DeniesUnknown ? conditions.Permit(rule, group) : [])
                    WritePolicy(file, rule, ++part, "permit", [Readable, .. permitted]);
            }
        }
    }

    private static IEnumerable<ReleasesHeld> VersionsOf(ExportRule rule) => GroupsOf(rule).Select(g => g.Versions);

    /// <summary>The tool's identifiers by what the decision says of their versions; and its files, which have but one.</summary>
    private static IEnumerable<IdentifierGroup> GroupsOf(ExportRule rule)
    {
        foreach (var group in rule.Tool.Identity.Identifiers.GroupBy(rule.RangesTextOn, StringComparer.Ordinal).Where(g => g.Key.Length > 0))
            yield return new IdentifierGroup([.. group.Select(i => i.Identifier)], ReleasesHeld.Of(rule.RangesOn(group.First()), rule.Tool.Releases));
        var onFiles = rule.RangesOn(AnyFile);
        Identifier[] files = [.. rule.Tool.Identity.Artifacts.Where(a => ReleasesHeld.Of(onFiles, [a.Version]).Outside.Count == 0).Select(a => Identifier.Create(IdentifierKind.Sha256, a.Sha256))];
        if (files.Length > 0)
            yield return new IdentifierGroup(files, ReleasesHeld.Every);
    }

    private static void WritePolicy(StreamWriter file, ExportRule rule, int part, string effect, IEnumerable<string> conditions)
    {
        file.WriteLine($"@id({CedarConditions.Text(string.Create(CultureInfo.InvariantCulture, $"{rule.Number}.{part}"))})");
        file.WriteLine($"@message({CedarConditions.Text(rule.Message)})");
        if (rule.Link is { } link)
            file.WriteLine($"@link({CedarConditions.Text(link)})");
        WritePolicy(file, effect, conditions);
    }

    private static void WritePolicy(StreamWriter file, string effect, IEnumerable<string> conditions)
    {
        file.Write(effect + " (principal, action == ToolRegistry::Action::\"use\", resource)");
        foreach (var condition in conditions)
        {
            file.WriteLine();
            file.Write(condition);
        }

        file.WriteLine(";");
        file.WriteLine();
    }
}
