namespace ToolRegistry.Tests;

/// <summary>The folder of cases and standards that lies beside the project; a clone alone does not have it.</summary>
internal static class SharedFolder
{
    public static string? Location { get; } = Environment.GetEnvironmentVariable("TOOLREGISTRY_SHARED") ?? Find();

    /// <summary>The path, or a skip that says so; in CI its absence is a failure.</summary>
    public static string Require(string name)
    {
        if (Location is { } folder && Path.Exists(Path.Combine(folder, name)))
            return Path.Combine(folder, name);
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "The shared folder must be there in CI.");
        Assert.Skip($"The shared folder with {name} is not beside this clone; set TOOLREGISTRY_SHARED to run this test.");
        return "";
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared");
            if (File.Exists(Path.Combine(candidate, "DESIGN.md")))
                return candidate;
        }

        return null;
    }
}
