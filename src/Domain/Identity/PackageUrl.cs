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

    private readonly string canonical;

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

    /// <summary>Reads a package URL as <see cref="Parse"/> does, and hands out the refusal instead of throwing it.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PackageUrl? purl, [NotNullWhen(false)] out DomainException? error)
    {
        error = new PackageUrlParser(text).TryParse(out purl, out var problem) ? null : Invalid(problem);
        return purl is not null;
    }

    /// <summary>Makes a package URL of its parts, which are not percent-encoded, by the rules of <see cref="Parse"/>. Empty is as good as null.</summary>
    /// <exception cref="DomainException"><c>purl.invalid</c> (<see cref="Refusal.Invalid"/>); the message names the rule.</exception>
    public static PackageUrl Create(string type, string? ns, string name, string? version, IEnumerable<KeyValuePair<string, string>>? qualifiers, string? subpath) =>
        TryCreate(type, ns, name, version, qualifiers, subpath, out var purl, out var problem) ? purl : throw Invalid(problem);

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

    /// <summary>Type, namespace and name in canonical form and folded: equal when they are the same package.</summary>
    internal string PackageKey()
    {
        var rules = PurlType.Of(Type);
        var key = new StringBuilder();
        AppendPackage(key, Namespace is null ? null : rules.FoldKey(Namespace).Normalize(), rules.KeyName(Type, Name).Normalize());
        return key.ToString();
    }

    internal static void AppendEncoded(StringBuilder target, string text) =>
        PercentEncoding.Append(target, text, c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '~' or ':');

    internal static bool TryCreate(
        string? type,
        string? ns,
        string? name,
        string? version,
        IEnumerable<KeyValuePair<string, string>>? qualifiers,
        string? subpath,
        [NotNullWhen(true)] out PackageUrl? purl,
        [NotNullWhen(false)] out string? problem)
    {
        purl = null;
        problem = PackageUrlRules.CheckType(type) ?? PackageUrlRules.CheckText(ns, name, version, subpath);
        if (problem is not null)
            return false;

        var lowerType = type!.ToLowerInvariant();
        var rules = PurlType.Of(lowerType);
        ns = PackageUrlRules.CleanPath(rules.LowerNamespace ? ns?.ToLowerInvariant() : ns);
        name = rules.CanonicalName(lowerType, name!);
        version = string.IsNullOrEmpty(version) ? null : version;
        version = rules.LowerVersion ? version?.ToLowerInvariant() : version;

        IReadOnlyList<KeyValuePair<string, string>> sorted = [];
        problem = PackageUrlRules.CheckForType(lowerType, rules, ns, name, version)
            ?? PackageUrlRules.Sort(qualifiers ?? [], out sorted);
        if (problem is not null)
            return false;

        var made = new PackageUrl(lowerType, ns, name, version, sorted, PackageUrlRules.CleanSubpath(subpath));
        problem = made.canonical.Length > MaxLength ? PackageUrlRules.TooLong : null;
        purl = problem is null ? made : null;
        return purl is not null;
    }

    private string Write()
    {
        var text = new StringBuilder("pkg:");
        AppendPackage(text, Namespace, Name);
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

    private void AppendPackage(StringBuilder text, string? ns, string name)
    {
        text.Append(Type).Append('/');
        if (ns is not null)
        {
            AppendPath(text, ns);
            text.Append('/');
        }

        AppendEncoded(text, name);
    }

    private static void AppendPath(StringBuilder text, string path)
    {
        var segments = path.Split('/');
        for (var i = 0; i < segments.Length; i++)
            AppendEncoded(i == 0 ? text : text.Append('/'), segments[i]);
    }

    private static DomainException Invalid(string problem) => DomainException.Invalid("purl.invalid", problem);
}
