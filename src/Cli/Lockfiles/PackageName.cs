namespace ToolRegistry.Cli.Lockfiles;

/// <summary>The type, namespace and name of a package URL, not percent-encoded.</summary>
internal readonly record struct PackageName(string Type, string? Namespace, string Name)
{
    /// <summary>A name that carries its namespace before its last slash, as npm's scopes and Go's module paths do.</summary>
    public static PackageName OfPath(string type, string path) =>
        path.LastIndexOf('/') is >= 0 and var slash ? new(type, path[..slash], path[(slash + 1)..]) : new(type, Namespace: null, path);
}
