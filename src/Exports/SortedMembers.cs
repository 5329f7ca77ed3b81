using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace ToolRegistry.Exports;

/// <summary>
/// Members of a JSON object in the order of their names' bytes, however many they are: those that are more than memory should hold
/// are sorted part by part in a file. Members of the same name stay in the order in which they were added.
/// </summary>
internal sealed class SortedMembers : IDisposable
{
    /// <summary>How many bytes memory holds unless told.</summary>
    public const int DefaultInMemory = 4 * 1024 * 1024;

    private const int Head = 2 * sizeof(int);

    private readonly int inMemory;
    private readonly ArrayBufferWriter<byte> value = new();
    private readonly ArrayBufferWriter<byte> part = new();
    private readonly List<Slot> slots = [];
    private readonly List<(long From, long Until)> sorted = [];
    private FileStream? file;

    /// <param name="options">How values are written.</param>
    /// <param name="inMemory">How many bytes memory holds.</param>
    public SortedMembers(JsonWriterOptions options, int inMemory = DefaultInMemory)
    {
        this.inMemory = inMemory;
        Value = new Utf8JsonWriter(value, options);
    }

    /// <summary>Writes the value of the next member.</summary>
    public Utf8JsonWriter Value { get; }

    /// <summary>Adds a member whose value was written to <see cref="Value"/>.</summary>
    public void Add(string name)
    {
        Value.Flush();
        var nameLength = Encoding.UTF8.GetByteCount(name);
        if (part.WrittenCount > 0 && part.WrittenCount + Head + nameLength + value.WrittenCount > inMemory)
            Spill();
        slots.Add(new Slot(part.WrittenCount, nameLength, value.WrittenCount));
        var record = part.GetSpan(Head + nameLength + value.WrittenCount);
        BinaryPrimitives.WriteInt32LittleEndian(record, nameLength);
        BinaryPrimitives.WriteInt32LittleEndian(record[sizeof(int)..], value.WrittenCount);
        Encoding.UTF8.GetBytes(name, record[Head..]);
        value.WrittenSpan.CopyTo(record[(Head + nameLength)..]);
        part.Advance(Head + nameLength + value.WrittenCount);
        value.ResetWrittenCount();
        Value.Reset();
    }

    /// <summary>All that were added, in order: the bytes of a name and of its value, which stand until the next is asked for.</summary>
    public IEnumerable<(ReadOnlyMemory<byte> Name, ReadOnlyMemory<byte> Value)> InOrder()
    {
        if (file is null)
        {
            Sort();
            foreach (var slot in slots)
                yield return slot.In(part.WrittenMemory);
            yield break;
        }

        Spill();
        file.Flush();
        var next = new PriorityQueue<SortedPart, SortedPart>(Comparer<SortedPart>.Create(SortedPart.Compare));
        for (var i = 0; i < sorted.Count; i++)
            Enqueue(new SortedPart(i, file.SafeFileHandle, sorted[i].From, sorted[i].Until));
        while (next.TryDequeue(out var least, out _))
        {
            yield return (least.Name, least.Value);
            Enqueue(least);
        }

        void Enqueue(SortedPart some)
        {
            if (some.Read())
                next.Enqueue(some, some);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Value.Dispose();
        file?.Dispose();
    }

    private void Spill()
    {
        Sort();
        file ??= TemporaryFile.Create();
        var from = file.Position;
        foreach (var slot in slots)
            file.Write(part.WrittenSpan.Slice(slot.At, slot.Length));
        sorted.Add((from, file.Position));
        slots.Clear();
        part.ResetWrittenCount();
    }

    private void Sort() =>
        slots.Sort((a, b) => NameOf(a).SequenceCompareTo(NameOf(b)) is not 0 and var order ? order : a.At.CompareTo(b.At));

    private ReadOnlySpan<byte> NameOf(Slot slot) => part.WrittenSpan.Slice(slot.At + Head, slot.NameLength);

    /// <summary>Where a member stands in the part that is in memory.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Slot(int At, int NameLength, int ValueLength)
    {
        public int Length => Head + NameLength + ValueLength;

        public (ReadOnlyMemory<byte> Name, ReadOnlyMemory<byte> Value) In(ReadOnlyMemory<byte> part) =>
            (part.Slice(At + Head, NameLength), part.Slice(At + Head + NameLength, ValueLength));
    }

    /// <summary>A part of the file whose members are in order, read one by one.</summary>
    private sealed class SortedPart(int ordinal, SafeFileHandle file, long from, long until)
    {
        private byte[] buffer = new byte[16 * 1024];
        private int start;
        private int end;
        private long position = from;

        public ReadOnlyMemory<byte> Name { get; private set; }

        public ReadOnlyMemory<byte> Value { get; private set; }

        public static int Compare(SortedPart a, SortedPart b) =>
            a.Name.Span.SequenceCompareTo(b.Name.Span) is not 0 and var order ? order : a.Ordinal.CompareTo(b.Ordinal);

        private int Ordinal { get; } = ordinal;

        /// <summary>Goes on to the next member; false: there is none.</summary>
        public bool Read()
        {
            if (start == end && position == until)
                return false;
            Require(Head);
            var nameLength = BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(start));
            var valueLength = BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(start + sizeof(int)));
            Require(Head + nameLength + valueLength);
            Name = buffer.AsMemory(start + Head, nameLength);
            Value = buffer.AsMemory(start + Head + nameLength, valueLength);
            start += Head + nameLength + valueLength;
            return true;
        }

        private void Require(int count)
        {
            if (end - start >= count)
                return;
            var rest = buffer.AsSpan(start..end);
            var larger = count > buffer.Length ? new byte[count] : buffer;
            rest.CopyTo(larger);
            (buffer, start, end) = (larger, 0, rest.Length);
            while (end < count)
            {
                var read = RandomAccess.Read(file, buffer.AsSpan(end, (int)Math.Min(buffer.Length - end, until - position)), position);
                if (read == 0)
                    throw new EndOfStreamException();
                (end, position) = (end + read, position + read);
            }
        }
    }
}
