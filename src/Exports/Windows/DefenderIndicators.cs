using System.Globalization;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Exports.Windows;

/// <summary>Indicators of Microsoft Defender for Endpoint: files by SHA-256, and domains; blocked, or watched if HighRisk.</summary>
internal static class DefenderIndicators
{
    /// <summary>The most that a tenant holds.</summary>
    public const int Max = 15_000;

    // No bound is documented; a title is a column in the portal, a description a paragraph.
    private const int MaxTitle = 200, MaxDescription = 1_000;

    private const string DomainName = "DomainName", FileSha256 = "FileSha256";

    private static readonly IdentifierKind[] Kinds = [IdentifierKind.Domain, IdentifierKind.Sha256];

    /// <summary>The kinds of identifiers.</summary>
    public static readonly IReadOnlyList<string> Identifiers = [.. Kinds.Select(k => k.Name())];

    /// <summary>What indicators can say about versions.</summary>
    public const string Versions = "none; single releases by the SHA-256 of their files";

    /// <summary>What is written of a rule, and how faithfully.</summary>
    public static Expression<Sign> Express(ExportRule rule)
    {
        // The files are known one by one: they, and of all else what holds every version.
        var knowsFiles = !rule.HoldsEveryVersion && rule.HashesSayIt;
        var (signs, isUsable, holdsAll) = (new List<Sign>(), false, true);
        foreach (var kind in Kinds)
        {
            foreach (var identifier in rule.Of(kind))
            {
                isUsable = true;
                var isHeld = rule.HoldsAllOf(identifier);
                if (!isHeld && knowsFiles)
                    continue;
                holdsAll &= isHeld;
                signs.Add(new Sign(kind == IdentifierKind.Domain ? DomainName : FileSha256, identifier.Identifier.Value));
            }
        }

        if (rule.Tool.Identity.Artifacts.Count > 0)
            signs.AddRange(rule.HeldArtifacts.Select(a => new Sign(FileSha256, a.Sha256)).Distinct().Except(signs));
        if (!isUsable && signs.Count == 0)
            return new([], Versionless.Unusable(rule, IdentifierKind.Domain, "a domain"));
        return new(signs, knowsFiles || isUsable && holdsAll ? rule.InChannel : rule.InChannel.And(isUsable ? AllVersions(rule) : Finding.Narrower("Only the files of releases on record are known, by their hashes.", $"Add a domain of {rule.Tool.Name}.")));
    }

    /// <summary>All indicators, each value once: what any rule blocks is blocked, until the last rule ends.</summary>
    public static IEnumerable<Indicator> Of(Export export)
    {
        var (shared, blocked) = (SharedIn(export), BlockedDomains(export));
        foreach (var rule in export.Restrictions)
        {
            string? title = null;
            foreach (var sign in Express(rule).Items)
            {
                var end = EndOf(export, rule);
                // A file is of one tool.
                if (!(rule.IsAlone && sign.Type == FileSha256) && shared.TryGetValue(sign.Value, out var all) && !all.IsSaidBy(rule, ref end))
                    continue;
                if (rule.IsAudit && IsBelow(sign, blocked))
                    continue;
                title ??= Texts.Shortened($"{rule.Number}: {rule.Tool.Name}", MaxTitle);
                yield return new Indicator(
                    sign,
                    rule.IsAudit ? "Audit" : "Block",
                    rule.IsAudit ? "Low" : "Medium",
                    title,
                    Texts.Shortened(rule.Message, MaxDescription),
                    end?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'.0Z'", CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>What rules say together of what others may have spoken of before: of one tool, or of a domain that tools share.</summary>
    private static Dictionary<string, Said> SharedIn(Export export)
    {
        var shared = new Dictionary<string, Said>(StringComparer.Ordinal);
        var repeats = new Repeats();
        foreach (var rule in export.Restrictions)
        {
            var isRepeated = !rule.IsAlone;
            foreach (var domain in rule.Of(IdentifierKind.Domain))
                isRepeated |= repeats.Add(domain.Identifier.Value);
            foreach (var sign in isRepeated ? Express(rule).Items : [])
            {
                if (!shared.TryGetValue(sign.Value, out var all))
                    shared[sign.Value] = all = new Said();
                all.Add(rule.IsAudit, EndOf(export, rule));
            }
        }

        return shared;
    }

    /// <summary>The domains that are blocked, where any may be watched.</summary>
    private static HashSet<string> BlockedDomains(Export export) =>
        export.Terms.IncludesHighRisk
            ? [.. export.Restrictions.Where(r => !r.IsAudit).SelectMany(r => Express(r).Items).Where(s => s.Type == DomainName).Select(s => s.Value)]
            : [];

    // The longer name wins: to watch it would let through what is blocked above it.
    private static bool IsBelow(Sign sign, HashSet<string> blocked)
    {
        for (var dot = sign.Value.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = sign.Value.IndexOf('.', dot + 1))
        {
            if (blocked.Contains(sign.Value[(dot + 1)..]))
                return true;
        }

        return false;
    }

    private static Finding AllVersions(ExportRule rule) =>
        Versionless.AllVersions(rule) is var finding && finding.Fidelity == Fidelity.Broader && !rule.HoldsEveryVersion ? finding with { Mend = Versionless.AddHashes } : finding;

    /// <summary>When a later phase first lets go of what is held now; a stricter or laxer hold in between goes on with the next import.</summary>
    private static DateTimeOffset? EndOf(Export export, ExportRule rule)
    {
        var phases = rule.Decision.Schedule.Phases;
        for (var i = 0; i < phases.Count; i++)
        {
            if (phases[i].From > export.At && !export.Terms.Delivers(phases[i].Disposition))
                return phases[i].From;
        }

        return null;
    }

    /// <summary>What several rules say together of one thing: it is blocked if any blocks it, until the last of these ends.</summary>
    private sealed class Said
    {
        private bool? isAudit;
        private bool isWritten;
        private DateTimeOffset? last;

        public void Add(bool audits, DateTimeOffset? end)
        {
            if (isAudit is null || isAudit.Value && !audits)
                (isAudit, last) = (audits, end);
            else if (isAudit == audits && !(end <= last))
                last = last is null ? null : end;
        }

        /// <summary>Whether a rule is the first that says what all say together; and until when they do.</summary>
        public bool IsSaidBy(ExportRule rule, ref DateTimeOffset? end)
        {
            // The first of all was not known to have others after it. To say it again changes nothing.
            Add(rule.IsAudit, end);
            if (isWritten || isAudit != rule.IsAudit)
                return false;
            end = last;
            return isWritten = true;
        }
    }

    /// <summary>By what something is known.</summary>
    /// <param name="Type">DomainName or FileSha256.</param>
    /// <param name="Value">Which one.</param>
    internal readonly record struct Sign(string Type, string Value);

    /// <summary>One indicator, in the words of the API.</summary>
    internal sealed record Indicator(Sign Sign, string Action, string Severity, string Title, string Description, string? ExpirationTime);
}
