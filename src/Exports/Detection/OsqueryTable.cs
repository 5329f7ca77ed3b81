using System.Text;
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
    /// <summary>The kind of the identifiers that give its names.</summary>
    public IdentifierKind Kind { get; init; } = IdentifierKind.Purl;

    /// <summary>The type of the package URLs that give its names; null: its names are no package URLs.</summary>
    public string? PackageType { get; init; }

    /// <summary>The name that an identifier gives.</summary>
    public Func<Identifier, string> NameOf { get; init; } = identifier => identifier.Value;

    /// <summary>Whether a rule's identifiers give names, where not all of them do.</summary>
    public Func<ExportRule, ToolIdentifier, bool>? Takes { get; init; }

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

    /// <summary>What else narrows the rows, of the names that are looked for: a condition in SQL that is appended.</summary>
    public Action<StringBuilder, ReadOnlySpan<string>>? Where { get; init; }

    /// <summary>What the table does not show.</summary>
    public Finding Finding { get; init; } = Finding.Exact;

    /// <summary>How a query says where it looks.</summary>
    public string Clause => field ??= $"FROM {From} WHERE ";

    /// <summary>What a query shows of a row.</summary>
    public string Columns => field ??= $"{Shown} AS name, {Version ?? "''"} AS version, {Path} AS path ";

    /// <summary>Whether an identifier by which a rule may be enforced gives a name.</summary>
    public bool IsNamedBy(ExportRule rule, ToolIdentifier identifier) =>
        (PackageType is { } type ? identifier.Identifier.IsPackage(type) : identifier.Identifier.Kind == Kind) && Takes?.Invoke(rule, identifier) != false;
}
