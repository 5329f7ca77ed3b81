using NuGet.Versioning;
using ToolRegistry.Domain.Tests.Versions.Differential;
using ToolRegistry.Domain.Versions.Native;
using NuGetRange = NuGet.Versioning.VersionRange;
using VersionScheme = ToolRegistry.Domain.Versions.VersionScheme;

namespace ToolRegistry.Domain.Tests.Versions.Native;

/// <summary>
/// Conversions against the programs whose ranges they are, prereleases not hidden: an exact one gives the same answers, a broader one
/// holds at least what the program holds, and what the program cannot read is refused. The ranges are generated from a fixed seed.
/// </summary>
public class NativeRangeDifferentialTests(ITestOutputHelper output)
{
    private const string Seed = "0001pXq2hVb4";
    private const int RangeCount = 3_000;
    private const int VersionsOfARange = 8;
    private const int LeastCompared = 8_000;


    private static readonly Dictionary<string, Func<(string Range, string Version)[], string[]>> Real = new(StringComparer.Ordinal)
    {
        ["gem"] = new RealComparator("ruby", "ruby", "../../Native/scripts/gem.rb").Ask,
        ["maven"] = new RealComparator("default-jdk-headless and libmaven3-core-java", "java", "-cp", DifferentialTests.MavenJars, "../../Native/scripts/Maven.java").Ask,
        ["npm"] = AskNpm,
        ["nuget"] = AskNuGet,
        ["pypi"] = new RealComparator("python3-pip", "python3", "../../Native/scripts/pypi.py").Ask,
    };

    public static TheoryData<string> Notations => [.. Real.Keys];

    [Theory]
    [MemberData(nameof(Notations))]
    public void Conversion_HoldsWhatTheRealProgramHolds(string notation)
    {
        var pairs = NativeRanges.Pairs(notation, RangeCount, VersionsOfARange, Seed);
        var theirs = Real[notation](pairs);
        var ours = pairs.Select(pair => Answer(notation, pair.Range, pair.Version)).ToList();

        var wrong = pairs.Zip(ours, theirs).Where(asked => !Agree(asked.Second, asked.Third))
            .Select(asked => $"{asked.First.Range} | {asked.First.Version}: ours {asked.Second}, theirs {asked.Third}").ToList();
        var compared = ours.Zip(theirs).Count(both => both.First.Inside is not null && both.Second is "0" or "1");
        output.WriteLine($"{notation}: {pairs.Length} pairs, {compared} compared, {ours.Count(answer => answer is { Inside: not null, Fidelity: Fidelity.Exact })} of them with an exact range; "
            + $"{theirs.Count(answer => answer == "1")} inside to them, {ours.Count(answer => answer.Inside == true)} to us; {ours.Zip(theirs).Count(both => both.First.Inside is null && both.Second is "0" or "1")} refused by us alone.");
        Assert.True(wrong.Count == 0, $"{wrong.Count} disagreements\n{string.Join('\n', wrong.Take(40))}");
        Assert.InRange(compared, LeastCompared, pairs.Length);
    }

    private static bool Agree((bool? Inside, Fidelity Fidelity) ours, string theirs) => (ours.Inside, theirs) switch
    {
        (_, "?") or (null, _) => true,
        (_, "!") => false,
        (true, "1") or (false, "0") => true,
        (true, _) => ours.Fidelity == Fidelity.Broader,
        (false, _) => false,
    };

    private static (bool? Inside, Fidelity Fidelity) Answer(string notation, string range, string text)
    {
        if (!NativeRange.TryParse(notation, range, out var conversion, out _) || !VersionScheme.Get(notation).TryParse(text, out var version))
            return (null, Fidelity.NotExpressible);
        return (conversion.Value!.Contains(version), conversion.Fidelity);
    }

    private static string[] AskNpm((string Range, string Version)[] pairs)
    {
        var npm = RealComparator.OfNpm("compare.js");
        return new RealComparator(npm.Needs, "node", "../../Native/scripts/npm.js", Path.GetDirectoryName(npm.Command[1])!).Ask(pairs);
    }

    // What a floating version may resolve to is what it prefers and, where that is missing, what its bounds hold.
    private static string[] AskNuGet((string Range, string Version)[] pairs) =>
        [.. pairs.Select(pair => NuGetRange.TryParse(pair.Range, out var range) && NuGetVersion.TryParse(pair.Version, out var version)
            ? range.Satisfies(version) || (range.IsFloating && range.Float.Satisfies(version)) ? "1" : "0"
            : "!")];
}
