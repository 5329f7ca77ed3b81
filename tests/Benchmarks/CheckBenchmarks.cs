using BenchmarkDotNet.Attributes;
using ToolRegistry.Benchmarks.Load;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;

namespace ToolRegistry.Benchmarks;

/// <summary>One check against registers of several sizes: what it costs must not grow with the register.</summary>
[MemoryDiagnoser]
public class CheckBenchmarks
{
    private PolicySnapshot snapshot = null!;
    private CheckQuery[] queries = null!;
    private int next;

    /// <summary>How many tools are on record; of decisions there are half as many again.</summary>
    [Params(1_000, 100_000)]
    public int Tools { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        snapshot = new PolicySnapshot(1, PolicySettings.Default, new LargeRegister(Tools).Facts);
        queries = [.. Enumerable.Range(0, 4_096).Select(i => CheckQuery.Create(Subject.Parse(LargeRegister.SubjectOf(i * 7 % Tools, i)), version: null, groups: [], "workstation", i % 2 == 0 ? "DE" : null, LargeRegister.Day))];
    }

    [Benchmark]
    public Outcome Check() => snapshot.Check(queries[next++ & 4_095]).Outcome;
}
