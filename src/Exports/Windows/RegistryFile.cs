using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ToolRegistry.Exports.Windows;

/// <summary>A .reg file: UTF-16 with a byte order mark, since Windows reads any other in the code page of the machine.</summary>
internal sealed class RegistryFile : IDisposable
{
    // As people write them, not as escapes: who reads the value in the registry should be able to.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StreamWriter lines;

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
            lines.WriteLine($"\"{count}\"=\"{Escaped(value)}\"");
        }
    }

    /// <summary>Sets a value to a JSON object, written member by member; without members it is deleted.</summary>
    public void Json(string name, IEnumerable<Action<Utf8JsonWriter>> members)
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

            member(json);
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
        lines.Write(Escaped(Encoding.UTF8.GetString(buffer.WrittenSpan)));
        buffer.ResetWrittenCount();
    }

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
