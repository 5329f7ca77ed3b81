using System.Text.RegularExpressions;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Exports.Containers;

/// <summary>Where images come from, as a scope of the transport <c>docker</c> has it: host and path, <c>docker.io/library/debian</c>.</summary>
internal static partial class ImageRepository
{
    private const string Hub = "docker.io";

    /// <summary>The repository that a package URL of the type docker or oci names; null where it names none that can be written.</summary>
    public static string? Of(PackageUrl purl)
    {
        var address = purl.Type switch
        {
            "docker" => $"{purl.Qualifier("repository_url") ?? Hub}/{purl.Namespace ?? (purl.Qualifier("repository_url") is null ? "library" : "")}/{purl.Name}".Replace("//", "/", StringComparison.Ordinal),
            // The URL holds the name; without one an image of that name may be anywhere.
            "oci" => purl.Qualifier("repository_url"),
            _ => null,
        };
        return address is not null && Written().IsMatch(address) ? address : null;
    }

    /// <summary>Whether a version is what a tag can be.</summary>
    public static bool IsTag(string version) => Tag().IsMatch(version);

    /// <summary>Whether there may be repositories below it, to which its scope extends: Docker Hub has none.</summary>
    public static bool MayHaveOthersBelow(string repository) => !repository.StartsWith($"{Hub}/", StringComparison.Ordinal);

    [GeneratedRegex("^[a-z0-9]+([.-][a-z0-9]+)*(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)+$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Written();

    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
