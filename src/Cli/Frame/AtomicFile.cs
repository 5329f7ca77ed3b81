namespace ToolRegistry.Cli.Frame;

/// <summary>Writes a file whole or not at all: who reads it meanwhile sees what was there before.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the file and then puts it in its place.</summary>
    /// <param name="path">The file; a link is followed.</param>
    /// <param name="isSecret">Whether nobody but the user may read it.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="ct">Cancels; the file is then as it was.</param>
    public static async Task WriteAsync(string path, bool isSecret, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        var named = new FileInfo(path);
        path = named.LinkTarget is null ? named.FullName : named.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        var beside = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (isSecret && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            await using (var file = new FileStream(beside, options))
            {
                await write(file, ct);
                await file.FlushAsync(ct);
                file.Flush(flushToDisk: true);
            }

            ct.ThrowIfCancellationRequested();
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
