namespace ToolRegistry.Tests;

/// <summary>The folder of the project, in which the tests run: paths of a compiler are not the real ones in a reproducible build.</summary>
internal static class ProjectFolder
{
    private static readonly string Root = Find();

    /// <summary>The path of a file or folder in it.</summary>
    public static string Of(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ToolRegistry.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("ToolRegistry.sln is in no folder above this program.");
        return folder.FullName;
    }
}
