namespace ToolRegistry.Domain.Identity;

/// <summary>What the purl specification asks of the parts of a package URL, whether they were parsed or given. Each check answers with the problem, or null.</summary>
internal static class PackageUrlRules
{
    internal static readonly string TooLong = $"A package URL has at most {PackageUrl.MaxLength} characters, as given and in canonical form.";

    internal static string? CheckType(string? type)
    {
        if (string.IsNullOrEmpty(type))
            return "A package URL needs a type, as in pkg:npm/name.";
        return char.IsAsciiLetter(type[0]) && type.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-')
            ? null
            : "The type of a package URL starts with a letter and consists of ASCII letters, digits, '.' and '-', as in pkg:npm/name.";
    }

    internal static string? CheckText(string? ns, string? name, string? version, string? subpath)
    {
        if (string.IsNullOrEmpty(name))
            return "A package URL needs a name after its type and namespace, as in pkg:npm/name.";
        if (name.Contains('/', StringComparison.Ordinal))
            return "The name of a package URL holds no slash. Write what stands before it as the namespace.";
        return PlainText.IsClean(ns) && PlainText.IsClean(name) && PlainText.IsClean(version) && PlainText.IsClean(subpath)
            ? null
            : "A package URL holds no control characters and no halves of surrogate pairs. Remove them.";
    }

    internal static string? CheckForType(string type, PurlType rules, string? ns, string name, string? version)
    {
        if (rules.Namespace == NamespaceRule.Required && ns is null)
            return $"A package URL of the type {type} needs a namespace, as in pkg:{type}/namespace/name.";
        if (rules.Namespace == NamespaceRule.Prohibited && ns is not null)
            return $"A package URL of the type {type} has no namespace. Write pkg:{type}/name.";
        if (type != "chrome-extension")
            return null;
        if (name.Length != 32 || name.AsSpan().ContainsAnyExceptInRange('a', 'p'))
            return "The name of a Chrome extension is its id of 32 letters from a to p.";
        return version is null || version.Split('.') is { Length: <= 4 } parts && Array.TrueForAll(parts, part => part.Length > 0 && part.All(char.IsAsciiDigit))
            ? null
            : "The version of a Chrome extension is one to four numbers parted by dots.";
    }

    /// <summary>A path without empty segments, or null when nothing is left.</summary>
    internal static string? CleanPath(string? path)
    {
        var segments = (path ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        return segments.Length == 0 ? null : string.Join('/', segments);
    }

    /// <summary>A path without empty segments, <c>.</c> and <c>..</c>, or null when nothing is left.</summary>
    internal static string? CleanSubpath(string? subpath) =>
        CleanPath(string.Join('/', (subpath ?? "").Split('/').Where(segment => segment is not ("." or ".."))));

    internal static string? CheckKey(string key) =>
        key.Length > 0 && char.IsAsciiLetter(key[0]) && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
            ? null
            : "The key of a qualifier starts with a letter and consists of ASCII letters, digits, '.', '-' and '_', as in ?arch=amd64.";

    /// <summary>Lower-cases the keys and sorts by them; a qualifier without value is left out.</summary>
    internal static string? Sort(IEnumerable<KeyValuePair<string, string>> qualifiers, out IReadOnlyList<KeyValuePair<string, string>> sorted)
    {
        sorted = [];
        var byKey = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in qualifiers)
        {
            if (CheckKey(key) is { } problem)
                return problem;
            if (!PlainText.IsClean(value))
                return $"The qualifier {key} holds no control characters and no halves of surrogate pairs. Remove them.";
            if (!byKey.TryAdd(key.ToLowerInvariant(), value))
                return $"The qualifier {key} is given twice. Give it once.";
        }

        sorted = [.. byKey.Where(qualifier => qualifier.Value.Length > 0)];
        return null;
    }
}
