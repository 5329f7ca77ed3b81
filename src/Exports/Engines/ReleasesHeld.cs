using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Exports.Engines;

/// <summary>What ranges hold, said by the releases on record, for engines that only know one version from another.</summary>
/// <param name="IsEvery">Whether every version is held.</param>
/// <param name="Inside">Releases that are surely held.</param>
/// <param name="Outside">Releases that are surely not. What is in neither is unknown.</param>
internal sealed record ReleasesHeld(bool IsEvery, IReadOnlyList<string> Inside, IReadOnlyList<string> Outside)
{
    /// <summary>Every version.</summary>
    public static readonly ReleasesHeld Every = new(IsEvery: true, [], []);

    /// <summary>Whether more is restricted where what is unknown counts as held by a restriction and by no permission.</summary>
    public bool IsBroader => !IsEvery;

    /// <summary>Sorts releases.</summary>
    public static ReleasesHeld Of(IReadOnlyList<VersionRange> ranges, IEnumerable<string> releases)
    {
        if (VersionRange.CoverEverything(ranges))
            return Every;
        var sorted = releases.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToLookup(release => VersionRange.Hold(ranges, release));
        return new ReleasesHeld(IsEvery: false, [.. sorted[true]], [.. sorted[false]]);
    }
}
