using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ToolRegistry.Exports.Detection;

/// <summary>By what a tool is found in a table.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Sighting
{
    // Most have one name, and need no list of it.
    private readonly string? name;
    private readonly string[] several;

    /// <summary>By one name.</summary>
    public Sighting(OsqueryTable table, string name, (string? Sql, Finding Finding) versions, int part)
        : this(table, several: [], versions, part) => this.name = name;

    /// <summary>By several names.</summary>
    public Sighting(OsqueryTable table, string[] several, (string? Sql, Finding Finding) versions, int part) =>
        (Table, this.several, Versions, Finding, Part) = (table, several, versions.Sql, versions.Finding, part);

    /// <summary>The table.</summary>
    public OsqueryTable Table { get; }

    /// <summary>The tool's names there.</summary>
    [UnscopedRef]
    public ReadOnlySpan<string> Names => name is null ? several : new ReadOnlySpan<string>(in name);

    /// <summary>Which versions are meant, in SQL, or null: all.</summary>
    public string? Versions { get; }

    /// <summary>How faithfully that says the versions.</summary>
    public Finding Finding { get; }

    /// <summary>Counts those in the same table, from 1.</summary>
    public int Part { get; }
}
