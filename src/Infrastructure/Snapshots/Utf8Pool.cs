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

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
