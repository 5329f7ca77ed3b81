using System.Text.RegularExpressions;

namespace ToolRegistry.Exports.Feeds;

/// <summary>Patterns of STIX 2.1, part 9. Each is one comparison, as many who read indicators take no others.</summary>
internal static class StixPattern
{
    private const string Open = ":*";

    /// <summary>A file.</summary>
    public static string OfFile(string sha256) => $"[file:hashes.'SHA-256' = {Literal(sha256)}]";

    /// <summary>A domain, and all below it.</summary>
    public static IReadOnlyList<string> OfDomain(string domain) =>
        [$"[domain-name:value = {Literal(domain)}]", $"[domain-name:value MATCHES {Literal($@"^.+\.{Regex.Escape(domain)}$")}]"];

    /// <summary>A product, whatever stands in the parts that end its name and are left open.</summary>
    public static string OfCpe(string cpe)
    {
        var named = cpe;
        while (named.EndsWith(Open, StringComparison.Ordinal))
            named = named[..^Open.Length];
        return named == cpe ? $"[software:cpe = {Literal(cpe)}]" : $"[software:cpe MATCHES {Literal($"^{Regex.Escape(named)}:")}]";
    }

    /// <summary>A string literal: in single quotes, and a backslash before those and before itself.</summary>
    internal static string Literal(string text) => $"'{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'";
}
