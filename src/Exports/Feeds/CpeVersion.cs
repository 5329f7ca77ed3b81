namespace ToolRegistry.Exports.Feeds;

/// <summary>CPE names with a version: NIST IR 7695, 6.2.</summary>
internal static class CpeVersion
{
    private const int PartsBefore = 5;

    /// <summary>The name of one version of a product.</summary>
    /// <param name="cpe">A canonical CPE name.</param>
    /// <param name="version">The version, which is written with a backslash before what is no letter and no digit.</param>
    public static string Of(string cpe, string version)
    {
        var (start, seen) = (0, 0);
        for (var i = 0; i < cpe.Length; i++)
        {
            if (cpe[i] == '\\')
                i++;
            else if (cpe[i] == ':' && ++seen == PartsBefore)
                start = i + 1;
            else if (cpe[i] == ':' && seen > PartsBefore)
                return $"{cpe[..start]}{string.Concat(version.ToLowerInvariant().Select(Written))}{cpe[i..]}";
        }

        throw new ArgumentException("It has no version.", nameof(cpe));
    }

    private static string Written(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? $"{c}" : $"\\{c}";
}
