namespace ToolRegistry.Domain.Tests.Identity;

/// <summary>Data that is published with the standards and stands beside the repository, in <c>../shared</c> or where <c>TOOLREGISTRY_SHARED</c> says.</summary>
internal static class SharedFiles
{
    /// <summary>The text of a file. Where the data is absent the test is skipped, but fails under CI.</summary>
    internal static string Read(string path)
    {
        var file = Candidates().Select(root => Path.Combine(root, path)).FirstOrDefault(File.Exists);
        if (file is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"The shared file {path} is absent.");
            Assert.Skip($"The shared file {path} is absent.");
        }

        return File.ReadAllText(file);
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("TOOLREGISTRY_SHARED") is { Length: > 0 } given)
            yield return given;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "..", "shared");
    }
}
