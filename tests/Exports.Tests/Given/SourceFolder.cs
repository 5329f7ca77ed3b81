namespace ToolRegistry.Exports.Tests.Given;

/// <summary>Where these tests stand in the project: paths of a compiler are not the real ones in a reproducible build.</summary>
internal static class SourceFolder
{
    public static string Of(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Exports.Tests.csproj")))
            folder = folder.Parent ?? throw new InvalidOperationException("Exports.Tests.csproj is in no folder above the tests.");
        return Path.Combine([folder.FullName, .. parts]);
    }
}
