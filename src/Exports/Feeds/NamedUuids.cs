using System.Security.Cryptography;
using System.Text;

namespace ToolRegistry.Exports.Feeds;

/// <summary>Ids that are the same whenever they are made: UUIDs of version 5 (RFC 9562, section 5.5), which are made of names. For one thread.</summary>
internal sealed class NamedUuids : IDisposable
{
    private const int NamespaceLength = 16;
    private const int MostOnStack = 1_024;

    // Such a UUID is one of a namespace, and this one is the register's.
    private static readonly Guid Namespace = new("6f2c1b1e-6d0f-5c5e-9a0b-6c1b6d1f7e21");

    // The standard names SHA-1; nothing is proved by it.
    private readonly IncrementalHash sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);

    /// <summary>The UUID of what is named.</summary>
    public Guid Of(params ReadOnlySpan<string> names)
    {
        var most = NamespaceLength + names.Length - 1;
        foreach (var name in names)
            most += Encoding.UTF8.GetMaxByteCount(name.Length);
        var named = most <= MostOnStack ? stackalloc byte[most] : new byte[most];
        Namespace.TryWriteBytes(named, bigEndian: true, out var end);
        for (var i = 0; i < names.Length; i++)
        {
            if (i > 0)
                named[end++] = (byte)'/';
            end += Encoding.UTF8.GetBytes(names[i], named[end..]);
        }

        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        sha1.AppendData(named[..end]);
        sha1.GetHashAndReset(hash);
        var bytes = hash[..16];
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x50);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <inheritdoc/>
    public void Dispose() => sha1.Dispose();
}
