using System.Globalization;
using System.Text.RegularExpressions;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Domain.Versions.Targets;

namespace ToolRegistry.Exports.Browsers;

/// <summary>
/// Versions of Chromium's extensions: one to four numbers parted by dots, of which those that are missing are zero
/// (Chromium's <c>base::Version</c>, and the key <c>version</c> of an extension's manifest).
/// </summary>
internal static partial class ExtensionVersions
{
    // Those that order such versions as Chromium does. The semantic ones read three numbers only.
    private static readonly string[] SchemesAlike = ["cargo", "gem", "generic", "maven", "npm", "nuget", "pypi", "semver"];

    /// <summary>The lowest version that is let through, where a restriction by these ranges holds just all below it; else null.</summary>
    public static string? LowestAllowed(ToolFact tool, IReadOnlyList<VersionRange> restricted) => SetOf(tool, restricted) is { } set ? AboveAll(set) : null;

    /// <summary>The lowest version that is permitted, where a permission by these ranges holds just all from it on; else null.</summary>
    public static string? LowestPermitted(ToolFact tool, IReadOnlyList<VersionRange> permitted) => SetOf(tool, permitted) is { } set ? AboveAll(set.Complement()) : null;

    /// <summary>Orders two versions that come from here.</summary>
    public static int Compare(string a, string b) => Numbers(a).Zip(Numbers(b), (x, y) => x.CompareTo(y)).FirstOrDefault(order => order != 0);

    private static VersionSet? SetOf(ToolFact tool, IReadOnlyList<VersionRange> ranges)
    {
        var scheme = ranges[0].Scheme;
        if (!SchemesAlike.Contains(scheme.Name) || ranges.Any(r => r.IsStar || r.Scheme != scheme))
            return null;
        var set = VersionSet.UnionOf(scheme, ranges);
        // A version that the scheme can't read is restricted, and permitted by nothing; a number compared would let it through.
        return KnownReleases.Of(set, tool.Releases).Unreadable.Count == 0 ? set : null;
    }

    /// <summary>The lowest of these versions above the set, if the set is all below a bound.</summary>
    private static string? AboveAll(VersionSet set)
    {
        var below = Below().Match(set.ToString());
        if (!below.Success)
            return null;
        var bound = below.Groups["version"].Value;
        if (!below.Groups["orEqual"].Success)
            return bound;
        var numbers = Numbers(bound);
        return string.Create(CultureInfo.InvariantCulture, $"{numbers[0]}.{numbers[1]}.{numbers[2]}.{numbers[3] + 1}");
    }

    private static long[] Numbers(string version)
    {
        var numbers = new long[4];
        foreach (var (at, number) in version.Split('.').Index())
            numbers[at] = long.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture);
        return numbers;
    }

    // Chromium reads no number above 32 bits, and would pass over the whole minimum.
    [GeneratedRegex(@"^<(?<orEqual>=)?(?<version>(0|[1-9][0-9]{0,8})(\.(0|[1-9][0-9]{0,8})){0,3})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Below();
}
