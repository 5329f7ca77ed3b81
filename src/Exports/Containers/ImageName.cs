using System.Text.RegularExpressions;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Exports.Containers;

/// <summary>Names of images' repositories in the fully expanded form, <c>host/path</c> (containers-policy.json(5), distribution/reference).</summary>
internal static partial class ImageName
{
    private const int MaxLength = 255;
    private const string Hub = "docker.io";

    // The names of one registry, which is meant where none is named.
    private static readonly string[] HubNames = [Hub, "hub.docker.com", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com"];

    /// <summary>The repository of a package URL of the type docker or oci, or null where it has none that an image can be in.</summary>
    public static string? Of(Identifier image)
    {
        var purl = new PurlText(image.Value);
        var path = purl.NameWithNamespace("/").ToLowerInvariant();
        var location = purl.HasQualifiers ? image.ToPurl().Qualifier("repository_url")?.ToLowerInvariant().TrimEnd('/') : null;
        if (location is null)
            return !image.IsPackage("docker") ? null : NamesHost(path) ? Expanded(path) : OnHub(path);
        var scheme = location.IndexOf("://", StringComparison.Ordinal);
        location = scheme < 0 ? location : location[(scheme + "://".Length)..];
        // Some name the registry there, some the repository in it.
        return Expanded(location.EndsWith($"/{path}", StringComparison.Ordinal) ? location : $"{location}/{path}");
    }

    /// <summary>Whether there may be repositories below a repository, which a policy takes for parts of it; Docker Hub has none.</summary>
    public static bool MayHaveOthersBelow(string repository) => !repository.StartsWith($"{Hub}/", StringComparison.Ordinal);

    /// <summary>The scope of one version in a repository, by tag or digest; null for a version that no image can have.</summary>
    public static string? Scope(string repository, string version) =>
        Digest().IsMatch(version) ? $"{repository}@{version}" : Tag().IsMatch(version) ? $"{repository}:{version}" : null;

    /// <summary>Whether a version can be a tag or a digest.</summary>
    public static bool IsVersion(string version) => Scope("", version) is not null;

    private static string? Expanded(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var (host, path) = (name[..slash], name[(slash + 1)..]);
        return HubNames.Contains(host) ? OnHub(path) : IsHost(host) ? In(host, path) : null;
    }

    private static string? OnHub(string path) => In(Hub, path.Contains('/', StringComparison.Ordinal) ? path : $"library/{path}");

    private static string? In(string host, string path) => host.Length + path.Length < MaxLength && Path().IsMatch(path) ? $"{host}/{path}" : null;

    // A name alone is never a host, though it may have a dot.
    private static bool NamesHost(string path) => path.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash && IsHost(path.AsSpan(0, slash));

    // What stands first is a host if it can't be a user.
    private static bool IsHost(ReadOnlySpan<char> text) => (text is "localhost" || text.ContainsAny('.', ':')) && Host().IsMatch(text);

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9-]*[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:[0-9]+)?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Host();

    [GeneratedRegex(@"^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Path();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^sha256:[0-9a-f]{64}$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Digest();
}
