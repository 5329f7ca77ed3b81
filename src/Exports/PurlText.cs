using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Exports;

/// <summary>
/// The canonical text of a package URL without version and subpath, as identifiers have it, taken apart where it stands. To make a
/// <see cref="PackageUrl"/> of it takes longer than to write what a rule says.
/// </summary>
internal readonly ref struct PurlText
{
    private readonly ReadOnlySpan<char> path;
    private readonly int nameAt;

    /// <summary>Takes one apart.</summary>
    public PurlText(string canonical)
    {
        path = canonical.AsSpan(canonical.IndexOf('/', StringComparison.Ordinal) + 1);
        var end = path.IndexOf('?');
        HasQualifiers = end >= 0;
        path = HasQualifiers ? path[..end] : path;
        nameAt = path.LastIndexOf('/') + 1;
    }

    /// <summary>Whether it says more than type, namespace and name.</summary>
    public bool HasQualifiers { get; }

    /// <summary>Whether it has a namespace.</summary>
    public bool HasNamespace => nameAt > 0;

    /// <summary>The name.</summary>
    public string Name => Decoded(EncodedName.ToString());

    /// <summary>The name as it is written, which tells names apart as well.</summary>
    public ReadOnlySpan<char> EncodedName => path[nameAt..];

    /// <summary>Namespace and name with something in between that is not encoded.</summary>
    public string NameWithNamespace(string between) => Decoded(HasNamespace ? string.Concat(path[..(nameAt - 1)], between, EncodedName) : EncodedName.ToString());

    private static string Decoded(string part) => part.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(part) : part;
}
