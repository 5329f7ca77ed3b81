using System.Buffers;

namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>
/// rpm's versions, <c>[epoch:]version[-release]</c>, ordered as rpm 4.18 does (<c>rpmvercmp</c>): by epoch, version and release,
/// each in runs of digits and runs of letters.
/// </summary>
/// <remarks>
/// <para>At one place stand, lowest first: <c>~</c>, the end, <c>^</c>, letters, digits. All other characters part the runs and
/// are not compared: <c>1.0</c> equals <c>1_0</c>. Version and release hold what rpm lets a package hold: ASCII letters, digits
/// and <c>. _ + ~ ^</c>.</para>
/// <para>A missing epoch is 0. A missing release is lower than every release, as in rpm's own order of two packages. In its
/// dependencies rpm lets a missing release match every release; no order can do that, for <c>1.0</c> would then equal both
/// <c>1.0-1</c> and <c>1.0-2</c>. So <c>&lt;1.0</c> and <c>&gt;=1.0</c> hold what they do in a dependency, whereas
/// <c>&lt;=1.0</c> ends before <c>1.0-1</c>.</para>
/// </remarks>
internal sealed class RpmScheme() : PartwiseScheme("rpm")
{
    private const int RankOfTilde = 0;
    private const int RankOfEnd = 1;
    private const int RankOfCaret = 2;
    private const int RankOfWord = 3;
    private const int RankOfNumber = 4;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("+.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_abcdefghijklmnopqrstuvwxyz~");

    private static readonly SearchValues<char> Separators = SearchValues.Create("+._");

    private protected override List<Part>? Split(string text)
    {
        if (EpochVersionRelease.Read(text) is not { } evr || !IsAllowed(evr.Version) || (evr.Release is { } given && !IsAllowed(given)))
            return null;

        List<Part> parts = [Part.Number(RankOfNumber, evr.Epoch)];
        Append(parts, evr.Version);
        if (evr.Release is { } release)
            Append(parts, release);
        return parts;
    }

    private static bool IsAllowed(string part) => part.Length > 0 && !part.AsSpan().ContainsAnyExcept(Allowed);

    private static void Append(List<Part> parts, string part)
    {
        for (var scanner = new Scanner(part); !scanner.IsAtEnd; scanner.Take(Separators))
        {
            if (scanner.Skip("~"))
                parts.Add(Part.Word(RankOfTilde));
            else if (scanner.Skip("^"))
                parts.Add(Part.Word(RankOfCaret));
            else if (char.IsAsciiDigit(scanner.Next))
                parts.Add(Part.Number(RankOfNumber, scanner.Take(Scanner.Digits)));
            else if (char.IsAsciiLetter(scanner.Next))
                parts.Add(Part.Word(RankOfWord, scanner.Take(Scanner.Letters)));
        }

        parts.Add(Part.Word(RankOfEnd));
    }
}
