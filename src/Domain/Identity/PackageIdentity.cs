using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace ToolRegistry.Domain.Identity;

/// <summary>What package a package URL names, whatever its version, and where the package is from.</summary>
/// <remarks>
/// Two directions, one rule each. A ban must not be slipped past, so <see cref="Key"/> is wide: without case (but where the registry
/// tells it, see <see cref="KeyCase"/>), in one Unicode form, with one spelling for what the ecosystem takes for the same. An approval
/// must not stretch, so <see cref="Origin"/> holds what the key left out though it may make another package.
/// </remarks>
/// <param name="Key">Type, namespace and name, folded and percent-encoded.</param>
/// <param name="Origin">Empty, or <c>?</c> and pairs like a package URL's qualifiers.</param>
internal sealed record PackageIdentity(string Key, string Origin)
{
    // The names of one registry, which is meant where none is named.
    private static readonly string[] DockerHub = ["docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com"];

    // Of these types a plain name is its own key: nothing in it folds, and no ecosystem spells it in another way.
    private static readonly FrozenSet<string> PlainTypes = FrozenSet.ToFrozenSet(["composer", "deb", "gem", "golang", "hex", "maven", "npm", "nuget", "rpm", "vscode-extension"]);
    private static readonly SearchValues<char> PlainCharacters = SearchValues.Create("-./_0123456789abcdefghijklmnopqrstuvwxyz");

    /// <summary>
    /// The key of a canonical package URL of lower-case letters, digits and <c>- . _ /</c>, without version and all that follows
    /// it, whose type has no other spellings for such a name; null for all others. It is the one of <see cref="Of"/>, whose
    /// origin is empty then, in a tenth of its time: a register of many tools is mostly these.
    /// </summary>
    internal static string? PlainKeyOf(string canonical)
    {
        var slash = canonical.IndexOf('/', StringComparison.Ordinal);
        return PlainTypes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(canonical.AsSpan("pkg:".Length, slash - "pkg:".Length)) && !canonical.AsSpan(slash).ContainsAnyExcept(PlainCharacters)
            ? canonical["pkg:".Length..]
            : null;
    }

    internal static PackageIdentity Of(PackageUrl purl)
    {
        var rules = PurlType.Of(purl.Type);
        // An encoded slash in a name is a slash here: the part it stands in makes no other package. A CPAN author goes into the origin.
        var path = purl.Namespace is null || purl.Type == "cpan" ? purl.Name : $"{purl.Namespace}/{purl.Name}";
        var narrow = path.Normalize();
        if (rules.Key == KeyCase.Folded)
            narrow = TextFold.Lower(narrow).Normalize();

        var wide = Reduce(purl.Type, rules, TextFold.Wide(path, keepCase: rules.Key == KeyCase.Told), out var registry);
        narrow = Reduce(purl.Type, rules, narrow, out _);

        var key = new StringBuilder(purl.Type).Append('/');
        PackageUrl.AppendPath(key, wide);
        var origin = new StringBuilder();
        foreach (var name in rules.OriginQualifiers)
            Append(origin, name, OriginOf(purl, name));
        Append(origin, "package", narrow == wide ? null : narrow);
        Append(origin, "registry", registry);
        return new PackageIdentity(key.ToString(), origin.ToString());
    }

    private static string? OriginOf(PackageUrl purl, string qualifier) => qualifier switch
    {
        // An author's id has no case, and may stand in either place.
        "author" => (purl.Namespace ?? purl.Qualifier(qualifier))?.ToUpperInvariant(),
        "tag_id" or "uuid" => purl.Qualifier(qualifier)?.ToLowerInvariant(),
        _ => purl.Qualifier(qualifier),
    };

    /// <summary>One spelling for what the ecosystem takes for the same package.</summary>
    private static string Reduce(string type, PurlType rules, string path, out string? registry)
    {
        registry = null;
        if (rules.Suffix is { } suffix && path.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) && path.AsSpan(0, path.Length - suffix.Length) is [.., not '/'])
            path = path[..^suffix.Length];
        return type switch
        {
            "brew" => ReduceFormula(path),
            "cargo" => path.Replace('_', '-'),
            "docker" => ReduceImage(path, out registry),
            "pypi" => ReducePython(path),
            _ => path,
        };
    }

    // homebrew/core is the tap of a formula that names none, and owner/homebrew-tap is the repository of owner/tap.
    private static string ReduceFormula(string path)
    {
        if (path.Split('/') is not [var owner, var tap, .. { Length: > 0 } formula])
            return path;
        if (tap.StartsWith("homebrew-", StringComparison.Ordinal))
            tap = tap["homebrew-".Length..];
        var name = string.Join('/', formula);
        return (owner, tap) == ("homebrew", "core") ? name : $"{owner}/{tap}/{name}";
    }

    // The first component is a host when it can't be a user: it has a dot or a port, or is localhost. The user of none is library.
    private static string ReduceImage(string path, out string? registry)
    {
        registry = null;
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && (path[..slash] == "localhost" || path.AsSpan(0, slash).ContainsAny('.', ':')))
        {
            registry = DockerHub.Contains(path[..slash]) ? null : path[..slash];
            path = path[(slash + 1)..];
        }

        return path.StartsWith("library/", StringComparison.Ordinal) ? path["library/".Length..] : path;
    }

    // The name normalization of PEP 503.
    private static string ReducePython(string name)
    {
        var reduced = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (c is not ('-' or '_' or '.'))
                reduced.Append(c);
            else if (reduced.Length == 0 || reduced[^1] != '-')
                reduced.Append('-');
        }

        return reduced.ToString();
    }

    private static void Append(StringBuilder origin, string key, string? value)
    {
        if (value is not null)
            PackageUrl.AppendEncoded(origin.Append(origin.Length == 0 ? '?' : '&').Append(key).Append('='), value);
    }
}
