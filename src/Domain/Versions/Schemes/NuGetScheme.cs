using System.Globalization;
using System.Runtime.InteropServices;
using NuGet.Versioning;

namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>
/// NuGet's versions, read by NuGet's own library and ordered as it does: one to four numeric parts (missing ones are zero), a
/// prerelease without regard to case, build metadata that is no part of the order.
/// </summary>
/// <remarks>
/// The order is written out here, as the library's own hangs on the machine's culture: an identifier such as <c>-3</c> is a
/// number to it, but no number where a minus is written otherwise. Here the culture is the invariant one. As with the library, an
/// identifier beyond 32 bits is a word.
/// </remarks>
internal sealed class NuGetScheme() : VersionScheme("nuget")
{
    private protected override ParsedVersion? Read(string text) =>
        NuGetVersion.TryParse(text, out var version)
            ? new Version(this, text, version.Version, version.IsPrerelease ? [.. version.ReleaseLabels.Select(ToLabel)] : [])
            : null;

    private protected override int Order(ParsedVersion a, ParsedVersion b)
    {
        var (left, right) = ((Version)a, (Version)b);
        if (left.Numbers.CompareTo(right.Numbers) is not 0 and var byNumber)
            return byNumber;
        if (left.Prerelease.Length == 0 || right.Prerelease.Length == 0)
            return right.Prerelease.Length.CompareTo(left.Prerelease.Length);

        for (var i = 0; i < left.Prerelease.Length && i < right.Prerelease.Length; i++)
        {
            if (OrderLabels(left.Prerelease[i], right.Prerelease[i]) is not 0 and var byLabel)
                return byLabel;
        }

        return left.Prerelease.Length.CompareTo(right.Prerelease.Length);
    }

    private static int OrderLabels(Label a, Label b) => (a.Number, b.Number) switch
    {
        ({ } left, { } right) => left.CompareTo(right),
        (not null, null) => -1,
        (null, not null) => 1,
        (null, null) => StringComparer.OrdinalIgnoreCase.Compare(a.Word, b.Word),
    };

    private static Label ToLabel(string text) =>
        new(text, int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Label(string Word, int? Number);

    // One number that orders as the four do, where they are small enough for that.
    private static long ToKey(System.Version numbers) =>
        numbers is { Major: < 1 << 15, Minor: < 1 << 15, Build: < 1 << 18, Revision: < 1 << 15 }
            ? ((((((long)numbers.Major << 15) | (uint)numbers.Minor) << 18) | (uint)numbers.Build) << 15) | (uint)numbers.Revision
            : ParsedVersion.NoKey;

    private sealed class Version(VersionScheme scheme, string text, System.Version numbers, Label[] prerelease) : ParsedVersion(scheme, text, ToKey(numbers))
    {
        internal System.Version Numbers => numbers;

        internal Label[] Prerelease => prerelease;
    }
}
