namespace ToolRegistry.Cli.Lockfiles;

/// <summary>The qualifiers of a package URL that say where a package is from. Secrets in addresses are left out.</summary>
/// <remarks>Source: "known qualifiers" of the purl specification; <c>vcs_url</c> is written as SPDX's download location.</remarks>
internal static class Origin
{
    private static readonly string[] Forges = ["github:", "gitlab:", "bitbucket:", "gist:"];

    public static KeyValuePair<string, string> Registry(string address) => new("repository_url", Clean(address).TrimEnd('/'));

    public static KeyValuePair<string, string> Download(string address) => new("download_url", Clean(WithoutFragment(address)));

    /// <summary>A repository of git at a revision.</summary>
    /// <param name="address">As git, npm, pip or Cargo write it; what stands after <c>?</c> or <c>#</c> is dropped.</param>
    /// <param name="revision">The commit, tag or branch, or null.</param>
    public static KeyValuePair<string, string> Git(string address, string? revision)
    {
        address = WithoutFragment(address);
        if (address.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query)
            address = address[..query];
        if (address.StartsWith("git+", StringComparison.Ordinal))
            address = address["git+".Length..];
        address = Clean(Spelled(address));
        var prefix = address.StartsWith("git://", StringComparison.Ordinal) ? "" : "git+";
        return new("vcs_url", string.IsNullOrEmpty(revision) ? prefix + address : $"{prefix}{address}@{revision}");
    }

    /// <summary>Whether an address is one of git, as npm and Yarn write them.</summary>
    public static bool IsGit(string address) =>
        address.StartsWith("git+", StringComparison.Ordinal)
        || address.StartsWith("git:", StringComparison.Ordinal)
        || address.StartsWith("git@", StringComparison.Ordinal)
        || address.StartsWith("ssh:", StringComparison.Ordinal)
        || Array.Exists(Forges, forge => address.StartsWith(forge, StringComparison.Ordinal))
        || WithoutFragment(address).EndsWith(".git", StringComparison.Ordinal);

    /// <summary>What stands after the first <c>#</c>, or null.</summary>
    public static string? FragmentOf(string address) => address.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash ? address[(hash + 1)..] : null;

    public static string WithoutFragment(string address) => address.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash ? address[..hash] : address;

    private static string Spelled(string address)
    {
        foreach (var forge in Forges)
        {
            if (address.StartsWith(forge, StringComparison.Ordinal))
                return $"https://{Host(forge)}/{address[forge.Length..]}";
        }

        // git's own short form, user@host:path.
        return !address.Contains("://", StringComparison.Ordinal) && address.StartsWith("git@", StringComparison.Ordinal) && address.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon
            ? $"ssh://{address[..colon]}/{address[(colon + 1)..].TrimStart('/')}"
            : address;
    }

    private static string Host(string forge) => forge switch
    {
        "bitbucket:" => "bitbucket.org",
        "gist:" => "gist.github.com",
        _ => $"{forge.TrimEnd(':')}.com",
    };

    // User and password of the web; of ssh the password only, as the user belongs to the address.
    private static string Clean(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal);
        if (start < 0)
            return address;
        start += "://".Length;
        var end = address.AsSpan(start).IndexOfAny('/', '?', '#') is >= 0 and var length ? start + length : address.Length;
        var at = address.LastIndexOf('@', end - 1, end - start);
        if (at < 0)
            return address;
        var user = address.StartsWith("http", StringComparison.Ordinal) ? "" : address[start..at].Split(':')[0] + "@";
        return $"{address[..start]}{user}{address[(at + 1)..]}";
    }
}
