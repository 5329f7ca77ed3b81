using System.Text;

namespace ToolRegistry.Domain.Identity;

/// <summary>A signing certificate's subject, optionally with product and original file name, as AppLocker's publisher rules have them.</summary>
/// <remarks>Folded are case and idle white space, no look-alikes: an authority has checked the subject as it is written, and an approval of one is none of another.</remarks>
/// <param name="Text">The canonical text: the parts as given, without white space around <c>|</c>.</param>
/// <param name="Keys">The folded value, then with one part fewer each, down to the subject.</param>
internal sealed record WindowsPublisherName(string Text, IReadOnlyList<string> Keys)
{
    /// <summary>Reads one to three parts; null when there are more, or an empty one.</summary>
    internal static WindowsPublisherName? TryRead(string text)
    {
        var parts = text.Split('|', StringSplitOptions.TrimEntries);
        if (parts.Length > 3 || Array.Exists(parts, part => part.Length == 0))
            return null;

        string[] folded = [FoldSubject(parts[0]), .. parts[1..].Select(part => part.ToUpperInvariant())];
        return new WindowsPublisherName(
            string.Join('|', parts),
            [.. Enumerable.Range(0, parts.Length).Select(fewer => string.Join('|', folded[..^fewer]))]);
    }

    // "O=A, C=US" and "O=A,C=US" are one subject: white space beside a separator says nothing, unless quoted or escaped.
    private static string FoldSubject(string subject)
    {
        var folded = new StringBuilder(subject.Length);
        var (quoted, afterSeparator) = (false, true);
        for (var i = 0; i < subject.Length; i++)
        {
            var c = subject[i];
            if (c == ' ' && afterSeparator)
                continue;
            afterSeparator = !quoted && c is ',' or '=' or '+' or ';';
            if (afterSeparator)
                TrimEnd(folded);
            folded.Append(c);
            if (c == '"')
                quoted = !quoted;
            else if (c == '\\' && i + 1 < subject.Length)
                folded.Append(subject[++i]);
        }

        return folded.ToString().ToUpperInvariant();
    }

    private static void TrimEnd(StringBuilder text)
    {
        while (text.Length > 0 && text[^1] == ' ')
            text.Length--;
    }
}
