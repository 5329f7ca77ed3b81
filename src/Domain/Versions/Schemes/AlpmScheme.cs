using System.Buffers;

namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>
/// Arch Linux's versions, <c>[epoch:]pkgver[-pkgrel]</c>, ordered as pacman's <c>vercmp</c> does: by epoch, pkgver and pkgrel,
/// the pkgver in runs of digits and runs of letters.
/// </summary>
/// <remarks>
/// <para>At one place stand, lowest first: letters right after digits (<c>1.0beta</c>), the end, digits right after letters,
/// then letters and after them digits behind one separator, behind two, and so on. Which characters separate is not compared.</para>
/// <para>A missing epoch is 0. A missing pkgrel is 1, the first that a package gets: <c>vercmp</c> calls a version without
/// pkgrel equal to it with any, which no order can follow (<c>1.5-1</c> would equal <c>1.5</c>, and that <c>1.5-2</c>).</para>
/// <para>A pkgver holds printable ASCII but <c>: / - &lt; &gt; =</c> and ends in a letter or digit. One that ends in a separator
/// is not read, because <c>vercmp</c> runs in circles there: <c>1..a &lt; 1. &lt; 1.1 &lt; 1..a</c>. A pkgrel is a number, or two
/// parted by a dot.</para>
/// </remarks>
internal sealed class AlpmScheme() : PartwiseScheme("alpm")
{
    private const int RankOfAttachedWord = 0;
    private const int RankOfEnd = 1;
    private const int RankOfNumber = 2;

    private static readonly SearchValues<char> Separators = SearchValues.Create("!\"#$%&'()*+,.;?@[\\]^_`{|}~");

    private protected override List<Part>? Split(string text)
    {
        if (EpochVersionRelease.Read(text) is not { } evr)
            return null;

        var release = evr.Release ?? "1";
        List<Part> parts = [Part.Number(RankOfNumber, evr.Epoch)];
        return TryAppend(parts, evr.Version) && IsRelease(release) && TryAppend(parts, release) ? parts : null;
    }

    private static bool TryAppend(List<Part> parts, string part)
    {
        var scanner = new Scanner(part);
        do
        {
            var separators = scanner.Take(Separators).Length;
            if (char.IsAsciiDigit(scanner.Next))
                parts.Add(Part.Number(RankOfNumber + (2 * separators), scanner.Take(Scanner.Digits)));
            else if (char.IsAsciiLetter(scanner.Next))
                parts.Add(Part.Word(separators == 0 ? RankOfAttachedWord : RankOfEnd + (2 * separators), scanner.Take(Scanner.Letters)));
            else
                return false;
        }
        while (!scanner.IsAtEnd);

        parts.Add(Part.Word(RankOfEnd));
        return true;
    }

    private static bool IsRelease(string text)
    {
        var scanner = new Scanner(text);
        return scanner.Take(Scanner.Digits).Length > 0
            && (!scanner.Skip(".") || scanner.Take(Scanner.Digits).Length > 0)
            && scanner.IsAtEnd;
    }
}
