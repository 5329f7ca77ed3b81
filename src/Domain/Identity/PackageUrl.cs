using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ToolRegistry.Domain.Identity;

/// <summary>
/// A package URL in canonical form, <c>pkg:type/namespace/name@version?qualifiers#subpath</c>, by the purl specification
/// (package-url/purl-spec, ECMA-427). Immutable; equal when the canonical texts are equal. All members are decoded.
/// </summary>
public sealed class PackageUrl : IEquatable<PackageUrl>
{
    /// <summary>The longest text that is read, and the longest canonical text, in UTF-16 code units.</summary>
    public const int MaxLength = 4_096;

    // What by ECMA-427, 5.4, is not percent-encoded in a part: letters, digits, punctuation and the colon.
    private static readonly SearchValues<char> Literal =
        SearchValues.Create("-.:_~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private readonly string canonical;

    // What parts or escapes parts, but for the slashes of a namespace.
    private static readonly SearchValues<char> Marks = SearchValues.Create("%@?#");

    private PackageUrl(string canonical, string type, string? ns, string name) =>
        (this.canonical, Type, Namespace, Name, Qualifiers) = (canonical, type, ns, name, []);

    private PackageUrl(string type, string? ns, string name, string? version, IReadOnlyList<KeyValuePair<string, string>> qualifiers, string? subpath)
    {
        Type = type;
        Namespace = ns;
        Name = name;
        Version = version;
        Qualifiers = qualifiers;
        Subpath = subpath;
        canonical = Write();
    }

    /// <summary>The package type, lower case.</summary>
    public string Type { get; }

    /// <summary>The namespace, its segments parted by slashes, or null.</summary>
    public string? Namespace { get; }

    /// <summary>The name, never empty.</summary>
    public string Name { get; }

    /// <summary>The version, or null.</summary>
    public string? Version { get; }

    /// <summary>The qualifiers, sorted by key in ordinal order; keys are lower case and unique, values not empty.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Qualifiers { get; }

    /// <summary>The path inside the package, without leading and trailing slash, or null.</summary>
    public string? Subpath { get; }

    /// <summary>Reads a package URL and makes it canonical.</summary>
    /// <param name="text">At most <see cref="MaxLength"/> characters, canonical or not. A <c>+</c> is a plus.</param>
    /// <exception cref="DomainException"><c>purl.invalid</c> (<see cref="Refusal.Invalid"/>); the message names the rule and, counted from 1, the position.</exception>
    public static PackageUrl Parse(string text) => TryParse(text, out var purl, out var error) ? purl : throw error;

    /// <summary>Reads a canonical text as <see cref="Parse"/> does. One of type, namespace and name alone is only taken apart.</summary>
    internal static PackageUrl Restore(string canonical)
    {
        var (first, last) = (canonical.IndexOf('/', StringComparison.Ordinal), canonical.LastIndexOf('/'));
        if (first < 0 || canonical.AsSpan().ContainsAny(Marks) || !canonical.StartsWith("pkg:", StringComparison.Ordinal))
            return Parse(canonical);
        var type = canonical["pkg:".Length..first];
        return PurlType.Of(type).NameHasSlashes
            ? Parse(canonical)
            : new PackageUrl(canonical, type, first == last ? null : canonical[(first + 1)..last], canonical[(last + 1)..]);
    }

    /// <summary>Reads a package URL as <see cref="Parse"/> does, and hands out the refusal instead of throwing it.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PackageUrl? purl, [NotNullWhen(false)] out DomainException? error)
    {
        error = new PackageUrlParser(text).TryParse(out purl, out var problem) ? null : Invalid(problem);
        return purl is not null;
    }

    /// <summary>Makes a package URL of its parts, which are not percent-encoded, by the rules of <see cref="Parse"/>. Empty is as good as null.</summary>
    /// <exception cref="DomainException"><c>purl.invalid</c> (<see cref="Refusal.Invalid"/>); the message names the rule.</exception>
    public static PackageUrl Create(string type, string? ns, string name, string? version, IEnumerable<KeyValuePair<string, string>>? qualifiers, string? subpath) =>
        TryCreate(type, ns, name, version, qualifiers, subpath, out var purl, out var problem) ? purl : throw Invalid(problem.Message);

    /// <summary>The value of a qualifier, or null.</summary>
    /// <param name="key">The key, in lower case.</param>
    public string? Qualifier(string key)
    {
        foreach (var qualifier in Qualifiers)
        {
            if (qualifier.Key == key)
                return qualifier.Value;
        }

        return null;
    }

    /// <summary>The same package URL without its version.</summary>
    public PackageUrl WithoutVersion() => Version is null ? this : new(Type, Namespace, Name, version: null, Qualifiers, Subpath);

    /// <summary>The canonical text.</summary>
    public override string ToString() => canonical;

    /// <inheritdoc/>
    public bool Equals(PackageUrl? other) => other is not null && canonical == other.canonical;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PackageUrl);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(canonical);

