using System.Buffers;

namespace ToolRegistry.Domain.Identity;

internal enum PurlPart
{
    Whole,
    Type,
    Namespace,
    Name,
    Version,
    Qualifier,
    Subpath,
}

/// <summary>A rule that a package URL breaks.</summary>
/// <param name="Part">The part that breaks it.</param>
/// <param name="Message">The rule.</param>
/// <param name="Index">Of a qualifier: which of those given, or -1 for one that is missing.</param>
internal sealed record PurlProblem(PurlPart Part, string Message, int Index = -1);

/// <summary>
/// What the purl specification (ECMA-427, 5.6) asks of the parts of every package URL, whether they were parsed or given. Each check
/// answers with the problem, or null.
/// </summary>
internal static class PackageUrlRules
{
    internal static readonly PurlProblem TooLong = new(PurlPart.Whole, $"A package URL has at most {PackageUrl.MaxLength} characters, as given and in canonical form.");

    internal static readonly PurlProblem NoName = new(PurlPart.Name, "A package URL needs a name after its type and namespace, as in pkg:npm/name.");

    private static readonly SearchValues<char> InType = SearchValues.Create("-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    private static readonly SearchValues<char> InKey = SearchValues.Create("-._0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    internal static PurlProblem? CheckType(ReadOnlySpan<char> type)
    {
        if (type.IsEmpty)
            return new(PurlPart.Type, "A package URL needs a type, as in pkg:npm/name.");
        return char.IsAsciiLetter(type[0]) && !type.ContainsAnyExcept(InType)
            ? null
            : new(PurlPart.Type, "The type of a package URL starts with a letter and consists of ASCII letters, digits, '.' and '-', as in pkg:npm/name.");
    }

    internal static PurlProblem? CheckText(PurlPart part, string? text) =>
        PlainText.IsClean(text)
            ? null
            : new(part, "A package URL holds no control characters, no halves of surrogate pairs and no more than 30 combining marks in a row. Remove them.");

    /// <summary>A path without empty segments, or null when nothing is left.</summary>
    internal static string? CleanPath(string? path) => Clean(path, isSubpath: false);

    /// <summary>A path without empty segments, <c>.</c> and <c>..</c>, or null when nothing is left.</summary>
    internal static string? CleanSubpath(string? subpath) => Clean(subpath, isSubpath: true);

    internal static string? CheckKey(ReadOnlySpan<char> key) =>
        !key.IsEmpty && char.IsAsciiLetter(key[0]) && !key.ContainsAnyExcept(InKey)
            ? null
            : "The key of a qualifier starts with a letter and consists of ASCII letters, digits, '.', '-' and '_', as in ?arch=amd64.";

    /// <summary>Lower-cases the keys and sorts by them; a qualifier without value is as good as none.</summary>
    internal static PurlProblem? Sort(IEnumerable<KeyValuePair<string, string>>? qualifiers, out IReadOnlyList<KeyValuePair<string, string>> sorted)
    {
        sorted = [];
        if (qualifiers is null)
            return null;

        var index = 0;
        SortedDictionary<string, string>? byKey = null;
        foreach (var (key, value) in qualifiers)
        {
            if (CheckKey(key) is { } problem)
                return new(PurlPart.Qualifier, problem, index);
            if (CheckText(PurlPart.Qualifier, value) is { } bad)
                return bad with { Index = index };
            byKey ??= new(StringComparer.Ordinal);
            if (!string.IsNullOrEmpty(value) && !byKey.TryAdd(key.ToLowerInvariant(), value))
                return new(PurlPart.Qualifier, $"The qualifier {key} is given twice. Give it once.", index);
            index++;
        }

        sorted = byKey is { Count: > 0 } ? [.. byKey] : [];
        return null;
    }

    private static string? Clean(string? path, bool isSubpath)
    {
        if (string.IsNullOrEmpty(path))
            return null;
        if (!isSubpath && !path.StartsWith('/') && !path.EndsWith('/') && !path.Contains("//", StringComparison.Ordinal))
            return path;
        var segments = path.Split('/');
        if (Array.TrueForAll(segments, IsKept))
            return path;
        var kept = string.Join('/', segments.Where(IsKept));
        return kept.Length == 0 ? null : kept;

        bool IsKept(string segment) => segment.Length > 0 && !(isSubpath && segment is ("." or ".."));
    }
}
