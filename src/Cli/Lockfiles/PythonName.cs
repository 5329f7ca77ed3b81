using System.Text.RegularExpressions;

namespace ToolRegistry.Cli.Lockfiles;

/// <summary>Names and registries of Python packages.</summary>
internal static partial class PythonName
{
    /// <summary>The name in its one spelling, by PEP 503.</summary>
    public static PackageName Of(string name) => new("pypi", Namespace: null, Separators().Replace(name, "-").ToLowerInvariant());

    /// <summary>A registry by the address of its index, or null when it is the public one.</summary>
    public static KeyValuePair<string, string>? RegistryOf(string index) =>
        index.TrimEnd('/') is "https://pypi.org/simple" or "https://pypi.org" or "https://pypi.python.org/simple" ? null : Origin.Registry(index);

    [GeneratedRegex("[-_.]+", RegexOptions.NonBacktracking)]
    private static partial Regex Separators();
}
