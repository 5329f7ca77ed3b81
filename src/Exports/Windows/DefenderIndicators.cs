using System.Globalization;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Exports.Windows;

/// <summary>Indicators of Microsoft Defender for Endpoint: files by SHA-256, and domains; blocked, or watched if HighRisk.</summary>
internal static class DefenderIndicators
{
    /// <summary>The most that a tenant holds.</summary>
    public const int Max = 15_000;

    // No bound is documented; a title is a column in the portal, a description a paragraph.
    private const int MaxTitle = 200, MaxDescription = 1_000;

    /// <summary>The kinds of identifiers.</summary>
    public static readonly IReadOnlyList<string> Identifiers = [IdentifierKind.Domain.Name(), IdentifierKind.Sha256.Name()];

    /// <summary>What indicators can say about versions.</summary>
    public const string Versions = "none; single releases by the SHA-256 of their files";

    /// <summary>What is written of a rule, and how faithfully.</summary>
    public static Expression<Sign> Express(ExportRule rule)
    {
        static Sign OfDomain(ToolIdentifier domain) => new("DomainName", domain.Identifier.Value);
        static Sign OfFile(string sha256) => new("FileSha256", sha256);
        var said = Versionless.Express(rule, rule.Of(IdentifierKind.Domain), OfDomain, OfFile, IdentifierKind.Domain, "a domain");
        // What is known of its files is written beside its domains.
        return said with { Items = [.. said.Items.Concat(rule.HeldArtifacts.Select(a => OfFile(a.Sha256))).Distinct()] };
    }

    /// <summary>All indicators, each value once: what any rule blocks is blocked, until the last rule ends.</summary>
    public static IEnumerable<Indicator> Of(Export export)
    {
        var found = new Dictionary<Sign, (bool IsAudit, DateTimeOffset? End)>();
        foreach (var rule in export.Restrictions)
        {
            var (isAudit, end) = (rule.IsAudit, EndOf(export, rule));
            foreach (var sign in Express(rule).Items)
            {
                if (!found.TryGetValue(sign, out var other) || other.IsAudit && !isAudit)
                    found[sign] = (isAudit, end);
                else if (other.IsAudit == isAudit && !(end <= other.End))
                    found[sign] = (isAudit, other.End is null ? null : end);
            }
        }

        var written = new HashSet<Sign>();
        foreach (var rule in export.Restrictions)
        {
            foreach (var sign in Express(rule).Items.Where(s => found[s].IsAudit == rule.IsAudit && !(rule.IsAudit && IsBelowBlocked(s, found)) && written.Add(s)))
            {
                yield return new Indicator(
                    sign,
                    rule.IsAudit ? "Audit" : "Block",
                    rule.IsAudit ? "Low" : "Medium",
                    Texts.Shortened($"{rule.Number}: {rule.Tool.Name}", MaxTitle),
                    Texts.Shortened(rule.Message, MaxDescription),
                    found[sign].End?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'.0Z'", CultureInfo.InvariantCulture));
            }
        }
    }

    // The longer name wins: to watch it would let through what is blocked above it.
    private static bool IsBelowBlocked(Sign sign, Dictionary<Sign, (bool IsAudit, DateTimeOffset? End)> found)
    {
        for (var dot = sign.Value.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = sign.Value.IndexOf('.', dot + 1))
        {
            if (found.TryGetValue(sign with { Value = sign.Value[(dot + 1)..] }, out var above) && !above.IsAudit)
                return true;
        }

        return false;
    }

    /// <summary>When a later phase first lets go of what is held now; a stricter or laxer hold in between goes on with the next import.</summary>
    private static DateTimeOffset? EndOf(Export export, ExportRule rule)
    {
        foreach (var phase in rule.Decision.Schedule.Phases.Where(p => p.From > export.At))
        {
            if (!export.Terms.Delivers(phase.Disposition))
                return phase.From;
        }

        return null;
    }

    /// <summary>By what something is known.</summary>
    /// <param name="Type">DomainName or FileSha256.</param>
    /// <param name="Value">Which one.</param>
    internal sealed record Sign(string Type, string Value);

    /// <summary>One indicator, in the words of the API.</summary>
    internal sealed record Indicator(Sign Sign, string Action, string Severity, string Title, string Description, string? ExpirationTime);
}
