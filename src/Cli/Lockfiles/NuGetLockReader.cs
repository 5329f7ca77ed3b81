namespace ToolRegistry.Cli.Lockfiles;

/// <summary>NuGet's <c>packages.lock.json</c>, versions 1 to 3. It does not say from which feed a package is.</summary>
internal static class NuGetLockReader
{
    public static void Read(string text, FoundPackages found)
    {
        var root = JsonDocuments.Read(text, found);
        if (root.TextOf("version") is not ("1" or "2" or "3"))
            throw found.Fault(root["version"]?.Line, "The file has no version from 1 to 3. Have dotnet restore write it again.");
        if (root["dependencies"] is not { IsObject: true } frameworks)
            throw found.Fault(line: null, "The file has no dependencies. Have dotnet restore write it again.");
        foreach (var (_, packages) in frameworks.Entries(found))
        {
            foreach (var (name, entry) in packages.Entries(found))
                Add(name, entry, found);
        }
    }

    private static void Add(string name, LockNode entry, FoundPackages found)
    {
        if (entry.TextOf("type") == "Project")
            return;
        var version = entry.TextOf("resolved") ?? throw found.Fault(entry.Line, $"{name} has no resolved version. Have dotnet restore write the file again.");
        found.Add(new PackageName("nuget", Namespace: null, name), version, origin: null, entry.Line);
    }
}
