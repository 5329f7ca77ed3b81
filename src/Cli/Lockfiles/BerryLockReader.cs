namespace ToolRegistry.Cli.Lockfiles;

/// <summary>The <c>yarn.lock</c> of Yarn 2 and later. Workspaces, links, portals and generated packages are the project's own code.</summary>
/// <remarks>Source: yarnpkg.com, protocols, and what Yarn 4 writes.</remarks>
internal static class BerryLockReader
{
    private const int MaxPatches = 8;

    private static readonly string[] Own = ["workspace:", "link:", "portal:", "exec:"];

    public static void Read(string text, FoundPackages found)
    {
        foreach (var document in YamlDocuments.Read(text, found))
        {
            foreach (var (key, entry) in document.Entries(found))
            {
                if (key == "__metadata")
                    continue;
                var resolution = entry.TextOf("resolution") ?? throw found.Fault(entry.Line, $"{key} has no resolution. Have yarn install write the file again.");
                Add(resolution, entry.TextOf("version"), entry.Line, found);
            }
        }
    }

    private static void Add(string resolution, string? version, int line, FoundPackages found)
    {
        var (name, reference) = Located(resolution, line, found);
        if (Array.Exists(Own, protocol => reference.StartsWith(protocol, StringComparison.Ordinal)))
            return;

        // The package that is patched stands before the patch, which may itself be patched.
        for (var patches = 0; reference.StartsWith("patch:", StringComparison.Ordinal); patches++)
        {
            if (patches == MaxPatches)
                throw found.Fault(line, $"The package has more than {MaxPatches} patches, one on another. Have yarn install write the file again.");
            (name, reference) = Located(Uri.UnescapeDataString(Origin.WithoutFragment(reference["patch:".Length..])), line, found);
        }

        var (target, bindings) = Bound(reference);
        if (target.StartsWith("npm:", StringComparison.Ordinal))
            NpmPackages.Add(found, name, target["npm:".Length..], Archive(bindings), line);
        else
            NpmPackages.Add(found, name, version, target, line);
    }

    private static (string Name, string Reference) Located(string resolution, int line, FoundPackages found) =>
        NpmPackages.Split(resolution) is (var name, { Length: > 0 } reference)
            ? (name, reference)
            : throw found.Fault(line, "The resolution names no package and place. Have yarn install write the file again.");

    private static (string Target, string Bindings) Bound(string reference) =>
        reference.IndexOf("::", StringComparison.Ordinal) is >= 0 and var mark ? (reference[..mark], reference[(mark + 2)..]) : (reference, "");

    // Stands there when the registry keeps an archive elsewhere than below the package's name.
    private static string? Archive(string bindings)
    {
        const string Key = "__archiveUrl=";
        var value = bindings.Split('&').FirstOrDefault(binding => binding.StartsWith(Key, StringComparison.Ordinal));
        return value is null ? null : Uri.UnescapeDataString(value[Key.Length..]);
    }
}
