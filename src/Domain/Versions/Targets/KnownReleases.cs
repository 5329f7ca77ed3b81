namespace ToolRegistry.Domain.Versions.Targets;

/// <summary>The known releases of a tool, sorted by whether a set of versions holds them, for targets that list single versions.</summary>
/// <param name="Inside">The releases inside, ascending; those that equal each other in the order given.</param>
/// <param name="Outside">The releases outside, likewise.</param>
/// <param name="Unreadable">The texts that the scheme can't read, in the order given. A ban counts them as inside.</param>
public sealed record KnownReleases(IReadOnlyList<string> Inside, IReadOnlyList<string> Outside, IReadOnlyList<string> Unreadable)
{
    /// <summary>Sorts the releases.</summary>
    /// <param name="versions">The set.</param>
    /// <param name="releases">The versions of the releases, as they are published.</param>
    public static KnownReleases Of(VersionSet versions, IEnumerable<string> releases)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(releases);
        var (readable, unreadable) = (new List<ParsedVersion>(), new List<string>());
        foreach (var text in releases)
        {
            if (versions.Scheme.TryParse(text, out var version))
                readable.Add(version);
            else
                unreadable.Add(text);
        }

        var ascending = readable.Order(Comparer<ParsedVersion>.Create(versions.Scheme.Compare)).ToLookup(versions.Contains, version => version.Text);
        return new KnownReleases([.. ascending[true]], [.. ascending[false]], unreadable);
    }
}