    internal static void AppendEncoded(StringBuilder target, ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyExcept(Literal))
            PercentEncoding.Append(target, text, static c => Literal.Contains(c));
        else
            target.Append(text);
    }

    internal static void AppendPath(StringBuilder text, ReadOnlySpan<char> path)
    {
        var isFirst = true;
        foreach (var segment in path.Split('/'))
        {
            AppendEncoded(isFirst ? text : text.Append('/'), path[segment]);
            isFirst = false;
        }
    }

    internal static bool TryCreate(
        string? type,
        string? ns,
        string? name,
        string? version,
        IEnumerable<KeyValuePair<string, string>>? qualifiers,
        string? subpath,
        [NotNullWhen(true)] out PackageUrl? purl,
        [NotNullWhen(false)] out PurlProblem? problem)
    {
        purl = null;
        IReadOnlyList<KeyValuePair<string, string>> sorted = [];
        name = name?.Trim('/');
        problem = PackageUrlRules.CheckType(type)
            ?? PackageUrlRules.CheckText(PurlPart.Namespace, ns)
            ?? (string.IsNullOrEmpty(name) ? PackageUrlRules.NoName : PackageUrlRules.CheckText(PurlPart.Name, name))
            ?? PackageUrlRules.CheckText(PurlPart.Version, version)
            ?? PackageUrlRules.CheckText(PurlPart.Subpath, subpath)
            ?? PackageUrlRules.Sort(qualifiers, out sorted);
        if (problem is not null)
            return false;

        type = type!.ToLowerInvariant();
        var rules = PurlType.Of(type);
        sorted = PurlTypeRules.WriteQualifiers(type, sorted);
        (ns, name) = PurlTypeRules.Write(type, PackageUrlRules.CleanPath(ns), name!, sorted);
        version = string.IsNullOrEmpty(version) ? null : rules.Write(LowerParts.Version, version);
        subpath = rules.Write(LowerParts.Subpath, PackageUrlRules.CleanSubpath(subpath));
        problem = PurlTypeRules.Check(type, ns, name, version, sorted);
        if (problem is not null)
            return false;

        purl = new PackageUrl(type, ns, name, version, sorted, subpath);
        if (purl.canonical.Length <= MaxLength)
            return true;
        (purl, problem) = (null, PackageUrlRules.TooLong);
        return false;
    }

    private string Write()
    {
        var text = new StringBuilder("pkg:", capacity: 128).Append(Type).Append('/');
        if (Namespace is not null)
        {
            AppendPath(text, Namespace);
            text.Append('/');
        }

        if (PurlType.Of(Type).NameHasSlashes)
            AppendPath(text, Name);
        else
            AppendEncoded(text, Name);
        if (Version is not null)
            AppendEncoded(text.Append('@'), Version);

        var separator = '?';
        foreach (var (key, value) in Qualifiers)
        {
            AppendEncoded(text.Append(separator).Append(key).Append('='), value);
            separator = '&';
        }

        if (Subpath is not null)
            AppendPath(text.Append('#'), Subpath);
        return text.ToString();
    }

    private static DomainException Invalid(string problem) => DomainException.Invalid("purl.invalid", problem);
}
