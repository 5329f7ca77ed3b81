using ToolRegistry.Domain;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Cli.Lockfiles;

/// <summary>Collects what a reader finds in one lock file.</summary>
internal sealed class FoundPackages(string fileName)
{
    private readonly OrderedDictionary<string, LockedPackage> packages = new(StringComparer.Ordinal);
    private readonly List<string> notes = [];

    public LockfileContents Contents => new([.. packages.Values], notes);

    /// <summary>Adds a package from the public registry of its ecosystem, or from where <paramref name="origin"/> says.</summary>
    /// <param name="package">Namespace and name as the ecosystem writes them, not percent-encoded.</param>
    /// <param name="version">The version, or null when the file pins none.</param>
    /// <param name="origin">What says where it is from, or null.</param>
    /// <param name="line">Where the file names it, counted from 1.</param>
    /// <exception cref="LockfileException">There is no such package URL.</exception>
    public void Add(PackageName package, string? version, KeyValuePair<string, string>? origin, int line) =>
        Add(package, version, origin is { } place ? new[] { place } : [], line);

    /// <summary>Adds a package with qualifiers of any kind.</summary>
    /// <inheritdoc cref="Add(PackageName, string?, KeyValuePair{string, string}?, int)" path="/exception"/>
    public void Add(PackageName package, string? version, IReadOnlyList<KeyValuePair<string, string>> qualifiers, int line)
    {
        try
        {
            var purl = PackageUrl.Create(package.Type, package.Namespace, package.Name, version, qualifiers, subpath: null);
            packages.TryAdd(purl.ToString(), new LockedPackage(purl, line));
        }
        catch (DomainException refusal)
        {
            throw Fault(line, $"What is named here is no package. {refusal.Message}");
        }
    }

    /// <summary>Says what the packages do not.</summary>
    public void Note(int line, string sentence) => notes.Add($"{fileName}, line {line}: {sentence}");

    public LockfileException Fault(int? line, string reason) => new(fileName, line, reason);
}
