using BenchmarkDotNet.Attributes;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Benchmarks;

/// <summary>What it costs to ask a range of so many intervals whether a version is inside, and to read such a range.</summary>
[MemoryDiagnoser]
public class RangeBenchmarks
{
    private const int Operations = 256;

    private readonly ParsedVersion[] versions = [.. Enumerable.Range(0, Operations).Select(i => VersionLists.Parse("npm", $"{i}.5.0"))];

    private string text = "";
    private VersionRange range = null!;

    [Params(1, 10, 100)]
    public int Intervals { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        text = "vers:npm/" + string.Join('|', Enumerable.Range(0, Intervals).Select(i => $">={(2 * i) + 1}.0.0|<{(2 * i) + 2}.0.0"));
        range = VersionRange.Parse(text);
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public int Contains()
    {
        var inside = 0;
        for (var i = 0; i < Operations; i++)
            inside += range.Contains(versions[i]) ? 1 : 0;
        return inside;
    }

    [Benchmark]
    public bool Parse() => VersionRange.TryParse(text, out _, out _);
}
