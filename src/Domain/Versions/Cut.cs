namespace ToolRegistry.Domain.Versions;

/// <summary>A place between versions: just before one, or just after it and all that equal it.</summary>
internal readonly record struct Cut(ParsedVersion Version, bool IsAfter)
{
    internal static Cut Before(ParsedVersion version) => new(version, IsAfter: false);

    internal static Cut After(ParsedVersion version) => new(version, IsAfter: true);

    /// <summary>Whether the version, which is of the same scheme, lies above the cut.</summary>
    internal bool IsBelow(ParsedVersion version)
    {
        var order = version.Scheme.Compare(version, Version);
        return order > 0 || (order == 0 && !IsAfter);
    }

    /// <summary>Orders two cuts. Zero when no version lies between them.</summary>
    internal static int Compare(Cut a, Cut b)
    {
        var scheme = a.Version.Scheme;
        var order = scheme.Compare(a.Version, b.Version);
        if (order == 0)
            return a.IsAfter.CompareTo(b.IsAfter);
        var (low, high) = order < 0 ? (a, b) : (b, a);
        return low.IsAfter && !high.IsAfter && scheme.AreNeighbours(low.Version, high.Version) ? 0 : order;
    }
}
