using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ToolRegistry.Exports.Windows;

/// <summary>A .reg file: UTF-16 with a byte order mark, since Windows reads any other in the code page of the machine.</summary>
internal sealed class RegistryFile : IDisposable
{
    // As people write them, not as escapes: who reads the value in the registry should be able to.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int MoveAt = 16 * 1024;

    private readonly StreamWriter lines;
    private readonly ArrayBufferWriter<char> characters = new();

    /// <summary>Begins a file.</summary>
    public RegistryFile(Stream output)
    {
        lines = new StreamWriter(output, new UnicodeEncoding(bigEndian: false, byteOrderMark: true), leaveOpen: true) { NewLine = "\r\n" };
        lines.WriteLine("Windows Registry Editor Version 5.00");
    }

    /// <inheritdoc/>
    public void Dispose() => lines.Dispose();

    /// <summary>Begins a key; what stands in it stays.</summary>
    public void Key(string path)
    {
        lines.WriteLine();
        lines.WriteLine($"[{path}]");
    }

    /// <summary>Replaces a key with a list: values numbered from 1. An empty list leaves no key.</summary>
    public void List(string path, IEnumerable<string> values)
    {
        lines.WriteLine();
        lines.WriteLine($"[-{path}]");
        var count = 0;
        foreach (var value in values)
        {
            if (count++ == 0)
                Key(path);
            lines.Write('"');
            lines.Write(count.ToString(CultureInfo.InvariantCulture));
            lines.Write("\"=\"");
            WriteEscaped(value);
            lines.WriteLine('"');
        }
    }

    /// <summary>Sets a value to a JSON object, written member by member; without members it is deleted.</summary>
    public void Json<T>(string name, IEnumerable<T> members, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Plain);
        var isEmpty = true;
        foreach (var member in members)
        {
            if (isEmpty)
            {
                lines.Write($"\"{name}\"=\"");
                json.WriteStartObject();
                isEmpty = false;
            }

            write(json, member);
            if (json.BytesPending > MoveAt)
                Move(json, buffer);
        }

        if (isEmpty)
        {
            lines.WriteLine($"\"{name}\"=-");
            return;
        }

        json.WriteEndObject();
        Move(json, buffer);
        lines.WriteLine('"');
    }

    private void Move(Utf8JsonWriter json, ArrayBufferWriter<byte> buffer)
    {
        json.Flush();
        characters.ResetWrittenCount();
        Encoding.UTF8.GetChars(buffer.WrittenSpan, characters);
        WriteEscaped(characters.WrittenSpan);
        buffer.ResetWrittenCount();
    }

    private void WriteEscaped(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAny('\\', '"'); at >= 0; at = text.IndexOfAny('\\', '"'))
        {
            lines.Write(text[..at]);
            lines.Write('\\');
            lines.Write(text[at]);
            text = text[(at + 1)..];
        }

        lines.Write(text);
    }
}
