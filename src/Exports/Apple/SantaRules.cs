using ToolRegistry.Domain;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Exports.Apple;

/// <summary>
/// What a channel delivers, as rules of Santa (https://northpole.dev/features/binary-authorization). Santa takes the first rule that
/// matches, in the order CDHASH, BINARY, SIGNINGID, CERTIFICATE, TEAMID, whatever its policy; and it keeps one rule for an identifier.
/// </summary>
public static class SantaRules
{
    private const int MaxMessage = 500;
    private const string TeamId = "TEAMID";
    private const string Binary = "BINARY";

    /// <summary>The rules, each identifier once: blocks first, and in allowlist mode what is let through after them.</summary>
    public static IEnumerable<SantaRule> Of(Export export)
    {
        ArgumentNullException.ThrowIfNull(export);
        // Nothing but a team id is of several tools, and few tools have several decisions: no more than these need be remembered.
        var written = new HashSet<string>(StringComparer.Ordinal);
        var blocks = export.Restrictions.Where(r => !r.IsAudit);
        var lets = export.Permissions.Where(r => !r.Restricts || r.IsAudit);
        foreach (var rule in blocks.Concat(lets))
        {
            foreach (var item in Express(export, rule).Items)
            {
                if (rule.IsAlone && item.RuleType != TeamId || written.Add(item.Identifier))
                    yield return item;
            }
        }
    }

    /// <summary>What Santa is told of one decision, and how faithfully.</summary>
    internal static Expression<SantaRule> Express(Export export, ExportRule rule)
    {
        if (!rule.IsAudit)
            return rule.Restricts ? Blocks(rule) : Lets(export, rule);
        var unwatched = Finding.Narrower("Santa can't watch one tool apart: it is let through without a warning.");
        return export.Terms.DeniesUnknown && rule.Permits && Lets(export, rule) is { Items.Count: > 0 } lets
            ? lets with { Finding = lets.Finding.And(unwatched) }
            : new([], Finding.NotExpressible("Santa can't watch one tool without blocking it."));
    }

    private static Expression<SantaRule> Blocks(ExportRule rule)
    {
        // Santa shows the message as HTML, and drops one that is not well-formed.
        var message = Texts.Shortened(rule.Message, MaxMessage).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
        return Express(rule, new Answer(LetsThrough: false, message, rule.Link));
    }

    private static Expression<SantaRule> Lets(Export export, ExportRule rule)
    {
        // A file that is let through by its hash would run although its signing id is blocked, so a ban's files are left out here.
        var banned = export.RestrictionsOn(rule.Tool).Where(b => !b.IsAudit).SelectMany(b => FileHashes.Of(b, RunsOnMac)).ToHashSet(StringComparer.Ordinal);
        var said = Express(rule, new Answer(LetsThrough: true, Message: null, Link: null));
        return said with { Items = [.. said.Items.Where(i => !banned.Contains(i.Identifier))] };
    }

    private static Expression<SantaRule> Express(ExportRule rule, Answer answer)
    {
        if (!rule.Of(IdentifierKind.MacosSigningId, IdentifierKind.MacosTeamId).Any())
            return ByHashesAlone(rule, answer);
        var (items, holdsAll) = (new List<SantaRule>(), true);
        if (!rule.HoldsEveryVersion && rule.HashesSay(RunsOnMac))
        {
            // The files are known one by one: they and no others.
            items.AddRange(FileHashes.Of(rule, RunsOnMac).Select(hash => answer.On(hash, Binary)));
            holdsAll = FileHashes.Known(rule).All(rule.HoldsAllOf);
        }
        else
        {
            holdsAll &= Add(items, rule, IdentifierKind.MacosSigningId, "SIGNINGID", answer);
            holdsAll &= Add(items, rule, IdentifierKind.MacosTeamId, TeamId, answer);
            holdsAll &= Add(items, rule, IdentifierKind.Sha256, Binary, answer);
        }

        return new(items, holdsAll ? rule.InChannel : rule.InChannel.And(Versionless.AllVersions(rule, answer.LetsThrough) with { Mend = answer.LetsThrough ? null : Versionless.AddHashes }));
    }

    /// <summary>Adds the rules by the identifiers of one kind; whether all of their versions are held.</summary>
    private static bool Add(List<SantaRule> items, ExportRule rule, IdentifierKind kind, string type, Answer answer)
    {
        var holdsAll = true;
        foreach (var identifier in rule.Of(kind))
        {
            holdsAll &= rule.HoldsAllOf(identifier);
            items.Add(answer.On(identifier.Identifier.Value, type));
        }

        return holdsAll;
    }

    private static Expression<SantaRule> ByHashesAlone(ExportRule rule, Answer answer)
    {
        var said = FileHashes.Express(rule, RunsOnMac, answer.LetsThrough);
        if (said.Items.Count > 0)
            return new([.. said.Items.Select(hash => answer.On(hash, Binary))], said.Finding);
        return new([], rule.HasUnnamed(IdentifierKind.MacosTeamId)
            ? Versionless.Unusable(rule, IdentifierKind.MacosTeamId, "a macOS team id")
            : Versionless.Unusable(rule, IdentifierKind.MacosSigningId, "a macOS signing id"));
    }

    private static bool RunsOnMac(Artifact file) =>
        file.Platform is not { } platform
        || platform.StartsWith("macos", StringComparison.OrdinalIgnoreCase)
        || platform.StartsWith("darwin", StringComparison.OrdinalIgnoreCase);

    /// <summary>What Santa does with what it finds, and what it then tells users.</summary>
    private readonly record struct Answer(bool LetsThrough, string? Message, string? Link)
    {
        public SantaRule On(string identifier, string type) => new(identifier, type, LetsThrough ? "ALLOWLIST" : "BLOCKLIST", Message, Link);
    }
}
