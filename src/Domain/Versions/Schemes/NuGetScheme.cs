using NuGet.Versioning;

namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>
/// NuGet's versions, read and ordered by NuGet's own library: two to four numeric parts (missing ones are zero), a prerelease
/// without regard to case, build metadata that is no part of the order.
/// </summary>
internal sealed class NuGetScheme() : VersionScheme("nuget")
{
    private protected override ParsedVersion? Read(string text) =>
        NuGetVersion.TryParse(text, out var version) ? new Version(this, text, version) : null;

    private protected override int Order(ParsedVersion a, ParsedVersion b) =>
        VersionComparer.VersionRelease.Compare(((Version)a).Value, ((Version)b).Value);

    private sealed class Version(VersionScheme scheme, string text, NuGetVersion value) : ParsedVersion(scheme, text)
    {
        internal NuGetVersion Value { get; } = value;
    }
}
