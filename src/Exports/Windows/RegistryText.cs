using System.Buffers;
using System.Text;

namespace ToolRegistry.Exports.Windows;

/// <summary>What stands between the quotes of a value in a .reg file: of the UTF-8 that is written, what its format escapes is escaped.</summary>
internal sealed class RegistryText(TextWriter lines) : IBufferWriter<byte>
{
    private byte[] bytes = new byte[32 * 1024];
    private char[] characters = [];
    private char[] escaped = [];

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (bytes.Length < sizeHint)
            bytes = new byte[sizeHint];
        return bytes;
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Takes whole characters.</summary>
    public void Advance(int count)
    {
        if (characters.Length < bytes.Length)
            (characters, escaped) = (new char[bytes.Length], new char[2 * bytes.Length]);
        var length = 0;
        foreach (var c in characters.AsSpan(0, Encoding.UTF8.GetChars(bytes.AsSpan(0, count), characters)))
        {
            if (c is '\\' or '"')
                escaped[length++] = '\\';
            escaped[length++] = c;
        }

        lines.Write(escaped.AsSpan(0, length));
    }
}
