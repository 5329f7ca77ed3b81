using NuGet.Versioning;
using NuGetRange = NuGet.Versioning.VersionRange;

namespace ToolRegistry.Domain.Versions.Native;

/// <summary>
/// NuGet's ranges, read by NuGet's own library: <c>[1.0,2.0)</c>, <c>[1.0]</c>, <c>1.0</c> (that version or a higher one) and floating
/// versions.
/// </summary>
/// <remarks>
/// A floating version (<c>1.*</c>) asks for the highest version that begins so, and NuGet takes a higher one when there is none. A
/// ban of what it may resolve to is therefore open above.
/// </remarks>
internal sealed class NuGetNotation() : NativeNotation("nuget", "nuget")
{
    internal override Meaning Read(string text)
    {
        if (!NuGetRange.TryParse(text, allowFloating: true, out var range))
            return Refuse($"NuGet cannot read the range {text}. Write it as [1.0,2.0), with square brackets where the bound is inside, as [1.0], or as 1.0 for that version and all higher ones.");
        if (text is "*" or "*-*")
            return Meaning.Everything(Scheme).Broader("NuGet takes the highest version of all; every version is inside here.");

        var from = range.HasLowerBound ? Meaning.Of(Scheme, range.IsMinInclusive ? Comparator.GreaterOrEqual : Comparator.Greater, TextOf(range.MinVersion!)) : Meaning.Everything(Scheme);
        var to = range.HasUpperBound ? Meaning.Of(Scheme, range.IsMaxInclusive ? Comparator.LessOrEqual : Comparator.Less, TextOf(range.MaxVersion!)) : Meaning.Everything(Scheme);
        var meaning = Meaning.All(Scheme, [from, to]);
        return range.IsFloating
            ? meaning.Broader("NuGet takes the highest version that begins so, and a higher one when there is none; all from the lowest on are inside here.")
            : meaning;
    }

    // The text as it was written, but for a floating version, which has no such text.
    private static string TextOf(NuGetVersion version) => string.IsNullOrEmpty(version.OriginalVersion) ? version.ToFullString() : version.OriginalVersion;
}
