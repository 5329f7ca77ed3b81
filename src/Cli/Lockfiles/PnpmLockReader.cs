namespace ToolRegistry.Cli.Lockfiles;

/// <summary>pnpm's <c>pnpm-lock.yaml</c>, lockfileVersion 5 to 9. pnpm may write several documents into it; all are read.</summary>
/// <remarks>Source: the lockfile format in pnpm/spec, and what pnpm 7 to 12 write.</remarks>
internal static class PnpmLockReader
{
    public static void Read(string text, FoundPackages found)
    {
        var documents = YamlDocuments.Read(text, found);
        if (documents.Count == 0)
            throw found.Fault(line: 1, "The file is empty. Have pnpm write it again.");
        foreach (var document in documents)
        {
            var format = document.TextOf("lockfileVersion")?.Split('.')[0];
            if (format is not ("5" or "6" or "9"))
                throw found.Fault(document["lockfileVersion"]?.Line, "The file has no lockfileVersion that is known: 5, 6 or 9. Have pnpm write it again.");
            foreach (var (path, entry) in document["packages"]?.Entries(found) ?? [])
                Add(path, entry, int.Parse(format), found);
        }
    }

    private static void Add(string path, LockNode entry, int format, FoundPackages found)
    {
        if (entry["resolution"] is not { IsObject: true } resolution)
            throw found.Fault(entry.Line, $"{path} has no resolution. Have pnpm write the file again.");
        if (resolution["directory"] is not null)
            return;
        var (host, key, reference) = Split(path, format);
        var name = entry.TextOf("name") ?? key;
        var version = entry.TextOf("version") ?? (reference.AsSpan().Contains(':') ? null : reference);
        if (name.Length == 0)
            throw found.Fault(entry.Line, $"{path} names no package. Have pnpm write the file again.");
        if (reference?.StartsWith("runtime:", StringComparison.Ordinal) == true)
            found.Note(entry.Line, $"{name} {reference} is a runtime, not a package. Check it by hand.");
        else if (resolution.TextOf("repo") is { } repository)
            found.Add(PackageName.OfPath("npm", name), version, Origin.Git(repository, resolution.TextOf("commit")), entry.Line);
        else if (resolution.TextOf("tarball") is { } tarball && tarball.Contains(':', StringComparison.Ordinal))
            NpmPackages.Add(found, name, version, tarball, entry.Line);
        else if ((resolution.TextOf("registry") ?? host) is { } registry)
            found.Add(PackageName.OfPath("npm", name), version, Origin.Registry(registry), entry.Line);
        else if (reference?.Contains(':', StringComparison.Ordinal) == true)
            NpmPackages.Add(found, name, version, reference, entry.Line);
        else
            found.Add(PackageName.OfPath("npm", name), version, origin: null, entry.Line);
    }

    /// <summary>
    /// A key is <c>host/name/version_peers</c> in format 5, <c>host/name@version(peers)</c> in 6, where the host of the default registry is
    /// empty, and <c>name@version</c> in 9.
    /// </summary>
    private static (string? Host, string Name, string? Reference) Split(string path, int format)
    {
        var end = path.IndexOf('(', StringComparison.Ordinal);
        var bare = end < 0 ? path : path[..end];
        if (format == 9)
            return Named(host: null, bare);
        var slash = bare.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || bare.StartsWith('@') || bare.StartsWith("file:", StringComparison.Ordinal))
            return (null, "", bare);
        var host = slash == 0 ? null : bare[..slash];
        bare = bare[(slash + 1)..];
        if (format == 6)
            return Named(host, bare);

        var parts = bare.Split('/');
        var length = bare.StartsWith('@') ? 2 : 1;
        return parts.Length == length + 1
            ? (host, string.Join('/', parts[..length]), parts[length].Split('_')[0])
            : (host, "", null);
    }

    private static (string? Host, string Name, string? Reference) Named(string? host, string text)
    {
        var (name, reference) = NpmPackages.Split(text);
        return (host, reference is null ? "" : name, reference);
    }
}
