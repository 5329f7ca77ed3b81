using System.Globalization;
using NuGet.Versioning;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions.Differential;

/// <summary>
/// Our schemes against the programs whose versions they are: on each pair both must say the same, and read the same texts. The
/// pairs are generated from a fixed seed. Where a script answers <c>?</c>, it says why the two need not agree.
/// </summary>
public class DifferentialTests(ITestOutputHelper output)
{
    private const string Seed = "0000KCXoAnF2";
    private const int PairCount = 16_000;
    private const int LeastOrdered = 10_000;

    internal const string MavenJars = "/usr/share/java/maven3-artifact.jar:/usr/share/java/commons-lang3.jar";

    private static readonly Dictionary<string, Func<(string A, string B)[], string[]>> Real = new(StringComparer.Ordinal)
    {
        ["deb"] = new RealComparator("dpkg and python3", "python3", "deb.py").Ask,
        ["gem"] = new RealComparator("ruby", "ruby", "gem.rb").Ask,
        ["maven"] = new RealComparator("default-jdk-headless and libmaven3-core-java", "java", "-cp", MavenJars, "Maven.java").Ask,
        ["npm"] = pairs => RealComparator.OfNpm("compare.js").Ask(pairs),
        ["nuget"] = AskNuGet,
        ["pypi"] = new RealComparator("python3-pip", "python3", "pypi.py").Ask,
        ["rpm"] = new RealComparator("rpm", "rpm", "--eval", "%{lua:dofile('rpm.lua')}").Ask,
    };

    public static TheoryData<string> Schemes => [.. Real.Keys];

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Order_IsThatOfTheRealComparator(string schemeName)
    {
        var scheme = VersionScheme.Get(schemeName);
        var pairs = NastyVersions.Pairs(schemeName, PairCount, Seed);
        var answers = Real[schemeName](pairs);
        var ours = pairs.Select(pair => Order(scheme, pair.A, pair.B)).ToList();

        var wrong = pairs.Zip(ours, answers).Where(asked => asked.Third != "?" && asked.Second != asked.Third)
            .Select(asked => $"{asked.First.A} | {asked.First.B}: ours {asked.Second}, theirs {asked.Third}").ToList();
        var ordered = ours.Zip(answers).Count(both => both.First != "!" && both.Second != "?");
        output.WriteLine($"{schemeName}: {pairs.Length} pairs, {ordered} of them ordered by both, {ours.Count(answer => answer == "=")} equal, "
            + $"{ours.Count(answer => answer == "!")} with an unreadable version, {answers.Count(answer => answer == "?")} left out; {wrong.Count} disagreements.");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(40)));
        Assert.InRange(ordered, LeastOrdered, pairs.Length);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Order_IsTheSameInEveryCulture(string schemeName)
    {
        var scheme = VersionScheme.Get(schemeName);
        var pairs = NastyVersions.Pairs(schemeName, PairCount / 10, Seed);
        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NegativeSign = "~";
        var expected = pairs.Select(pair => Order(scheme, pair.A, pair.B)).ToList();
        foreach (var culture in new[] { odd, CultureInfo.GetCultureInfo("tr-TR"), CultureInfo.GetCultureInfo("ar-SA"), CultureInfo.GetCultureInfo("th-TH") })
            Assert.Equal(expected, In(culture, () => pairs.Select(pair => Order(scheme, pair.A, pair.B)).ToList()));
    }

    private static string Order(VersionScheme scheme, string a, string b) =>
        scheme.TryParse(a, out var left) && scheme.TryParse(b, out var right) ? Sign(scheme.Compare(left, right)) : "!";

    private static string Sign(int order) => order < 0 ? "<" : order > 0 ? ">" : "=";

    // NuGet's order hangs on the culture; the invariant one is meant.
    private static string[] AskNuGet((string A, string B)[] pairs) => In(CultureInfo.InvariantCulture, () => pairs.Select(AskNuGet).ToArray());

    private static string AskNuGet((string A, string B) pair) =>
        NuGetVersion.TryParse(pair.A, out var a) && NuGetVersion.TryParse(pair.B, out var b) ? Sign(VersionComparer.VersionRelease.Compare(a, b)) : "!";

    private static T In<T>(CultureInfo culture, Func<T> ask)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            return ask();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
