namespace ToolRegistry.Cli.Scan;

/// <summary>Which operating system this is.</summary>
internal static class OsRelease
{
    private static readonly string[] Files = ["/etc/os-release", "/usr/lib/os-release"];

    /// <summary>The name that this operating system gives itself, such as <c>debian</c>; null where nobody says.</summary>
    public static string? ReadId() => Files.FirstOrDefault(File.Exists) is { } file ? IdOf(File.ReadAllText(file)) : null;

    /// <summary>The ID in the text of an os-release file (os-release(5)), or null.</summary>
    public static string? IdOf(string text) => text.Split('\n', StringSplitOptions.TrimEntries)
        .Where(line => line.StartsWith("ID=", StringComparison.Ordinal))
        .Select(line => line["ID=".Length..].Trim('"', '\''))
        .LastOrDefault(id => id.Length > 0);
}
