using System.Text.RegularExpressions;

namespace ToolRegistry.Exports.Feeds;

/// <summary>Patterns of STIX 2.1, part 9. Each is one comparison, as many who read indicators take no others.</summary>
internal static class StixPattern
{
    private const string Open = ":*";

    /// <summary>A file.</summary>
    public static string OfFile(string sha256) => $"[file:hashes.'SHA-256' = '{Escaped(sha256)}']";

    /// <summary>A domain.</summary>
    public static string OfDomain(string domain) => $"[domain-name:value = '{Escaped(domain)}']";

    /// <summary>All below a domain, in which nothing but the dot has a meaning for either language.</summary>
    public static string OfBelow(string domain) => $@"[domain-name:value MATCHES '^.+\\.{domain.Replace(".", @"\\.", StringComparison.Ordinal)}$']";

    /// <summary>A product, whatever stands in the parts that end its name and are left open.</summary>
    public static string OfCpe(string cpe)
    {
        var named = cpe;
        while (named.EndsWith(Open, StringComparison.Ordinal))
            named = named[..^Open.Length];
        return named == cpe ? $"[software:cpe = '{Escaped(cpe)}']" : $"[software:cpe MATCHES '^{Escaped(Regex.Escape(named))}:']";
    }

    /// <summary>What stands in a string literal, which is in single quotes: a backslash before those and before itself.</summary>
    internal static string Escaped(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal);
}
