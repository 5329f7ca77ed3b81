using BenchmarkDotNet.Attributes;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Benchmarks;

/// <summary>What it costs to read a package URL.</summary>
[MemoryDiagnoser]
public class PackageUrlBenchmarks
{
    [Params(
        "pkg:npm/left-pad@1.3.0",
        "pkg:npm/%40anthropic-ai/claude-code@2.1.91",
        "pkg:deb/debian/xz-utils@5.6.1%2Breally5.4.5-1?arch=amd64&distro=sid",
        "pkg:golang/google.golang.org/genproto@v0.0.0-20240115#googleapis/api/annotations")]
    public string Text { get; set; } = "";

    [Benchmark]
    public bool Parse() => PackageUrl.TryParse(Text, out _, out _);
}
