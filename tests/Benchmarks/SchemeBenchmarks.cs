using BenchmarkDotNet.Attributes;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Benchmarks;

/// <summary>What one parse and one compare cost in each scheme; each runs over all versions of its list, or all pairs of them.</summary>
[MemoryDiagnoser]
public class SchemeBenchmarks
{
    // A list is read this often in one go, a pair compared that often; BenchmarkDotNet divides by a number known beforehand.
    private const int Operations = 256;

    private VersionScheme scheme = null!;
    private string[] texts = [];
    private ParsedVersion[] versions = [];

    [ParamsSource(nameof(Names))]
    public string Scheme { get; set; } = "";

    public static IEnumerable<string> Names => VersionScheme.Names;

    [GlobalSetup]
    public void Setup()
    {
        scheme = VersionScheme.Get(Scheme);
        texts = VersionLists.Of(Scheme);
        versions = [.. texts.Select(text => VersionLists.Parse(Scheme, text))];
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public int Parse()
    {
        var read = 0;
        for (var i = 0; i < Operations; i++)
            read += scheme.TryParse(texts[i % texts.Length], out _) ? 1 : 0;
        return read;
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public int Compare()
    {
        var sum = 0;
        for (var i = 0; i < Operations; i++)
            sum += scheme.Compare(versions[i % versions.Length], versions[i / versions.Length % versions.Length]);
        return sum;
    }
}
