namespace ToolRegistry.Domain.Versions.Targets;

/// <summary>Specifiers of pip that must all hold, and the set of the versions for which they do.</summary>
/// <remarks>The meaning is that of PEP 440, section "Version specifiers", with prereleases let in.</remarks>
internal sealed class PipSpecifierList(VersionScheme scheme)
{
    private const int MaxPrefixes = 100;

    private readonly List<string> texts = [];

    // Null when a version by which it is bounded is longer than the scheme reads.
    private VersionSet? meaning = VersionSet.Everything(scheme);

    internal VersionScheme Scheme => scheme;

    /// <summary>Whether the specifiers surely hold for the versions inside the set, and for no others.</summary>
    internal bool Means(VersionSet versions) => versions.Equals(meaning);

    internal void Clear()
    {
        texts.Clear();
        meaning = VersionSet.Everything(scheme);
    }

    internal void AtLeast(Pep440Version version) => Add($">={version}", From(version));

    internal void AtMost(Pep440Version version) => Add($"<={version}", From(version.Next)?.Complement());

    internal void Below(Pep440Version version)
    {
        if (version.IsPrerelease)
        {
            Add($"<{version}", From(version)?.Complement());
            return;
        }

        AtMost(version);
        Not(version);
    }

    internal void Only(Pep440Version version) => Add($"=={version}", Same(version));

    internal void Not(Pep440Version version) => Add($"!={version}", Same(version)?.Complement());

    /// <summary>Leaves an interval out by the releases that it is, where it is some of one number (<c>!=1.2.*,!=1.3.*</c>).</summary>
    internal bool TryNotPrefixes(Interval interval)
    {
        if (Prefix(interval.From) is not { } first || Prefix(interval.To) is not { } end)
            return false;
        var prefixes = new List<Pep440Version>();
        for (var prefix = first; prefix.ToString() != end.ToString(); prefix = After(prefix))
        {
            if (prefixes.Count == MaxPrefixes)
                return false;
            prefixes.Add(prefix);
        }

        foreach (var prefix in prefixes)
            Add($"!={prefix}.*", Between(prefix with { Dev = "0" }, After(prefix) with { Dev = "0" })?.Complement());
        return true;
    }

    /// <summary>The version that an interval is, or of which it is a part together with its local versions.</summary>
    internal Pep440Version? OneVersion(Interval interval)
    {
        if (interval is not { From: { } from, To: { } to })
            return null;
        var version = Pep440Version.Of(from.Version);
        if (interval.IsPoint)
            return version;
        return Parse(version.Public.Next) is { } next && Cut.Compare(to, Cut.Before(next)) <= 0 ? version.Public : null;
    }

    /// <summary>The versions that <c>==</c> finds.</summary>
    internal VersionSet? Same(Pep440Version version)
    {
        if (version.Local is null)
            return Between(version, version.Next);
        return Parse(version) is { } only ? VersionSet.Of(scheme, [Interval.Only(only)]) : null;
    }

    /// <summary>The specifiers, joined by commas.</summary>
    public override string ToString() => string.Join(',', texts);

    /// <summary>The release <c>1.2</c> of a cut just before <c>1.2.dev0</c>, the lowest version of <c>1.2.*</c>.</summary>
    private static Pep440Version? Prefix(Cut? cut)
    {
        if (cut is not { IsAfter: false } before || Pep440Version.Of(before.Version) is not { Pre: "", Post: null, Dev: "0", Local: null } lowest)
            return null;
        var length = Math.Max(Array.FindLastIndex(lowest.Release, number => number != "0"), 0) + 1;
        return lowest with { Release = lowest.Release[..length], Dev = null };
    }

    private static Pep440Version After(Pep440Version prefix) => prefix with { Release = [.. prefix.Release[..^1], Digits.Increment(prefix.Release[^1])] };

    private void Add(string text, VersionSet? versions)
    {
        if (!texts.Contains(text, StringComparer.Ordinal))
            texts.Add(text);
        meaning = versions is null ? null : meaning?.Intersect(versions);
    }

    private VersionSet? Between(Pep440Version low, Pep440Version high) => From(low) is { } from && From(high) is { } to ? from.Intersect(to.Complement()) : null;

    private VersionSet? From(Pep440Version version) =>
        Parse(version) is { } low ? VersionSet.Of(scheme, [new Interval(Cut.Before(low), To: null)]) : null;

    private ParsedVersion? Parse(Pep440Version version) => scheme.TryParse(version.ToString(), out var parsed) ? parsed : null;
}
