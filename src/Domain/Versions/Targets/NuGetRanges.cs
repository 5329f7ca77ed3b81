namespace ToolRegistry.Domain.Versions.Targets;

/// <summary>A set of versions as NuGet writes ranges: <c>[12.0.0, 13.0.3)</c>, one for each interval.</summary>
/// <remarks>
/// The notation is NuGet's interval notation; a side that is left empty is open: <c>(, )</c> holds every version. A prerelease is
/// inside when it sorts inside, as with the client's own check of vulnerable packages.
/// </remarks>
public static class NuGetRanges
{
    /// <summary>Converts a set of <c>nuget</c>, always exactly; those of other schemes are not expressible. Empty for the empty set.</summary>
    public static Conversion<IReadOnlyList<string>> Of(VersionSet versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        return versions.Scheme.Name == "nuget"
            ? Conversion<IReadOnlyList<string>>.Exact([.. versions.Intervals.Select(Write)])
            : Conversion<IReadOnlyList<string>>.NotExpressible($"NuGet's ranges hold NuGet's versions, none of the scheme {versions.Scheme.Name}.");
    }

    private static string Write(Interval interval)
    {
        if (interval.IsPoint)
            return $"[{CanonicalText.Of(interval.From!.Value.Version)}]";
        var from = interval.From is { } low ? (low.IsAfter ? '(' : '[') + CanonicalText.Of(low.Version) : "(";
        var to = interval.To is { } high ? CanonicalText.Of(high.Version) + (high.IsAfter ? ']' : ')') : ")";
        return $"{from}, {to}";
    }
}
