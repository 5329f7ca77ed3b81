using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ToolRegistry.Exports;

/// <summary>The id of a thing that a file names: the same for the same name, wherever it is written.</summary>
internal static class DerivedGuid
{
    /// <summary>A UUID of version 8 (RFC 9562, section 5.8): the first 122 bits of the name's SHA-256.</summary>
    public static Guid Of(string name)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes[..16], bigEndian: true);
    }

    /// <summary>The id of one of many things below another that has an id: its first half, the decision that it is of, and which it is of these.</summary>
    /// <param name="parent">The other's id.</param>
    /// <param name="decision">The decision's number.</param>
    /// <param name="ordinal">Which of the things it is that are written of the decision, from 1 on.</param>
    public static Guid Of(Guid parent, int decision, int ordinal)
    {
        Span<byte> bytes = stackalloc byte[16];
        parent.TryWriteBytes(bytes, bigEndian: true, out _);
        // The first two bits of the second half tell the kind of UUID; no ordinal comes near them.
        BinaryPrimitives.WriteInt32BigEndian(bytes[8..], unchecked((int)0x8000_0000) | ordinal);
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], decision);
        return new Guid(bytes, bigEndian: true);
    }
}
