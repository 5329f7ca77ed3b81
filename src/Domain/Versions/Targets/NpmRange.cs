namespace ToolRegistry.Domain.Versions.Targets;

/// <summary>
/// A set of versions as npm writes ranges: <c>&gt;=1.0.0 &lt;2.0.0 || 3.0.0</c>, for consumers that count a prerelease by where it
/// sorts (<c>includePrerelease</c>), as <c>npm audit</c> does.
/// </summary>
/// <remarks>
/// The grammar is that of npm's package <c>semver</c>. npm reads no number above 2^53 - 1, and one such number would make it pass
/// over the whole range. A bound that has one gives way to the nearest that npm reads, outside of it.
/// </remarks>
public static class NpmRange
{
    private const string LargestNumber = "9007199254740991";
    private const string Nothing = "<0.0.0-0";

    /// <summary>Converts a set of <c>npm</c>, <c>semver</c>, <c>cargo</c> or <c>golang</c>; those of other schemes are not expressible.</summary>
    public static Conversion<string> Of(VersionSet versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        if (!CanonicalText.IsSemantic(versions.Scheme))
            return Conversion<string>.NotExpressible($"npm's ranges hold semantic versions, none of the scheme {versions.Scheme.Name}.");

        var readable = VersionSet.Of(versions.Scheme, versions.Intervals.Select(Readable));
        var text = readable.IsEmpty ? Nothing : string.Join(" || ", readable.Intervals.Select(Write));
        return readable.Equals(versions)
            ? Conversion<string>.Exact(text)
            : Conversion<string>.Broader(text, $"npm reads no number above {LargestNumber}; a bound with such a number was moved outwards.");
    }

    private static string Write(Interval interval)
    {
        if (interval.IsPoint)
            return CanonicalText.Of(interval.From!.Value.Version);
        string[] bounds =
        [
            .. interval.From is { } from ? [(from.IsAfter ? ">" : ">=") + CanonicalText.Of(from.Version)] : Array.Empty<string>(),
            .. interval.To is { } to ? [(to.IsAfter ? "<=" : "<") + CanonicalText.Of(to.Version)] : Array.Empty<string>(),
        ];
        return bounds.Length == 0 ? "*" : string.Join(' ', bounds);
    }

    private static Interval Readable(Interval interval) => new(
        interval.From is { } from ? ReadableFrom(from) : null,
        interval.To is { } to ? ReadableTo(to) : null);

    private static Cut ReadableFrom(Cut cut)
    {
        var (numbers, isReadable) = Split(cut.Version);
        if (isReadable)
            return cut;
        var at = numbers.FindIndex(IsTooLarge);
        return at < 0 ? BeforePrereleases(cut, numbers) : BeforePrereleases(cut, [.. numbers.Take(at), LargestNumber]);
    }

    private static Cut? ReadableTo(Cut cut)
    {
        var (numbers, isReadable) = Split(cut.Version);
        if (isReadable)
            return cut;
        var at = numbers.FindIndex(IsTooLarge);
        if (at < 0)
            return Cut.Before(Parse(cut, string.Join('.', numbers)));

        // The number before is counted up, unless that too would be too large.
        do
            at--;
        while (at >= 0 && numbers[at] == LargestNumber);
        return at < 0 ? null : BeforePrereleases(cut, [.. numbers.Take(at), Digits.Increment(numbers[at])]);
    }

    private static (List<string> Numbers, bool IsReadable) Split(ParsedVersion version)
    {
        var text = CanonicalText.Of(version);
        var hyphen = text.IndexOf('-', StringComparison.Ordinal);
        List<string> numbers = [.. (hyphen < 0 ? text : text[..hyphen]).Split('.')];
        var prerelease = hyphen < 0 ? [] : text[(hyphen + 1)..].Split('.');
        return (numbers, !numbers.Exists(IsTooLarge) && !prerelease.Any(IsTooLarge));
    }

    private static bool IsTooLarge(string identifier) => Digits.Are(identifier) && Digits.Compare(identifier, LargestNumber) > 0;

    private static Cut BeforePrereleases(Cut cut, List<string> numbers) =>
        Cut.Before(Parse(cut, string.Join('.', numbers.Concat(["0", "0"]).Take(3)) + "-0"));

    private static ParsedVersion Parse(Cut cut, string text) => cut.Version.Scheme.TryParse(text, out var version)
        ? version
        : throw new InvalidOperationException($"{text} is no version of {cut.Version.Scheme.Name}.");
}
