using System.Buffers.Binary;
using System.Numerics;

namespace ToolRegistry.Infrastructure.Snapshots;

/// <summary>Reads each text once, and gives the same value for it ever after: a register says many things many times.</summary>
/// <param name="read">Reads a value from UTF-8.</param>
internal sealed class Utf8Pool<T>(Utf8Pool<T>.Reader read)
{
    private readonly Dictionary<byte[], T> values = new(Utf8Comparer.Instance);

    /// <summary>Reads a value.</summary>
    public delegate T Reader(ReadOnlySpan<byte> text);

    public T Get(ReadOnlySpan<byte> text)
    {
        var known = values.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (!known.TryGetValue(text, out var value))
            known[text] = value = read(text);
        return value;
    }

    private sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly Utf8Comparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        /// <summary>Eight bytes at a time: it is taken of every member of every fact.</summary>
        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            const ulong odd = 0x9E3779B97F4A7C15;
            var hash = (ulong)alternate.Length;
            for (; alternate.Length >= sizeof(ulong); alternate = alternate[sizeof(ulong)..])
                hash = (BitOperations.RotateLeft(hash, 23) ^ BinaryPrimitives.ReadUInt64LittleEndian(alternate)) * odd;
            foreach (var last in alternate)
                hash = (BitOperations.RotateLeft(hash, 23) ^ last) * odd;
            return (int)(hash >> 32);
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
