using System.Collections.Concurrent;
using System.Security.Cryptography;
using ToolRegistry.Domain;
using ToolRegistry.Exports;
using ToolRegistry.Exports.Engines;
using ToolRegistry.Infrastructure.Signing;

namespace ToolRegistry.Infrastructure.Exports;

/// <summary>
/// Writes exports to files, each once for as long as its content stands, and keeps those last asked for: an export of a large
/// register is larger than one wants to hold in memory, and its hash must be known before its first byte is sent.
/// </summary>
public sealed class ExportFiles : IDisposable
{
    /// <summary>How many files are kept.</summary>
    private const int MaxFiles = 200;

    private readonly ConcurrentDictionary<Key, Kept> files = new();
    private readonly SigningKeys keys;
    private readonly OwnFolder folder;
    private long uses;

    /// <summary>Keeps files in a folder of its own.</summary>
    public ExportFiles(ExportOptions options, SigningKeys keys)
    {
        this.keys = keys;
        folder = OwnFolder.Create(options.Folder ?? Path.GetTempPath());
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    /// <summary>What is known of the file of an export. It may be let go at any time: <see cref="Open"/> reads it.</summary>
    /// <exception cref="DomainException"><c>export.broader</c>, <c>export.narrower</c>, <c>export.too-large</c>: the channel does not take what the target would say; <c>signing.no-key</c>, <c>signing.wrong-master-key</c>: it must be signed and can't.</exception>
    public ExportFile Get(IExportTarget target, Export export) => GetSigned(target, export, SigningOf(target));

    private ExportFile GetSigned(IExportTarget target, Export export, SigningKey? signing)
    {
        var key = KeyOf(target, export, signing);
        var kept = files.GetOrAdd(key, _ => new Kept(() => Write(target, export, signing)));
        kept.LastUse = Interlocked.Increment(ref uses);
        try
        {
            var written = kept.File.Value;
            Forget();
            return written;
        }
        catch
        {
            files.TryRemove(KeyValuePair.Create(key, kept));
            throw;
        }
    }

    /// <summary>The content of an export, to be read and disposed: it stays until then, though its file is let go.</summary>
    /// <exception cref="DomainException">Those of <see cref="Get"/>.</exception>
    public FileStream Open(IExportTarget target, Export export)
    {
        var signing = SigningOf(target);
        while (true)
        {
            var file = GetSigned(target, export, signing);
            try
            {
                return new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
            }
            catch (FileNotFoundException)
            {
                // It was let go since, or swept from the folder: it is written again, and has the same bytes.
                if (files.TryGetValue(KeyOf(target, export, signing), out var kept) && kept.File.Value == file)
                    files.TryRemove(KeyValuePair.Create(KeyOf(target, export, signing), kept));
            }
        }
    }

    private static Key KeyOf(IExportTarget target, Export export, SigningKey? signing) => new(target.Info.Name, export.Channel, export.Revision, export.Since, signing?.Id);

    private SigningKey? SigningOf(IExportTarget target) => target is OpaBundleTarget ? keys.Current : null;

    private ExportFile Write(IExportTarget target, Export export, SigningKey? signing)
    {
        ExportAcceptance.Require(target, export);
        var path = Path.Combine(folder.Path, $"{Guid.CreateVersion7():n}-{target.Info.FileName}");
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 64 * 1024);
            Write(target, export, signing, file);
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

    private void Write(IExportTarget target, Export export, SigningKey? signing, Stream output)
    {
        if (signing is null)
        {
            target.Write(export, output);
            return;
        }

        using var key = keys.Open(signing);
        OpaBundleTarget.WriteSigned(export, key.Kid, key.Sign, output);
    }

    /// <summary>Lets those go that were not asked for the longest. Whoever reads one goes on reading.</summary>
    private void Forget()
    {
        while (files.Count > MaxFiles)
        {
            var oldest = files.Where(f => f.Value.File.IsValueCreated).MinBy(f => f.Value.LastUse);
            if (oldest.Value is null || !files.TryRemove(oldest))
                return;
            File.Delete(oldest.Value.File.Value.Path);
        }
    }

    private sealed record Key(string Target, string Channel, long Revision, DateTimeOffset? Since, string? Kid);

    private sealed class Kept(Func<ExportFile> write)
    {
        public Lazy<ExportFile> File { get; } = new(write);

        /// <summary>Counts up with each use of any file.</summary>
        public long LastUse { get; set; }
    }
}
