using System.Buffers;
using System.Globalization;
using System.Text;

namespace ToolRegistry.Cli.Frame;

/// <summary>
/// Text of others as text: what would move the cursor, colour the terminal, turn the direction of writing or hide itself is written
/// as <c>\u001b</c>.
/// </summary>
internal static class HarmlessText
{
    private const int Replacement = 0xFFFD;

    /// <summary>On one line: line breaks and tabs are spaces.</summary>
    public static string OneLine(string? text) => Clean(text, keepsLines: false);

    /// <summary>With its line breaks.</summary>
    public static string Lines(string? text) => Clean(text, keepsLines: true);

    private static string Clean(string? text, bool keepsLines)
    {
        var clean = new StringBuilder(text?.Length ?? 0);
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            var status = Rune.DecodeFromUtf16(rest, out var rune, out var length);
            rest = rest[length..];
            if (rune.Value == '\r' && rest is ['\n', ..])
                continue;
            if (rune.Value is '\n' or '\r' or '\t' or 0x2028 or 0x2029)
                clean.Append(keepsLines && rune.Value != '\t' ? '\n' : ' ');
            else if (status != OperationStatus.Done)
                clean.Append((char)Replacement);
            else if (IsHarmful(rune))
                clean.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            else
                clean.Append(rune);
        }

        return clean.ToString();
    }

    // Joiners are left: scripts and emoji need them.
    private static bool IsHarmful(Rune rune) =>
        Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D);
}
