namespace ToolRegistry.Cli.Lockfiles;

/// <summary>What the lock files of npm, pnpm and Yarn, and what npm says of its own, have in common.</summary>
internal static class NpmPackages
{
    private static readonly string[] PublicRegistries = ["https://registry.npmjs.org", "https://registry.yarnpkg.com"];

    /// <summary>Adds a package that was resolved to an address; without one it is from the public registry. Directories are left out.</summary>
    public static void Add(FoundPackages found, string name, string? version, string? resolved, int line)
    {
        if (resolved is null || !IsDirectory(resolved))
            found.Add(PackageName.OfPath("npm", name), version, OriginOf(name, version, resolved), line);
    }

    /// <summary>Parts <c>name@reference</c>, where the name may be scoped; the reference is null when there is none.</summary>
    public static (string Name, string? Reference) Split(string text)
    {
        var at = text.IndexOf('@', Math.Min(1, text.Length));
        return at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
    }

    public static bool IsArchive(string path) =>
        Origin.WithoutFragment(path) is var file && (file.EndsWith(".tgz", StringComparison.Ordinal) || file.EndsWith(".tar.gz", StringComparison.Ordinal) || file.EndsWith(".tar", StringComparison.Ordinal));

    /// <summary>Whether an address is that of a directory, whose content is no package of a registry.</summary>
    public static bool IsDirectory(string resolved) =>
        resolved.StartsWith("link:", StringComparison.Ordinal) || resolved.StartsWith("file:", StringComparison.Ordinal) && !IsArchive(resolved);

    /// <summary>What says where a package is from that was resolved to an address; null for the public registry.</summary>
    public static KeyValuePair<string, string>? OriginOf(string name, string? version, string? resolved)
    {
        if (string.IsNullOrEmpty(resolved))
            return null;
        if (Origin.IsGit(resolved))
            return Origin.Git(resolved, Origin.FragmentOf(resolved)?.Replace("commit=", "", StringComparison.Ordinal));
        // How npm, pnpm and Yarn fetch a commit of GitHub without git.
        if (Origin.WithoutFragment(resolved).Split('/') is ["https:", "", "codeload.github.com", var owner, var repository, "tar.gz", var commit])
            return Origin.Git($"https://github.com/{owner}/{repository}", commit);
        if (RegistryOf(name, version, resolved) is not { } registry)
            return Origin.Download(resolved);
        return PublicRegistries.Contains(registry.Replace("http://", "https://", StringComparison.Ordinal)) ? null : Origin.Registry(registry);
    }

    // A registry keeps its archives below the package's name. An archive of another name or version is not what the lock file says it is.
    private static string? RegistryOf(string name, string? version, string resolved)
    {
        var address = Origin.WithoutFragment(resolved).Replace("%2f", "/", StringComparison.OrdinalIgnoreCase);
        if (address.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query)
            address = address[..query];
        var folder = address.IndexOf($"/{name}/-/", StringComparison.Ordinal);
        var file = $"/{name[(name.LastIndexOf('/') + 1)..]}-{version}.tgz";
        return folder > 0 && address.StartsWith("http", StringComparison.Ordinal) && address.EndsWith(file, StringComparison.Ordinal) ? address[..folder] : null;
    }
}
