using System.Globalization;

namespace ToolRegistry.Cli.Lockfiles;

/// <summary>Cargo's <c>Cargo.lock</c>, versions 1 to 4. Packages without a source are the project's own.</summary>
internal static class CargoLockReader
{
    private static readonly string[] PublicRegistries = ["registry+https://github.com/rust-lang/crates.io-index", "sparse+https://index.crates.io/"];

    public static void Read(string text, FoundPackages found)
    {
        var (root, packages) = TomlDocuments.Read(text, found);
        if (root.TryGetValue("version", out var version) && version is not (>= 1L and <= 4L))
            throw found.Fault(line: null, string.Create(CultureInfo.InvariantCulture, $"Version {version} of the format is not known. 1 to 4 are."));
        foreach (var (package, line) in packages)
        {
            var name = TomlDocuments.Required(package, "name", line, found);
            var pinned = TomlDocuments.Required(package, "version", line, found);
            if (TomlDocuments.Text(package, "source") is { } source)
                found.Add(new PackageName("cargo", Namespace: null, name), pinned, OriginOf(source, line, found), line);
        }
    }

    private static KeyValuePair<string, string>? OriginOf(string source, int line, FoundPackages found)
    {
        if (PublicRegistries.Contains(source))
            return null;
        if (source.StartsWith("git+", StringComparison.Ordinal))
            return Origin.Git(source, Origin.FragmentOf(source));
        return source.Split('+', 2) is ["registry" or "sparse" or "local-registry" or "directory", var address]
            ? Origin.Registry(address)
            : throw found.Fault(line, "The source is none of registry+, sparse+, git+, local-registry+ and directory+. Have cargo write the file again.");
    }
}
