using System.Text;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Exports.Engines;
using ToolRegistry.Exports.Feeds;

namespace ToolRegistry.Exports.Detection;

/// <summary>How osquery finds what is restricted on a machine.</summary>
internal sealed class Sightings
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

    // What a rule's tool is known by, looked at once for all tables: to find it in memory is what takes longest.
    private readonly List<ToolIdentifier> identifiers = [];
    private readonly List<Sighting> found = [];

    /// <summary>How faithfully what is found says a rule.</summary>
    public static Finding Judge(ExportRule rule)
    {
        var sightings = new Sightings().Find(rule);
        if (sightings.Count == 0)
            return Finding.NotExpressible($"{rule.Tool.Name} has nothing on record by which osquery finds it.", $"Add a package URL, bundle id, file name or SHA-256 of {rule.Tool.Name}.");
        var finding = rule.InChannel;
        foreach (var sighting in sightings)
            finding = finding.And(sighting.Finding).And(sighting.Table.Finding);
        return sightings.Exists(s => s.Table == OsqueryTables.Hashes) ? finding.And(ByHash(rule)) : finding;
    }

    /// <summary>
    /// How a rule's tool is found: by its names in each table, those together of which the same versions are held, and by its files.
    /// It stands until the next rule is asked for.
    /// </summary>
    public List<Sighting> Find(ExportRule rule)
    {
        identifiers.Clear();
        found.Clear();
        foreach (var identifier in rule.Identifiers)
            identifiers.Add(identifier);
        foreach (var table in OsqueryTables.All)
            Find(rule, table);
        Add(OsqueryTables.Hashes, FilesOf(rule), (null, Finding.Exact), part: 0);
        return found;
    }

    private void Find(ExportRule rule, OsqueryTable table)
    {
        ToolIdentifier? only = null;
        List<ToolIdentifier>? several = null;
        foreach (var identifier in identifiers)
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
                found.Add(new Sighting(table, table.NameOf(one.Identifier), VersionsOf(rule, table, one), part: 1));
            return;
        }

        var part = 0;
        foreach (var group in several.GroupBy(rule.RangesTextOn, StringComparer.Ordinal))
            part = Add(table, [.. group.Select(i => table.NameOf(i.Identifier)).Distinct(StringComparer.Ordinal)], VersionsOf(rule, table, group.First()), part);
    }

    private int Add(OsqueryTable table, string[] names, (string? Sql, Finding Finding) versions, int part)
    {
        if (names is [var name])
            found.Add(new Sighting(table, name, versions, ++part));
        else
            found.AddRange(names.Chunk(MaxNames).Select(some => new Sighting(table, some, versions, ++part)));
        return part;
    }

    private static string[] FilesOf(ExportRule rule) => FileHashes.Of(rule, static _ => true);

    private static (string? Sql, Finding Finding) VersionsOf(ExportRule rule, OsqueryTable table, ToolIdentifier identifier)
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
