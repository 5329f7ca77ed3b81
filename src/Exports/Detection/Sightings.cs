using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Exports.Engines;
using ToolRegistry.Exports.Feeds;

namespace ToolRegistry.Exports.Detection;

/// <summary>By what a tool is found in a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Names">Its names there.</param>
/// <param name="Versions">Which versions are meant, in SQL, or null: all.</param>
internal sealed record Sighting(OsqueryTable Table, IReadOnlyList<string> Names, string? Versions);

/// <summary>How osquery finds what is restricted on a machine.</summary>
internal static class Sightings
{
    /// <summary>What osquery can say about versions.</summary>
    public const string Versions = "the releases on record inside ranges with an end; else all but the releases on record outside";

    // SQLite takes no expression that is deeper than 1,000, and each name is looked for in some folders.
    private const int MaxNames = 20;

    /// <summary>The kinds of identifiers.</summary>
    public static readonly IReadOnlyList<string> Identifiers =
    [
        "pkg:brew", "pkg:chrome-extension", "pkg:deb", "pkg:firefox-extension", "pkg:npm", "pkg:pypi", "pkg:rpm", "pkg:vscode-extension",
        IdentifierKind.FileName.Name(), IdentifierKind.MacosBundleId.Name(), IdentifierKind.Sha256.Name(),
    ];

    /// <summary>How a rule's tool is found, and how faithfully.</summary>
    public static Expression<Sighting> Express(ExportRule rule)
    {
        var (items, finding, isKnown) = (new List<Sighting>(), rule.InChannel, false);
        foreach (var table in OsqueryTables.All)
        {
            var names = table.NamesOf(rule).ToArray();
            isKnown |= names.Length > 0;
            // What has versions of its own is not governed by ranges of others.
            foreach (var group in names.GroupBy(n => rule.RangesTextOn(n.Identifier), StringComparer.Ordinal).Where(g => g.Key.Length > 0))
            {
                var (versions, said) = VersionsOf(rule, table, group.First().Identifier);
                items.AddRange(group.Select(n => n.Name).Distinct(StringComparer.Ordinal).Chunk(MaxNames).Select(some => new Sighting(table, some, versions)));
                finding = finding.And(said).And(table.Finding);
            }
        }

        var files = FileHashes.Of(rule, static _ => true);
        if (files.Length > 0)
        {
            items.AddRange(files.Chunk(MaxNames).Select(some => new Sighting(OsqueryTables.Hashes, some, Versions: null)));
            finding = finding.And(ByHash(rule));
        }

        return isKnown || files.Length > 0
            ? new(items, finding)
            : new([], Finding.NotExpressible($"{rule.Tool.Name} has nothing on record by which osquery finds it.", $"Add a package URL, bundle id, file name or SHA-256 of {rule.Tool.Name}."));
    }

    private static (string? Versions, Finding Finding) VersionsOf(ExportRule rule, OsqueryTable table, ToolIdentifier identifier)
    {
        if (rule.HoldsAllOf(identifier))
            return (null, Finding.Exact);
        if (table.Version is null)
            return (null, AllVersions with { Mend = Versionless.AddHashes });
        var ranges = rule.RangesOn(identifier);
        if (table.Scheme is { } scheme && ranges.Any(r => r.Scheme != scheme))
            return (null, AllVersions with { Mend = $"Give the decision's ranges an end, in versions of {scheme.Name}, and add the releases inside." });
        // What is null is neither one of a list nor none of it.
        string[] version = [$"ifnull({table.Version}, '')"];
        var listed = Sayable.Sets(ranges, rule.Tool.Identity.VersionScheme).Select(set => Sayable.Releases(rule, set)).ToArray();
        if (Array.TrueForAll(listed, l => l is not null))
            return (Sql.Is(version, listed.SelectMany(l => l!).Distinct(StringComparer.Ordinal)), Finding.Exact);
        var outside = ReleasesHeld.Of(ranges, rule.Tool.Releases).Outside;
        return outside.Count == 0
            ? (null, AllVersions with { Mend = Sayable.UnlistedVersions.Mend })
            : ($"NOT {Sql.Is(version, outside)}", Finding.Broader("osquery can't order versions: one that is not on record counts as held.", Sayable.UnlistedVersions.Mend));
    }

    private static Finding ByHash(ExportRule rule)
    {
        var finding = Finding.Narrower("A file is found by its hash while it runs.");
        return FileHashes.Known(rule).All(rule.HoldsAllOf) ? finding : finding.And(AllVersions);
    }

    private static Finding AllVersions => Finding.Broader("Versions can't be told apart: all are found.");
}
