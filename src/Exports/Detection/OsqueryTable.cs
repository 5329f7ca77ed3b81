using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Exports.Detection;

/// <summary>A table of osquery in which software shows up (osquery.io/schema), as <c>p</c>.</summary>
/// <param name="Name">The table's name, or what tells two uses of it apart.</param>
/// <param name="What">What it lists, in words.</param>
/// <param name="From">What is selected from, and how it is joined.</param>
/// <param name="Keys">What names software, in lower case unless case is told.</param>
internal sealed record OsqueryTable(string Name, string What, string From, params string[] Keys)
{
    /// <summary>The names by which a rule's tool is in the table, and the identifiers that give them.</summary>
    public required Func<ExportRule, IEnumerable<(string Name, ToolIdentifier Identifier)>> NamesOf { get; init; }

    /// <summary>The operating system that has it, as osquery and Fleet call it; null: all have.</summary>
    public string? Platform { get; init; }

    /// <summary>Whether names differ by case.</summary>
    public bool TellsCase { get; init; }

    /// <summary>What shows the name to people.</summary>
    public string Shown { get; init; } = "p.name";

    /// <summary>Where it is on the machine.</summary>
    public string Path { get; init; } = "p.path";

    /// <summary>The version as it may be on record; null: the table does not tell it.</summary>
    public string? Version { get; init; } = "p.version";

    /// <summary>The scheme of its versions, where they are not spelled as the publisher does; else null.</summary>
    public VersionScheme? Scheme { get; init; }

    /// <summary>What else narrows the rows, of the names that are looked for.</summary>
    public Func<IReadOnlyList<string>, string>? Where { get; init; }

    /// <summary>What the table does not show.</summary>
    public Finding Finding { get; init; } = Finding.Exact;

    /// <summary>A rule's package URLs of a type, by a name made of each.</summary>
    public static Func<ExportRule, IEnumerable<(string Name, ToolIdentifier Identifier)>> Packages(string type, Func<PackageUrl, string> nameOf) =>
        rule => rule.Purls(type).Select(p => (nameOf(p.Purl), p.Identifier));

    /// <summary>A rule's identifiers of a kind.</summary>
    public static Func<ExportRule, IEnumerable<(string Name, ToolIdentifier Identifier)>> Kind(IdentifierKind kind) =>
        rule => rule.Of(kind).Select(i => (i.Identifier.Value, i));
}
