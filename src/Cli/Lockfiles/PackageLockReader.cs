namespace ToolRegistry.Cli.Lockfiles;

/// <summary>npm's <c>package-lock.json</c> and <c>npm-shrinkwrap.json</c>, lockfileVersion 1 to 3.</summary>
/// <remarks>Source: docs.npmjs.com, package-lock.json. Of version 2 the <c>packages</c> are read, which npm itself prefers.</remarks>
internal static class PackageLockReader
{
    private const string Modules = "node_modules/";

    public static void Read(string text, FoundPackages found)
    {
        var root = JsonDocuments.Read(text, found);
        if (root.TextOf("lockfileVersion") is not ("1" or "2" or "3"))
            throw found.Fault(root["lockfileVersion"]?.Line, "The file has no lockfileVersion from 1 to 3. Have npm write it again.");
        if (root["packages"] is { } packages)
            ReadPackages(packages, found);
        else if (root["dependencies"] is { } dependencies)
            ReadDependencies(dependencies, found);
    }

    // Keys are places on disk. What is not in a folder of modules is the project's own code.
    private static void ReadPackages(LockNode packages, FoundPackages found)
    {
        foreach (var (place, entry) in packages.Entries(found))
        {
            var at = place.LastIndexOf(Modules, StringComparison.Ordinal);
            if (at >= 0 && entry.TextOf("link") != "true")
                NpmPackages.Add(found, entry.TextOf("name") ?? place[(at + Modules.Length)..], entry.TextOf("version"), entry.TextOf("resolved"), entry.Line);
        }
    }

    private static void ReadDependencies(LockNode dependencies, FoundPackages found)
    {
        foreach (var (name, entry) in dependencies.Entries(found))
        {
            var version = entry.TextOf("version") ?? throw found.Fault(entry.Line, $"{name} has no version. Have npm write the file again.");
            if (version.StartsWith("npm:", StringComparison.Ordinal))
            {
                var (real, pinned) = NpmPackages.Split(version["npm:".Length..]);
                NpmPackages.Add(found, real, pinned, entry.TextOf("resolved"), entry.Line);
            }
            else if (version.Contains(':', StringComparison.Ordinal))
            {
                NpmPackages.Add(found, name, version: null, version, entry.Line);
            }
            else
            {
                NpmPackages.Add(found, name, version, entry.TextOf("resolved"), entry.Line);
            }

            if (entry["dependencies"] is { } below)
                ReadDependencies(below, found);
        }
    }
}
