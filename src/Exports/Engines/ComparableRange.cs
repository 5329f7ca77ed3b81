using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Domain.Versions.Targets;

namespace ToolRegistry.Exports.Engines;

/// <summary>
/// A range as an engine without the register's version schemes can decide it: by intervals where it can order the versions,
/// else by the releases on record.
/// </summary>
/// <param name="Text">The range as it is written.</param>
/// <param name="Order">
/// How versions are compared: <c>every</c> (all are inside), a semantic scheme, <c>numbers</c> (one to four, missing ones zero) or
/// <c>none</c>.
/// </param>
/// <param name="Intervals">The intervals; none where nothing is compared.</param>
/// <param name="Inside">Releases on record that the order can't read, and that are inside.</param>
/// <param name="Outside">Those that are outside. What is in neither, and can't be read, is unknown.</param>
internal sealed record ComparableRange(string Text, string Order, IReadOnlyList<OsvRange> Intervals, IReadOnlyList<string> Inside, IReadOnlyList<string> Outside)
{
    private const string Numbers = "numbers";

    /// <summary>Whether the engine decides each version that the scheme can read.</summary>
    public bool IsWhole => Order is not (Numbers or "none");

    /// <summary>Makes a range comparable.</summary>
    public static ComparableRange Of(VersionRange range, ToolFact tool)
    {
        if (range.IsStar)
            return new ComparableRange(range.ToString(), "every", [], [], []);
        var intervals = OsvRanges.Of(range.Versions);
        var isComparable = intervals is { Fidelity: Domain.Fidelity.Exact, Value: not null };
        var order =
            OsvRanges.TypeOf(range.Scheme) == "SEMVER" ? range.Scheme.Name
            : isComparable && OrdersNumbers(range.Scheme) && intervals.Value!.SelectMany(i => i.Events).All(e => IsNumbers(e.Version)) ? Numbers
            : "none";
        var known = KnownReleases.Of(range.Versions, order switch
        {
            Numbers => tool.Releases.Where(r => !IsNumbers(r)),
            "none" => tool.Releases,
            _ => [],
        });
        return new ComparableRange(range.ToString(), order, order == "none" ? [] : intervals.Value!, known.Inside, known.Outside);
    }

    // Schemes in which versions that are nothing but numbers are ordered by them, a missing one being zero.
    private static bool OrdersNumbers(VersionScheme scheme) => scheme.Name is "conan" or "gem" or "generic" or "intdot" or "maven" or "nginx" or "nuget" or "pypi";

    /// <summary>One to four numbers of at most nine digits, without leading zeros: what the policy reads, too.</summary>
    private static bool IsNumbers(string version) =>
        version.Split('.') is { Length: <= 4 } parts && parts.All(p => p.Length is >= 1 and <= 9 && p.All(char.IsAsciiDigit) && (p.Length == 1 || p[0] != '0'));
}
