using Tomlyn;
using Tomlyn.Model;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace ToolRegistry.Cli.Lockfiles;

/// <summary>The tables <c>[[package]]</c> of a TOML document, as Cargo and Poetry write them, and the lines they start on.</summary>
internal static class TomlDocuments
{
    /// <exception cref="LockfileException">The text is no TOML, or its packages are no tables.</exception>
    public static (TomlTable Root, List<(TomlTable Package, int Line)> Packages) Read(string text, FoundPackages found)
    {
        try
        {
            var document = SyntaxParser.ParseStrict(text);
            var lines = document.Tables.OfType<TableArraySyntax>().Where(table => table.Name?.ToString().Trim() == "package").Select(table => table.Span.Start.Line + 1).ToList();
            var root = TomlSerializer.Deserialize<TomlTable>(text)!;
            return (root, Packages(root, lines, found));
        }
        catch (TomlException fault)
        {
            throw found.Fault(fault.Line, "The file is not well-formed TOML here. Have the package manager write it again.");
        }
    }

    public static string Required(TomlTable table, string key, int line, FoundPackages found) =>
        Text(table, key) ?? throw found.Fault(line, $"The package has no {key}. Have the package manager write the file again.");

    public static string? Text(TomlTable table, string key) => table.TryGetValue(key, out var value) ? value as string : null;

    private static List<(TomlTable Package, int Line)> Packages(TomlTable root, List<int> lines, FoundPackages found)
    {
        if (!root.TryGetValue("package", out var value) || value is TomlArray { Count: 0 })
            return [];
        return value is TomlTableArray packages && packages.Count == lines.Count
            ? [.. packages.Zip(lines)]
            : throw found.Fault(line: null, "The packages are no tables [[package]]. Have the package manager write the file again.");
    }
}
