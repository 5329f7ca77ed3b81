namespace ToolRegistry.Infrastructure.Exports;

/// <summary>A folder of one running service, which goes with it: at its end, or when the next one starts after it was killed.</summary>
internal sealed class OwnFolder : IDisposable
{
    private const string Prefix = "toolregistry-exports-";

    private readonly FileStream held;

    private OwnFolder(string path, FileStream held) => (Path, this.held) = (path, held);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Makes an empty one, and deletes those of services that are no more.</summary>
    /// <param name="parent">The folder that it is made in.</param>
    public static OwnFolder Create(string parent)
    {
        Directory.CreateDirectory(parent);
        foreach (var other in Directory.EnumerateDirectories(parent, $"{Prefix}*"))
            DeleteUnheld(other);
        while (true)
        {
            var path = Directory.CreateDirectory(System.IO.Path.Combine(parent, $"{Prefix}{Guid.CreateVersion7():n}")).FullName;
            try
            {
                return new OwnFolder(path, new FileStream(HeldIn(path), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (File.Exists(HeldIn(path)) || !Directory.Exists(path))
            {
                // Another service that starts came in between, and took it for left behind.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        held.Dispose();
        Directory.Delete(Path, recursive: true);
    }

    private static void DeleteUnheld(string path)
    {
        try
        {
            // Whoever else holds it lets nobody open the file.
            using (new FileStream(HeldIn(path), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
            }

            Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is held, or another service that starts deletes it.
        }
    }

    private static string HeldIn(string folder) => System.IO.Path.Combine(folder, "held");
}
