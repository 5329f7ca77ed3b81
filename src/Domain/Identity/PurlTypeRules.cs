namespace ToolRegistry.Domain.Identity;

/// <summary>What single types ask beyond <see cref="PurlType"/>: how they write their names, and what they refuse.</summary>
/// <remarks>Source: the notes, normalization rules and permitted characters of the type definitions (package-url/purl-spec).</remarks>
internal static class PurlTypeRules
{
    // Forges whose accounts and repositories have no case. The git type keeps case, but one of its published cases lowers it on one of them.
    private static readonly string[] ForgesWithoutCase = ["bitbucket.org", "codeberg.org", "github", "github.com", "gitlab.com"];

    private static readonly string[] ServersWithoutCase = [".azuredatabricks.net", ".databricks.com"];

    /// <summary>Moves what stands in another part than the type wants it in, and writes both parts as the type does.</summary>
    internal static (string? Namespace, string Name) Write(string type, string? ns, string name, IReadOnlyList<KeyValuePair<string, string>> qualifiers)
    {
        var rules = PurlType.Of(type);
        ns = rules.Write(LowerParts.Namespace, ns);
        name = rules.Write(LowerParts.Name, name)!;
        return type switch
        {
            "cpan" => (ns?.ToUpperInvariant(), name),
            "git" => WriteGit(ns, name),
            // npm's own tools write @scope%2Fname, and some that make bills of materials follow them.
            "npm" when ns is null && name.StartsWith('@') && name.Split('/') is [var scope, var bare] => (scope, bare),
            "hackage" => (ns, name.Replace('_', '-').Replace(' ', '-')),
            "mlflow" when IsOnServerWithoutCase(qualifiers) => (ns, TextFold.Lower(name)),
            "pub" => (ns, string.Concat(name.Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '_'))),
            "pypi" => (ns, name.Replace('_', '-')),
            _ => (ns, name),
        };
    }

    /// <summary>The qualifiers as the type writes them.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> WriteQualifiers(string type, IReadOnlyList<KeyValuePair<string, string>> qualifiers) =>
        type == "swid"
            ? [.. qualifiers.Select(q => q.Key == "tag_id" && Guid.TryParse(q.Value, out _) ? new(q.Key, q.Value.ToLowerInvariant()) : q)]
            : qualifiers;

    /// <summary>The rule of the type that the parts break, or null.</summary>
    internal static PurlProblem? Check(string type, string? ns, string name, string? version, IReadOnlyList<KeyValuePair<string, string>> qualifiers)
    {
        var rules = PurlType.Of(type);
        if (rules.Namespace == NamespaceRule.Required && ns is null)
            return new(PurlPart.Namespace, $"A package URL of the type {type} needs a namespace, as in pkg:{type}/namespace/name.");
        if (rules.Namespace == NamespaceRule.Prohibited && ns is not null)
            return new(PurlPart.Namespace, $"A package URL of the type {type} has no namespace. Write pkg:{type}/name.");
        if (rules.RequiredQualifier is { } key && !qualifiers.Any(qualifier => qualifier.Key == key))
            return new(PurlPart.Qualifier, $"A package URL of the type {type} needs the qualifier {key}, as in pkg:{type}/name?{key}=value.");
        return type switch
        {
            "chrome-extension" => CheckChrome(name, version),
            "cocoapods" when name[0] == '.' || name.Any(c => c == '+' || char.IsWhiteSpace(c)) =>
                new(PurlPart.Name, "The name of a pod holds no white space and no plus, and does not start with a period."),
            "cpan" when name.Contains("::", StringComparison.Ordinal) =>
                new(PurlPart.Name, "The name of a CPAN package URL is the distribution's, not a module's: URI-PackageURL, not URI::PackageURL."),
            "npm" when ns is null && name[0] == '@' =>
                new(PurlPart.Name, "The scope of an npm package needs a name after it, as in pkg:npm/%40scope/name."),
            "swid" when ns?.Count(c => c == '/') > 1 =>
                new(PurlPart.Namespace, "The namespace of a SWID package URL has at most two segments, the software creator's name and its regid."),
            _ => null,
        };
    }

    private static PurlProblem? CheckChrome(string name, string? version)
    {
        if (name.Length != 32 || name.AsSpan().ContainsAnyExceptInRange('a', 'p'))
            return new(PurlPart.Name, "The name of a Chrome extension is its id of 32 letters from a to p.");
        return version is null || version.Split('.') is { Length: <= 4 } parts && Array.TrueForAll(parts, part => part.Length > 0 && part.All(char.IsAsciiDigit))
            ? null
            : new(PurlPart.Version, "The version of a Chrome extension is one to four numbers parted by dots.");
    }

    // The namespace is the host, which has no case; all that follows is the name.
    private static (string? Namespace, string Name) WriteGit(string? ns, string name)
    {
        if (ns is null)
            return (ns, name);
        var slash = ns.IndexOf('/', StringComparison.Ordinal);
        var (host, path) = slash < 0 ? (ns, name) : (ns[..slash], $"{ns[(slash + 1)..]}/{name}");
        host = TextFold.Lower(host);
        path = PackageUrlRules.CleanPath(path)!;
        return (host, ForgesWithoutCase.Contains(host) ? TextFold.Lower(path) : path);
    }

    private static bool IsOnServerWithoutCase(IReadOnlyList<KeyValuePair<string, string>> qualifiers)
    {
        foreach (var (key, value) in qualifiers)
        {
            if (key != "repository_url")
                continue;
            var scheme = value.IndexOf("://", StringComparison.Ordinal);
            var host = value.AsSpan(scheme < 0 ? 0 : scheme + "://".Length);
            var end = host.IndexOfAny('/', ':', '?');
            if (end >= 0)
                host = host[..end];
            foreach (var server in ServersWithoutCase)
            {
                if (host.EndsWith(server, StringComparison.OrdinalIgnoreCase))
                    return true;
            }
        }

        return false;
    }
}
