using System.Text;

namespace ToolRegistry.Domain.Tests.Fuzz;

/// <summary>Makes inputs of a corpus: the same ones for the same seed.</summary>
internal sealed class Mutator(string[] corpus, int seed)
{
    private const int Longest = 6_000;

    private static readonly string[] Pieces =
    [
        "", " ", "\t", "\0", "\n", "\u0085", "\u00a0", "\ufeff", "\u200b", "\u202e", "\ud800", "\udc00", "\ud83d\ude00", "\uffff", "\ufffe", "é", "e\u0301", "\u0130", "\u0131", "\u212a", "\u017f", "ß", "\ufb01", "\u0661", "１", "．", "。", "／", "\u0345",
        "%", "%%", "%2", "%2F", "%2f", "%40", "%00", "%0A", "%25", "%2525", "%C3%A9", "%C3", "%ED%A0%80", "%FF", "%E2%80%8B", "%C0%AF", "%F4%90%80%80", "%7E", "%41",
        "/", "//", "\\", "@", "@@", "?", "#", "&", "=", "==", ":", "::", "+", "-", "--", "_", ".", "..", "/./", "/../", "~", "~~", "^", "^^", "!", "*", "|", "||", "<", ">", "<=", ">=", "!=", ",", ";", "\"", "'", "$",
        "0", "00", "1", "01", "9", "9223372036854775808", "99999999999999999999999999", "a", "A", "Z", "alpha", "RC", "dev", "post", "pre", "SNAPSHOT", "final", "sp", "-r1", "_p", "pkg:", "vers:", "npm", "deb", "pypi", "maven", "v", "T", "XN--",
        "download_url=https://example.com/a?b=c#d", "&a=b", "#sub/path", "@1.0.0", "vers:npm/", "cpe:2.3:", "sha256:", "domain:",
    ];

    private readonly Random random = new(seed);

    internal string Next()
    {
        var text = new StringBuilder(Pick(corpus));
        for (var left = random.Next(1, 6); left > 0; left--)
            Change(text);
        return text.ToString();
    }

    private void Change(StringBuilder text)
    {
        var at = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(1, 12), text.Length - at);
        switch (random.Next(11))
        {
            case 0 when at < text.Length:
                text[at] ^= (char)(1 << random.Next(7));
                break;
            case 1 when at < text.Length:
                text[at] = (char)random.Next(0x10000);
                break;
            case 2 when at < text.Length:
                text[at] = (char)random.Next(' ', 0x7f);
                break;
            case 3 or 4:
                text.Insert(at, Pick(Pieces));
                break;
            case 5:
                text.Remove(at, length).Insert(at, Pick(Pieces));
                break;
            case 6:
                text.Remove(at, length);
                break;
            case 7:
                text.Insert(random.Next(text.Length + 1), text.ToString(at, length));
                break;
            case 8:
                Splice(text, at);
                break;
            case 9:
                Repeat(text, at, length);
                break;
            default:
                SwapCase(text, at, length);
                break;
        }
    }

    private void Splice(StringBuilder text, int at)
    {
        var other = Pick(corpus);
        text.Length = at;
        text.Append(other.AsSpan(random.Next(other.Length)));
    }

    // Most repeats are short, so that the longest allowed text is met from both sides; a few are huge.
    private void Repeat(StringBuilder text, int at, int length)
    {
        var piece = random.Next(2) == 0 ? Pick(Pieces) : text.ToString(at, length);
        var times = random.Next(50) == 0 ? random.Next(Longest) : random.Next(1, 40);
        text.Insert(at, piece, Math.Min(times, Longest / Math.Max(piece.Length, 1)));
    }

    private static void SwapCase(StringBuilder text, int at, int length)
    {
        for (var i = at; i < at + length; i++)
            text[i] = char.IsLower(text[i]) ? char.ToUpperInvariant(text[i]) : char.ToLowerInvariant(text[i]);
    }

    private string Pick(string[] texts) => texts[random.Next(texts.Length)];
}
