using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using NuGet.Versioning;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Benchmarks;

/// <summary>The schemes whose versions NuGet.Versioning reads as well, held against it. The versions are the same for all.</summary>
/// <remarks>
/// NuGet.Versioning remembers some hundred versions that it has read. So many different ones are read here that it doesn't help.
/// Compared are all pairs of the usual versions, and of those among them that are no prereleases.
/// </remarks>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class AgainstNuGetBenchmarks
{
    private const int Reads = 4_096;
    private const int Compares = 256;

    private readonly string[] texts = VersionLists.Many(Reads);
    private readonly NuGetVersion[] theirs = Pairs([.. VersionLists.Of("npm").Select(NuGetVersion.Parse)]);
    private readonly NuGetVersion[] theirReleases = Pairs([.. Releases().Select(NuGetVersion.Parse)]);
    private readonly (VersionScheme Scheme, ParsedVersion[] All, ParsedVersion[] Releases) npm = ReadBy("npm");
    private readonly (VersionScheme Scheme, ParsedVersion[] All, ParsedVersion[] Releases) semver = ReadBy("semver");
    private readonly (VersionScheme Scheme, ParsedVersion[] All, ParsedVersion[] Releases) nuget = ReadBy("nuget");

    [BenchmarkCategory("Parse"), Benchmark(Baseline = true, OperationsPerInvoke = Reads)]
    public int NuGetVersioningParse()
    {
        var read = 0;
        foreach (var text in texts)
            read += NuGetVersion.TryParse(text, out _) ? 1 : 0;
        return read;
    }

    [BenchmarkCategory("Parse"), Benchmark(OperationsPerInvoke = Reads)]
    public int NpmParse() => Parse(npm.Scheme);

    [BenchmarkCategory("Parse"), Benchmark(OperationsPerInvoke = Reads)]
    public int SemverParse() => Parse(semver.Scheme);

    [BenchmarkCategory("Parse"), Benchmark(OperationsPerInvoke = Reads)]
    public int NuGetParse() => Parse(nuget.Scheme);

    [BenchmarkCategory("Compare"), Benchmark(Baseline = true, OperationsPerInvoke = Compares)]
    public int NuGetVersioningCompare() => Compare(theirs);

    [BenchmarkCategory("Compare"), Benchmark(OperationsPerInvoke = Compares)]
    public int NpmCompare() => Compare(npm.Scheme, npm.All);

    [BenchmarkCategory("Compare"), Benchmark(OperationsPerInvoke = Compares)]
    public int SemverCompare() => Compare(semver.Scheme, semver.All);

    [BenchmarkCategory("Compare"), Benchmark(OperationsPerInvoke = Compares)]
    public int NuGetCompare() => Compare(nuget.Scheme, nuget.All);

    [BenchmarkCategory("Compare releases"), Benchmark(Baseline = true, OperationsPerInvoke = Compares)]
    public int NuGetVersioningCompareReleases() => Compare(theirReleases);

    [BenchmarkCategory("Compare releases"), Benchmark(OperationsPerInvoke = Compares)]
    public int NpmCompareReleases() => Compare(npm.Scheme, npm.Releases);

    [BenchmarkCategory("Compare releases"), Benchmark(OperationsPerInvoke = Compares)]
    public int SemverCompareReleases() => Compare(semver.Scheme, semver.Releases);

    [BenchmarkCategory("Compare releases"), Benchmark(OperationsPerInvoke = Compares)]
    public int NuGetCompareReleases() => Compare(nuget.Scheme, nuget.Releases);

    private int Parse(VersionScheme scheme)
    {
        var read = 0;
        foreach (var text in texts)
            read += scheme.TryParse(text, out _) ? 1 : 0;
        return read;
    }

    private static int Compare(NuGetVersion[] versions)
    {
        var sum = 0;
        for (var i = 0; i < Compares; i++)
            sum += VersionComparer.VersionRelease.Compare(versions[i], versions[i + Compares]);
        return sum;
    }

    private static int Compare(VersionScheme scheme, ParsedVersion[] versions)
    {
        var sum = 0;
        for (var i = 0; i < Compares; i++)
            sum += scheme.Compare(versions[i], versions[i + Compares]);
        return sum;
    }

    private static IEnumerable<string> Releases() => VersionLists.Of("npm").Where(text => !text.Contains('-', StringComparison.Ordinal));

    private static (VersionScheme Scheme, ParsedVersion[] All, ParsedVersion[] Releases) ReadBy(string scheme) => (
        VersionScheme.Get(scheme),
        Pairs([.. VersionLists.Of("npm").Select(text => VersionLists.Parse(scheme, text))]),
        Pairs([.. Releases().Select(text => VersionLists.Parse(scheme, text))]));

    // The left ones, then the right ones, laid out before so that the loop costs next to nothing.
    private static T[] Pairs<T>(T[] versions) =>
    [
        .. Enumerable.Range(0, Compares).Select(i => versions[i % versions.Length]),
        .. Enumerable.Range(0, Compares).Select(i => versions[i / versions.Length % versions.Length]),
    ];
}
