namespace ToolRegistry.Api.Tests.Hosting;

/// <summary>
/// The files of a register at which nothing was done yet but to start the service: made once for all tests, as it takes longer to
/// migrate a database and to make a key to sign with than most tests take.
/// </summary>
internal static class PreparedRegister
{
    private static readonly Lazy<Task<IReadOnlyList<Made>>> Files = new(MakeAsync);

    /// <summary>Puts them into a folder.</summary>
    public static async Task CopyToAsync(DirectoryInfo home)
    {
        foreach (var (name, content, mode) in await Files.Value)
        {
            var path = Path.Combine(home.FullName, name);
            await File.WriteAllBytesAsync(path, content);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, mode);
        }
    }

    private static async Task<IReadOnlyList<Made>> MakeAsync()
    {
        var home = Directory.CreateTempSubdirectory("toolregistry-");
        try
        {
            await RegisterHost.PrepareAsync(home);
            return [.. home.EnumerateFiles().Select(f => new Made(f.Name, File.ReadAllBytes(f.FullName), OperatingSystem.IsWindows() ? default : f.UnixFileMode))];
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private sealed record Made(string Name, byte[] Content, UnixFileMode Mode);
}
