using System.Formats.Tar;
using System.IO.Compression;
using ToolRegistry.Exports;

namespace ToolRegistry.Benchmarks;

/// <summary>An archive whose files are written again by the writers of their formats.</summary>
internal static class BareArchive
{
    /// <summary>A zip of JSON, not compressed.</summary>
    public static Action<Stream> Zip(byte[] archive)
    {
        using var read = new ZipArchive(new MemoryStream(archive));
        (string Name, BareJson Json)[] files = [.. read.Entries.Select(e => (e.FullName, BareJson.Read(Bytes(e.Open()))))];
        return output =>
        {
            using var zip = new StoredZip(output);
            using var content = new MemoryStream();
            foreach (var (name, json) in files)
            {
                content.SetLength(0);
                json.Write(content);
                zip.Add(name, content.GetBuffer().AsSpan(0, (int)content.Length));
            }

            zip.End();
        };
    }

    /// <summary>A tar of JSON, XML and others, which are copied.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="hold">What holds a file until its length is known.</param>
    public static Action<Stream> Tar(Stream archive, Func<Stream> hold)
    {
        var files = new List<(string Name, UnixFileMode Mode, DateTimeOffset At, Action<Stream> Write)>();
        using var read = new TarReader(archive);
        while (read.GetNextEntry() is { } entry)
        {
            var bytes = Bytes(entry.DataStream!);
            Action<Stream> write = Path.GetExtension(entry.Name) switch
            {
                ".xml" => BareXml.Read(bytes).Write,
                ".json" or ".manifest" => BareJson.Read(bytes).Write,
                _ => output => output.Write(bytes),
            };
            files.Add((entry.Name, entry.Mode, entry.ModificationTime, write));
        }

        return output =>
        {
            using var tar = new TarWriter(output, TarEntryFormat.Ustar, leaveOpen: true);
            foreach (var (name, mode, at, write) in files)
            {
                using var content = hold();
                write(content);
                content.Position = 0;
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { Mode = mode, ModificationTime = at, DataStream = content });
            }
        };
    }

    /// <summary>The same, compressed by gzip.</summary>
    public static Action<Stream> TarGzip(byte[] archive)
    {
        using var unzipped = new GZipStream(new MemoryStream(archive), CompressionMode.Decompress);
        // By what pieces it is handed on, gzip may put it otherwise.
        var tar = Tar(unzipped, TemporaryFile.Create);
        return output =>
        {
            using var zip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true);
            tar(zip);
        };
    }

    private static byte[] Bytes(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
