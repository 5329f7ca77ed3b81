using ToolRegistry.Domain;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Cli.Scan;

/// <summary>Software that is installed here.</summary>
/// <param name="Subject">What is asked of: a purl, or another identifier.</param>
/// <param name="Version">The version, unless the subject carries it.</param>
internal sealed record InstalledSoftware(string Subject, string? Version = null);

/// <summary>Collects what one source lists.</summary>
/// <param name="source">The source's name.</param>
/// <param name="vendor">Who makes the packages of this operating system, as <c>/etc/os-release</c> names it; null where nobody says.</param>
internal sealed class FoundSoftware(string source, string? vendor)
{
    private readonly OrderedDictionary<InstalledSoftware, bool> software = [];
    private readonly List<string> notes = [];

    public IReadOnlyList<InstalledSoftware> Software => software.Keys;

    /// <summary>What is in doubt, as sentences for people.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Adds a package. What has no package URL is noted.</summary>
    public void AddPackage(string type, string? ns, string name, string? version, params IEnumerable<KeyValuePair<string, string>> qualifiers)
    {
        try
        {
            Add(PackageUrl.Create(type, ns, name, version, qualifiers, subpath: null).ToString());
        }
        catch (DomainException refusal)
        {
            Note($"{name} {version} was left out: {refusal.Message}");
        }
    }

    /// <summary>Adds a package of the operating system.</summary>
    /// <exception cref="ScanException">Nobody says which operating system this is.</exception>
    public void AddSystemPackage(string type, string name, string version, params IEnumerable<KeyValuePair<string, string>> qualifiers) =>
        AddPackage(type, vendor ?? throw new ScanException("/etc/os-release does not say which operating system this is."), name, version, qualifiers);

    public void Add(string subject, string? version = null) => software.TryAdd(new InstalledSoftware(subject, version), value: true);

    public void Note(string sentence) => notes.Add($"{source}: {sentence}");
}
