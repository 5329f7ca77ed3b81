namespace ToolRegistry.Domain.Versions.Targets;

/// <summary>A set of versions as pip's specifiers (PEP 440), joined by commas: all must hold. Empty where nothing is demanded.</summary>
/// <remarks>
/// <para><c>&lt;V</c> does not hold the prereleases of <c>V</c>, and <c>&gt;V</c> not its post-releases, so a bound is said by
/// <c>&lt;=V,!=V</c> and <c>&gt;=V</c>. <c>&gt;= &lt;= == !=</c> take a version and its local ones (<c>1.0+x</c>) for the same. No
/// specifier parts them, save <c>==1.0+x</c> and <c>!=1.0+x</c>.</para>
/// <para><c>!=1.2.*</c> is only written where the last number is not zero: pip before 24.1 does not find <c>1.dev0</c> in
/// <c>1.0.*</c>. A specifier that names a prerelease makes pip offer prereleases of that package.</para>
/// </remarks>
public static class PipSpecifiers
{
    private const string Nothing = "<0.dev0";

    /// <summary>The specifiers that hold for the versions inside a set of <c>pypi</c>; broader where no specifiers hold for them alone.</summary>
    public static Conversion<string> Of(VersionSet versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        if (NotPypi(versions) is { } refused)
            return refused;
        var intervals = versions.Intervals.ToList();
        if (intervals.Count == 0)
            return Conversion<string>.Exact(Nothing);

        var specifiers = new PipSpecifierList(versions.Scheme);
        if (intervals is [var only] && specifiers.OneVersion(only) is { } version)
            specifiers.Only(version);
        else
            AddHull(specifiers, intervals);
        return specifiers.Means(versions)
            ? Conversion<string>.Exact(specifiers.ToString())
            : Conversion<string>.Broader(specifiers.ToString(), "pip's specifiers hold for one run of versions, each with its local versions; others beside the set are taken in.");
    }

    /// <summary>The specifiers that hold for no version inside a banned set of <c>pypi</c>; broader where they ban others too.</summary>
    public static Conversion<string> Excluding(VersionSet banned)
    {
        ArgumentNullException.ThrowIfNull(banned);
        if (NotPypi(banned) is { } refused)
            return refused;
        if (banned.IsEverything)
            return Conversion<string>.Exact(Nothing);

        var specifiers = new PipSpecifierList(banned.Scheme);
        foreach (var interval in banned.Intervals)
            Exclude(specifiers, interval);
        return specifiers.Means(banned.Complement())
            ? Conversion<string>.Exact(specifiers.ToString())
            : Conversion<string>.Broader(specifiers.ToString(), "pip's specifiers can't leave out these versions alone; others beside or below them are banned too.");
    }

    private static Conversion<string>? NotPypi(VersionSet versions) => versions.Scheme.Name == "pypi"
        ? null
        : Conversion<string>.NotExpressible($"pip's specifiers hold versions of PEP 440, none of the scheme {versions.Scheme.Name}.");

    private static void AddHull(PipSpecifierList specifiers, List<Interval> intervals)
    {
        if (intervals[0].From is { } from)
            specifiers.AtLeast(Pep440Version.Of(from.Version).Public);
        if (intervals[^1].To is { } to)
        {
            var last = Pep440Version.Of(to.Version);
            if (to.IsAfter || last.Local is not null)
                specifiers.AtMost(last.Public);
            else
                specifiers.Below(last);
        }

        for (var i = 1; i < intervals.Count; i++)
            LeaveOut(specifiers, new Interval(intervals[i - 1].To, intervals[i].From));
    }

    private static void LeaveOut(PipSpecifierList specifiers, Interval gap)
    {
        if (specifiers.OneVersion(gap) is not { } version)
            specifiers.TryNotPrefixes(gap);
        else if (VersionSet.Of(specifiers.Scheme, [gap]).Equals(specifiers.Same(version)))
            specifiers.Not(version);
    }

    private static void Exclude(PipSpecifierList specifiers, Interval banned)
    {
        if (banned.To is not { } to)
        {
            specifiers.Below(Pep440Version.Of(banned.From!.Value.Version).Public);
        }
        else if (specifiers.OneVersion(banned) is { } version)
        {
            specifiers.Not(version);
        }
        else if (!specifiers.TryNotPrefixes(banned))
        {
            // What lies below is banned along with it.
            specifiers.Clear();
            var last = Pep440Version.Of(to.Version);
            specifiers.AtLeast(last.Public);
            if (to.IsAfter || last.Local is not null)
                specifiers.Not(last.Public);
        }
    }
}
