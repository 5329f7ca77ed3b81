using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace ToolRegistry.Exports;

/// <summary>
/// A zip (PKWARE APPNOTE 6.3.10) of files that stand in it as they are: compressed bytes are not the same on every machine. The
/// platform's writer remembers every file until the end, and tells on which system it ran; here the directory, which ends a zip,
/// grows in a file of its own. Any number of files, within 4 GiB.
/// </summary>
internal sealed class StoredZip(Stream output) : IDisposable
{
    private const ushort StoredVersion = 10, Zip64Version = 45, None = 0;

    // The oldest time that a zip can hold, 1980-01-01 00:00, as any other would make a file of it newer or older.
    private const uint Written = 0x0021_0000;

    private const ushort ManyFiles = ushort.MaxValue;

    private readonly FileStream directory = TemporaryFile.Create();
    private long files;
    private long length;

    /// <summary>Adds a file.</summary>
    /// <param name="name">Its name, in ASCII.</param>
    /// <param name="content">What it holds.</param>
    /// <exception cref="OverflowException">The zip would be larger than 4 GiB.</exception>
    public void Add(string name, ReadOnlySpan<byte> content)
    {
        var nameBytes = Encoding.ASCII.GetBytes(name);
        Span<byte> facts = stackalloc byte[26];
        var fact = new Fields(facts);
        fact.Add16(StoredVersion);
        fact.Add16(None); // flags
        fact.Add16(None); // method: stored
        fact.Add32(Written);
        fact.Add32(Crc32.HashToUInt32(content));
        fact.Add32((uint)content.Length);
        fact.Add32((uint)content.Length);
        fact.Add16((ushort)nameBytes.Length);
        fact.Add16(None); // extra fields

        Span<byte> entry = stackalloc byte[46];
        var field = new Fields(entry);
        field.Add32(0x0201_4b50);
        field.Add16(StoredVersion); // of what made it, on MS-DOS: of no system that means anything
        field.Add(facts);
        field.Add16(None); // comment
        field.Add16(None); // disk
        field.Add16(None); // internal attributes
        field.Add32(None); // external attributes
        field.Add32(checked((uint)length));
        directory.Write(entry);
        directory.Write(nameBytes);

        Span<byte> signature = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(signature, 0x0403_4b50);
        output.Write(signature);
        output.Write(facts);
        output.Write(nameBytes);
        output.Write(content);
        length += signature.Length + facts.Length + nameBytes.Length + content.Length;
        files++;
    }

    /// <summary>Writes the directory, which ends the zip.</summary>
    public void End()
    {
        var size = directory.Position;
        directory.Position = 0;
        directory.CopyTo(output);
        if (files >= ManyFiles)
            WriteZip64End(size);
        Span<byte> end = stackalloc byte[22];
        var field = new Fields(end);
        field.Add32(0x0605_4b50);
        field.Add16(None); // disk
        field.Add16(None); // disk of the directory
        field.Add16((ushort)Math.Min(files, ManyFiles));
        field.Add16((ushort)Math.Min(files, ManyFiles));
        field.Add32(checked((uint)size));
        field.Add32(checked((uint)length));
        field.Add16(None); // comment
        output.Write(end);
    }

    /// <inheritdoc/>
    public void Dispose() => directory.Dispose();

    private void WriteZip64End(long size)
    {
        Span<byte> end = stackalloc byte[76];
        var field = new Fields(end);
        field.Add32(0x0606_4b50);
        field.Add64(44); // what follows of this record
        field.Add16(Zip64Version);
        field.Add16(Zip64Version);
        field.Add32(None); // disk
        field.Add32(None); // disk of the directory
        field.Add64(files);
        field.Add64(files);
        field.Add64(size);
        field.Add64(length);
        field.Add32(0x0706_4b50); // where that record is
        field.Add32(None); // disk
        field.Add64(length + size);
        field.Add32(1); // disks
        output.Write(end);
    }

    /// <summary>Fields one after the other, little-endian.</summary>
    private ref struct Fields(Span<byte> rest)
    {
        private Span<byte> rest = rest;

        public void Add16(ushort value)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(rest, value);
            rest = rest[sizeof(ushort)..];
        }

        public void Add32(uint value)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(rest, value);
            rest = rest[sizeof(uint)..];
        }

        public void Add64(long value)
        {
            BinaryPrimitives.WriteInt64LittleEndian(rest, value);
            rest = rest[sizeof(long)..];
        }

        public void Add(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(rest);
            rest = rest[bytes.Length..];
        }
    }
}
