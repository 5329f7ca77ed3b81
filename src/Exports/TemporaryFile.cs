namespace ToolRegistry.Exports;

/// <summary>Files for what is larger than memory should hold, gone when they are closed, whatever ends the service.</summary>
internal static class TemporaryFile
{
    private const int BufferSize = 64 * 1024;

    /// <summary>An empty file that nobody else reads.</summary>
    public static FileStream Create()
    {
        var isWindows = OperatingSystem.IsWindows();
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = isWindows ? FileOptions.DeleteOnClose : FileOptions.None,
            BufferSize = BufferSize,
        };
        if (!isWindows)
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(Path.Combine(Path.GetTempPath(), $"toolregistry-{Guid.CreateVersion7():n}"), options);
        // There a file without a name lasts until it is closed, and a service that is killed leaves none.
        if (!isWindows)
            new FileInfo(file.Name).Delete();
        return file;
    }
}
