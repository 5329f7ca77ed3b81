namespace ToolRegistry.Cli.Lockfiles;

/// <summary>Go's <c>go.sum</c>: a module, its version and a hash on each line. Lines of a <c>go.mod</c> alone are left out: no code of them is taken.</summary>
/// <remarks>Source: go.dev/ref/mod, "go.sum files".</remarks>
internal static class GoSumReader
{
    public static void Read(string text, FoundPackages found)
    {
        var line = 0;
        foreach (var row in text.AsSpan().EnumerateLines())
        {
            line++;
            if (row.IsWhiteSpace())
                continue;
            if (row.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is not [var module, ['v', ..] version, var hash] || !hash.StartsWith('h') || !hash.Contains(':', StringComparison.Ordinal))
                throw found.Fault(line, "A line of go.sum is a module, a version and a hash. Have go mod tidy write it again.");
            if (version.EndsWith("/go.mod", StringComparison.Ordinal))
                continue;
            if (module.Contains('/', StringComparison.Ordinal))
                found.Add(PackageName.OfPath("golang", module), version, origin: null, line);
            else
                found.Note(line, $"{module} {version} has no package URL, as its path is a single name. Check it by hand.");
        }
    }
}
