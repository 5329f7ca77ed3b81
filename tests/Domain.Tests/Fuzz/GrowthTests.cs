using System.Diagnostics;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Fuzz;

/// <summary>A text twice as long takes about twice the memory and time, and one that is too long takes none.</summary>
public class GrowthTests
{
    private static readonly string[] Pieces =
    [
        ".", "/", "//", "/../", "/a", "@", "?", "&", "&a=b", "?a=b", "#", ":", "=", "%", "%2", "%41", "%C3%A9", "%F0%9F%98%80", "+", "-", "--", "-1", "_", "~", "^", "!", "*", "|", "|1", "|!=", "<", ">", "<1|>", ",", "\\", "\"", "=\"", " ", "  a",
        "0", "1", "1.", ".1", "a", "A", "a1", "1a", "a.", ".a", "-a1", "1!", "=v", "a,b=", "é", "e\u0301", "\u0301\u0327", "\ufb01", "\u3002", "xn--", "\u212a", "\ud83d\ude00", "\u200b", "\u03a3", "'\u03a3", "\u0130", "\ud834\udd65",
    ];

    private static readonly Dictionary<string, (string[] Starts, int Longest, Func<string, bool> Read)> Readers = Create();

    public static TheoryData<string> ReaderNames => [.. Readers.Keys];

    [Theory]
    [MemberData(nameof(ReaderNames))]
    public void Read_OfALongerText_TakesNoMoreMemoryThanItIsLonger(string name)
    {
        var (starts, longest, read) = Readers[name];
        foreach (var (start, piece) in Patterns(starts))
        {
            var (few, many) = (Allocated(read, Grow(start, piece, longest / 4)), Allocated(read, Grow(start, piece, longest)));
            Assert.True(many <= (few * 6) + 16_384, $"{name}: {start} and {piece} again and again take {few} bytes at {longest / 4} characters, {many} at {longest}.");
        }
    }

    [Theory]
    [MemberData(nameof(ReaderNames))]
    public void Read_OfALongerText_TakesNoMoreTimeThanItIsLonger(string name)
    {
        var (starts, longest, read) = Readers[name];
        foreach (var (start, piece) in Patterns(starts))
        {
            var (few, many) = (Grow(start, piece, longest / 4), Grow(start, piece, longest));
            Assert.True(GrowsLinearly(read, few, many), $"{name}: {start} and {piece} again and again take more than linear time.");
        }
    }

    [Theory]
    [MemberData(nameof(ReaderNames))]
    public void Read_OfAMegabyte_IsRefusedForLittle(string name)
    {
        var (starts, _, read) = Readers[name];
        foreach (var piece in Pieces)
        {
            var text = Grow(starts[^1], piece, 1_000_000);
            Assert.False(read(text));
            Assert.InRange(Allocated(read, text), 0, 16_384);
        }
    }

    private static Dictionary<string, (string[] Starts, int Longest, Func<string, bool> Read)> Create()
    {
        var readers = new Dictionary<string, (string[], int, Func<string, bool>)>(StringComparer.Ordinal)
        {
            ["purl"] = (["pkg:", "pkg:npm/", "pkg:pypi/a@", "pkg:generic/a/b@1?a=", "pkg:generic/a?", "pkg:generic/a#"], PackageUrl.MaxLength, text => PackageUrl.TryParse(text, out _, out _)),
            ["subject"] = (["", "pkg:npm/", "winget:a", "domain:a", "windows-publisher:O=", "cpe:2.3:", "file-name:", "macos-bundle-id:"], Identifier.MaxLength, text => Subject.TryParse(text, out _, out _)),
            ["range"] = (["vers:", "vers:generic/", "vers:generic/>=", "vers:deb/1", "vers:nosuch/"], VersionRange.MaxLength, text => VersionRange.TryParse(text, out _, out _)),
        };
        foreach (var scheme in VersionScheme.Names.Select(VersionScheme.Get))
            readers[scheme.Name] = (["", "1", "1.0.0-", "1.0.0+", "1:", "v1.0."], VersionScheme.MaxVersionLength, text => scheme.TryParse(text, out _));
        return readers;
    }

    private static IEnumerable<(string Start, string Piece)> Patterns(string[] starts) => starts.SelectMany(_ => Pieces, (start, piece) => (start, piece));

    private static string Grow(string start, string piece, int length) => start + string.Concat(Enumerable.Repeat(piece, (length - start.Length) / piece.Length));

    private static long Allocated(Func<string, bool> read, string text)
    {
        read(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        read(text);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    // The shorter text is read four times, so that both read as much; a second look is taken before anything is called slow,
    // as another process may have had the processor.
    private static bool GrowsLinearly(Func<string, bool> read, string few, string many)
    {
        const int Looks = 200;
        var (shortest, longest) = (long.MaxValue, long.MaxValue);
        for (var look = 0; look < Looks; look++)
        {
            shortest = Math.Min(shortest, Ticks(read, few, 4));
            longest = Math.Min(longest, Ticks(read, many, 1));
            if (look >= 2 && longest < (shortest * 2) + (Stopwatch.Frequency / 50_000))
                return true;
        }

        return false;
    }

    private static long Ticks(Func<string, bool> read, string text, int times)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
            read(text);
        return Stopwatch.GetTimestamp() - start;
    }
}
