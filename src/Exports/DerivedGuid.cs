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
}
