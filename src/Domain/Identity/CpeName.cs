using System.Text;

namespace ToolRegistry.Domain.Identity;

/// <summary>CPE 2.3 names as formatted strings, lower case.</summary>
/// <remarks>
/// NIST IR 7695, 6.2: eleven parts after the prefix, in which a backslash makes the next character a plain one. Letters, digits, period,
/// hyphen and underscore are plain without, so theirs goes; but a part that is nothing but <c>-</c> means "not applicable", and its
/// backslash stays.
/// </remarks>
internal static class CpeName
{
    private const string Prefix = "cpe:2.3:";
    private const int Parts = 11;

    /// <summary>The canonical name, or null for what is none.</summary>
    internal static string? TryRead(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || text.AsSpan().ContainsAnyExceptInRange('!', '~'))
            return null;
        var parts = Split(text.ToLowerInvariant());
        return parts.Count == Parts && !parts.Contains("") && parts[0] is ("a" or "o" or "h" or "*" or "-")
            ? Prefix + string.Join(':', parts)
            : null;
    }

    /// <summary>The name, then the same in all editions, then in all versions.</summary>
    internal static IEnumerable<string> KeysOf(string name)
    {
        var parts = Split(name);
        return new[] { Parts, 4, 3 }
            .Select(kept => Prefix + string.Join(':', parts.Take(kept).Concat(Enumerable.Repeat("*", Parts - kept))))
            .Distinct(StringComparer.Ordinal);
    }

    // No parts when a backslash stands at the end.
    private static List<string> Split(string text)
    {
        var parts = new List<string>(Parts);
        var part = new StringBuilder();
        for (var i = Prefix.Length; i < text.Length; i++)
        {
            if (text[i] == ':')
            {
                Close();
                continue;
            }

            if (text[i] == '\\')
            {
                if (++i == text.Length)
                    return [];
                var isWhole = part.Length == 0 && (i + 1 == text.Length || text[i + 1] == ':');
                if (NeedsBackslash(text[i], isWhole))
                    part.Append('\\');
            }

            part.Append(text[i]);
        }

        Close();
        return parts;

        void Close()
        {
            parts.Add(part.ToString());
            part.Clear();
        }
    }

    private static bool NeedsBackslash(char c, bool isWholePart) =>
        !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_') && (c != '-' || isWholePart);
}
