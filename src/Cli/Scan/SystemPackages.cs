namespace ToolRegistry.Cli.Scan;

/// <summary>Reads what package managers of operating systems list.</summary>
internal static class SystemPackages
{
    /// <summary>Debian's and its kin's: state, name, version and architecture, parted by tabs.</summary>
    public static void ReadDpkg(string output, FoundSoftware found)
    {
        foreach (var parts in RowsOf(output, columns: 4))
        {
            // Of a package that was removed (n) the settings may be left (c); in every other state its files are here.
            if (parts[0] is [_, 'n' or 'c', ..])
                continue;
            found.AddSystemPackage("deb", parts[1], parts[2], new KeyValuePair<string, string>("arch", parts[3]));
        }
    }

    /// <summary>Red Hat's and its kin's: name, epoch, version with release, and architecture, parted by tabs.</summary>
    public static void ReadRpm(string output, FoundSoftware found)
    {
        const string None = "(none)";
        foreach (var parts in RowsOf(output, columns: 4))
        {
            // A key by which packages are verified is listed as if it were one.
            if (parts[0] == "gpg-pubkey")
                continue;
            found.AddSystemPackage("rpm", parts[0], parts[2], new[] { KeyValuePair.Create("epoch", parts[1]), KeyValuePair.Create("arch", parts[3]) }.Where(q => q.Value is not (None or "")));
        }
    }

    private static IEnumerable<string[]> RowsOf(string output, int columns)
    {
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split('\t');
            yield return parts.Length == columns ? parts : throw new ScanException($"A line is not in the form that was asked for: {line}");
        }
    }
}
