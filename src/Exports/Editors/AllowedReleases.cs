namespace ToolRegistry.Exports.Editors;

/// <summary>What is let through of an extension.</summary>
/// <param name="IsAll">Whether all versions are.</param>
/// <param name="Releases">Those that are, where not all are.</param>
internal sealed record AllowedReleases(bool IsAll, IReadOnlyList<string> Releases)
{
    public static readonly AllowedReleases All = new(IsAll: true, []);

    public static readonly AllowedReleases None = new(IsAll: false, []);

    /// <summary>What both let through.</summary>
    public AllowedReleases And(AllowedReleases other) =>
        IsAll ? other : other.IsAll ? this : new(IsAll: false, [.. Releases.Intersect(other.Releases, StringComparer.Ordinal)]);

    /// <summary>What either lets through.</summary>
    public AllowedReleases Or(AllowedReleases other) =>
        IsAll || other.IsAll ? All : new(IsAll: false, [.. Releases.Union(other.Releases, StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
}
