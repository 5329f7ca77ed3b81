using System.Runtime.InteropServices;
using System.Text;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Exports.Engines;
using ToolRegistry.Exports.Feeds;

namespace ToolRegistry.Exports.Detection;

/// <summary>By what a tool is found in a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Names">Its names there.</param>
/// <param name="Versions">Which versions are meant, in SQL, or null: all.</param>
/// <param name="Part">Counts those in the same table, from 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Sighting(OsqueryTable Table, ReadOnlyMemory<string> Names, string? Versions, int Part);

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

    /// <summary>Adds how a rule's tool is found.</summary>
    public static void Find(ExportRule rule, List<Sighting> sightings)
    {
        var (last, part) = (OsqueryTables.Hashes, 0);
        foreach (var (table, names, identifier) in Named(rule))
        {
            (last, part) = (table, ReferenceEquals(table, last) ? part : 0);
            var versions = VersionsOf(rule, table, identifier).Versions;
            for (var from = 0; from < names.Length; from += MaxNames)
                sightings.Add(new Sighting(table, Some(names, from), versions, ++part));
        }

        var files = FilesOf(rule);
        for (var from = 0; from < files.Length; from += MaxNames)
            sightings.Add(new Sighting(OsqueryTables.Hashes, Some(files, from), Versions: null, from / MaxNames + 1));
    }

    /// <summary>How faithfully that says it.</summary>
    public static Finding Judge(ExportRule rule)
    {
        var hasFiles = FilesOf(rule).Length > 0;
        if (!hasFiles && !OsqueryTables.All.Any(table => table.IdentifiersOf(rule).Any(i => table.IsNamedBy(rule, i))))
            return Finding.NotExpressible($"{rule.Tool.Name} has nothing on record by which osquery finds it.", $"Add a package URL, bundle id, file name or SHA-256 of {rule.Tool.Name}.");
        var finding = rule.InChannel;
        foreach (var (table, _, identifier) in Named(rule))
            finding = finding.And(VersionsOf(rule, table, identifier).Finding).And(table.Finding);
        return hasFiles ? finding.And(ByHash(rule)) : finding;
    }

    /// <summary>A rule's names in each table, those together of which the same versions are held; and one of the identifiers that give them.</summary>
    private static IEnumerable<(OsqueryTable Table, string[] Names, ToolIdentifier Identifier)> Named(ExportRule rule)
    {
        foreach (var table in OsqueryTables.All)
        {
            ToolIdentifier? only = null;
            List<ToolIdentifier>? several = null;
            foreach (var identifier in table.IdentifiersOf(rule))
            {
                if (!table.IsNamedBy(rule, identifier))
                    continue;
                if (only is { } first)
                    (several ??= [first]).Add(identifier);
                else
                    only = identifier;
            }

            // Most tools have one name in a table, or none.
            if (several is null)
            {
                if (only is { } one)
                    yield return (table, [table.NameOf(one.Identifier)], one);
                continue;
            }

            foreach (var (names, identifier) in ByRanges(rule, table, several))
                yield return (table, names, identifier);
        }
    }

    private static IEnumerable<(string[] Names, ToolIdentifier Identifier)> ByRanges(ExportRule rule, OsqueryTable table, IEnumerable<ToolIdentifier> identifiers)
    {
        foreach (var group in identifiers.GroupBy(rule.RangesTextOn, StringComparer.Ordinal))
            yield return ([.. group.Select(i => table.NameOf(i.Identifier)).Distinct(StringComparer.Ordinal)], group.First());
    }

    private static ReadOnlyMemory<string> Some(string[] names, int from) => names.AsMemory(from, Math.Min(MaxNames, names.Length - from));

    private static string[] FilesOf(ExportRule rule) => FileHashes.Of(rule, static _ => true);

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
        var version = $"ifnull({table.Version}, '')";
        var listed = Sayable.Sets(ranges, rule.Tool.Identity.VersionScheme).Select(set => Sayable.Releases(rule, set)).ToArray();
        if (Array.TrueForAll(listed, l => l is not null))
            return (Is(version, listed.SelectMany(l => l!).Distinct(StringComparer.Ordinal)), Finding.Exact);
        var outside = ReleasesHeld.Of(ranges, rule.Tool.Releases).Outside;
        return outside.Count == 0
            ? (null, AllVersions with { Mend = Sayable.UnlistedVersions.Mend })
            : ($"NOT {Is(version, outside)}", Finding.Broader("osquery can't order versions: one that is not on record counts as held.", Sayable.UnlistedVersions.Mend));
    }

    private static string Is(string version, IEnumerable<string> versions) => new StringBuilder().AppendIs([version], [.. versions], tellsCase: true).ToString();

    private static Finding ByHash(ExportRule rule)
    {
        var finding = Finding.Narrower("A file is found by its hash while it runs.");
        return FileHashes.Known(rule).All(rule.HoldsAllOf) ? finding : finding.And(AllVersions);
    }

    private static Finding AllVersions => Finding.Broader("Versions can't be told apart: all are found.");
}
