using System.Collections.Concurrent;
using System.Security.Cryptography;
using ToolRegistry.Domain;
using ToolRegistry.Exports;

namespace ToolRegistry.Infrastructure.Exports;

/// <summary>
/// Writes exports to files, each once for as long as its content stands, and keeps the latest ones: an export of a large
/// register is larger than one wants to hold in memory, and its hash must be known before its first byte is sent.
/// </summary>
public sealed class ExportFiles : IDisposable
{
    /// <summary>How many files are kept.</summary>
    private const int MaxFiles = 200;

    private readonly ConcurrentDictionary<Key, Lazy<ExportFile>> files = new();
    private readonly string folder;

    /// <summary>Keeps files in a folder of its own.</summary>
    public ExportFiles(ExportOptions options) =>
        folder = Directory.CreateDirectory(Path.Combine(options.Folder ?? Path.GetTempPath(), $"toolregistry-exports-{Guid.CreateVersion7():n}")).FullName;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The file of an export.</summary>
    /// <exception cref="DomainException"><c>export.broader</c>, <c>export.narrower</c>, <c>export.too-large</c>: the channel does not take what the target would say.</exception>
    public ExportFile Get(IExportTarget target, Export export)
    {
        var key = new Key(target.Info.Name, export.Channel, export.Revision, export.Since);
        var file = files.GetOrAdd(key, _ => new Lazy<ExportFile>(() => Write(target, export)));
        try
        {
            var written = file.Value;
            Forget();
            return written;
        }
        catch
        {
            files.TryRemove(KeyValuePair.Create(key, file));
            throw;
        }
    }

    private ExportFile Write(IExportTarget target, Export export)
    {
        ExportAcceptance.Require(target, export);
        var path = Path.Combine(folder, $"{Guid.CreateVersion7():n}-{target.Info.FileName}");
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 64 * 1024);
            target.Write(export, file);
            file.Flush();
            if (file.Length > target.Info.MaxBytes)
                throw DomainException.Conflict("export.too-large", $"The file would have {file.Length} bytes, and {target.Info.Title} takes at most {target.Info.MaxBytes}: narrow the channel's scope.");
            file.Position = 0;
            return new ExportFile(path, Convert.ToHexStringLower(SHA256.HashData(file)), file.Length, export.Revision, export.AsOf, export.ValidUntil);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Lets the oldest ones go. Whoever reads one goes on reading.</summary>
    private void Forget()
    {
        while (files.Count > MaxFiles)
        {
            var oldest = files.Where(f => f.Value.IsValueCreated).MinBy(f => (f.Key.Revision, f.Key.Since));
            if (oldest.Value is null || !files.TryRemove(oldest))
                return;
            File.Delete(oldest.Value.Value.Path);
        }
    }

    private sealed record Key(string Target, string Channel, long Revision, DateTimeOffset? Since);
}
