using System.Diagnostics;
using ToolRegistry.Domain.Evidence;
using static ToolRegistry.Domain.Tests.Evidence.ProvenanceWorld;

namespace ToolRegistry.Domain.Tests.Evidence;

/// <summary>Four times the evidence on one claim takes about four times the work, however it hangs together.</summary>
public class ProvenanceGrowthTests
{
    private const int Many = 10_000;

    private static readonly Dictionary<string, Func<int, EvidenceFacts[]>> Shapes = new(StringComparer.Ordinal)
    {
        ["origins"] = count => [.. Enumerable.Range(1, count).Select(n => Supporting(n, "B2"))],
        ["one publisher"] = count => [.. Enumerable.Range(1, count).Select(n => Graded(n, "D4", "x", Stance.Supports))],
        ["chain"] = count => [.. Enumerable.Range(1, count).Select(n => Supporting(n, "B2", n == count ? [] : [n + 1]))],
        ["fan"] = count => [.. Enumerable.Range(1, count).Select(n => Supporting(n, "B2", n == 1 ? [] : [1]))],
        ["funnel"] = count => [.. Enumerable.Range(1, count).Select(n => Supporting(n, "B2", n == 1 ? [.. Enumerable.Range(2, count - 1)] : []))],
        ["mesh"] = count => [.. Enumerable.Range(1, count).Select(n => Supporting(n, "B2", [.. Enumerable.Range(1, Math.Min(n - 1, 20)).Select(back => n - back)]))],
        ["disputes answered"] = count => [.. Enumerable.Range(1, count).Select(n => n % 2 == 1 ? Disputing(n, "A1") : Supporting(n, "A1", n - 1))],
        ["disputes unanswered"] = count => [.. Enumerable.Range(1, count).Select(n => Disputing(n, "A1"))],
    };

    public static TheoryData<string> ShapeNames => [.. Shapes.Keys];

    [Theory]
    [MemberData(nameof(ShapeNames))]
    public void Of_MoreEvidence_TakesNoMoreMemoryThanThereIsMore(string shape)
    {
        var (few, many) = (Allocated(Shapes[shape](Many / 4)), Allocated(Shapes[shape](Many)));
        Assert.True(many <= few * 6, $"{shape}: {few} bytes at {Many / 4}, {many} at {Many}.");
    }

    [Theory]
    [MemberData(nameof(ShapeNames))]
    public void Of_MoreEvidence_TakesNoMoreTimeThanThereIsMore(string shape) =>
        Assert.True(GrowsLinearly(Shapes[shape](Many / 4), Shapes[shape](Many)), $"{shape}: more than linear time.");

    [Fact]
    public void Chain_OfAnyLength_NeedsNoStack()
    {
        const int Long = 200_000;
        var chain = Shapes["chain"](Long);
        Assert.Equal((Long, 1), (Of(chain).Links, Of(chain).IndependentOrigins.Count));
        chain[^1] = chain[^1] with { DerivedFrom = [1] };
        Assert.Contains("EV-1, EV-2, EV-3, EV-4, EV-5 and 199995 more. ", Refused.With("evidence.cycle", Refusal.Invalid, () => Of(chain)).Message, StringComparison.Ordinal);
    }

    private static long Allocated(EvidenceFacts[] evidence)
    {
        Of(evidence);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Of(evidence);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    // The fewer are graded four times, so that both are as much. A square would take four times as long, and twice is allowed;
    // another look is taken before anything is called slow, as another process may have had the processor.
    private static bool GrowsLinearly(EvidenceFacts[] few, EvidenceFacts[] many)
    {
        var (shortest, longest) = (long.MaxValue, long.MaxValue);
        for (var look = 0; look < 30; look++)
        {
            shortest = Math.Min(shortest, Ticks(few, 4));
            longest = Math.Min(longest, Ticks(many, 1));
            if (look >= 2 && longest < shortest * 2)
                return true;
        }

        return false;
    }

    private static long Ticks(EvidenceFacts[] evidence, int times)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
            Of(evidence);
        return Stopwatch.GetTimestamp() - start;
    }
}
