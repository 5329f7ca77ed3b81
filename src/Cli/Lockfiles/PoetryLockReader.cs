using Tomlyn.Model;

namespace ToolRegistry.Cli.Lockfiles;

/// <summary>Poetry's <c>poetry.lock</c>. Directories are left out.</summary>
internal static class PoetryLockReader
{
    public static void Read(string text, FoundPackages found)
    {
        var (root, packages) = TomlDocuments.Read(text, found);
        // It stands at the end, so that a file that was cut off is known by it.
        if (!root.ContainsKey("metadata"))
            throw found.Fault(line: null, "The file has no [metadata], with which Poetry ends it. Have poetry lock write it again.");
        foreach (var (package, line) in packages)
        {
            var name = TomlDocuments.Required(package, "name", line, found);
            var version = TomlDocuments.Required(package, "version", line, found);
            Add(PythonName.Of(name), version, package.TryGetValue("source", out var source) ? source as TomlTable : null, line, found);
        }
    }

    private static void Add(PackageName name, string version, TomlTable? source, int line, FoundPackages found)
    {
        var type = source is null ? null : TomlDocuments.Text(source, "type") ?? "legacy";
        if (type == "directory")
            return;
        KeyValuePair<string, string>? origin = type switch
        {
            null => null,
            "git" => Origin.Git(Url(), TomlDocuments.Text(source!, "resolved_reference") ?? TomlDocuments.Text(source!, "reference")),
            "file" => Origin.Download($"file:{Url()}"),
            "url" => Origin.Download(Url()),
            "legacy" => PythonName.RegistryOf(Url()),
            _ => throw found.Fault(line, $"A source of the type {type} is not known."),
        };
        found.Add(name, version, origin, line);

        string Url() => TomlDocuments.Required(source!, "url", line, found);
    }
}
