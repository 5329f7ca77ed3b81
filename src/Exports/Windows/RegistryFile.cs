using System.Globalization;
using System.Text;

namespace ToolRegistry.Exports.Windows;

/// <summary>A .reg file: UTF-16 with a byte order mark, since Windows reads any other in the code page of the machine.</summary>
internal sealed class RegistryFile : IDisposable
{
    private readonly Stream output;
    private readonly StreamWriter lines;

    /// <summary>Begins a file.</summary>
    public RegistryFile(Stream output)
    {
        this.output = output;
        lines = new StreamWriter(output, Encoding.Unicode, leaveOpen: true) { NewLine = "\r\n" };
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
    public void List(string path, IReadOnlyCollection<string> values)
    {
        lines.WriteLine();
        lines.WriteLine($"[-{path}]");
        if (values.Count > 0)
            Key(path);
        var text = new RegistryText(lines);
        foreach (var (index, value) in values.Index())
        {
            lines.Write(string.Create(CultureInfo.InvariantCulture, $"\"{index + 1}\"=\""));
            Encoding.UTF8.GetBytes(value, text);
            lines.WriteLine('"');
        }
    }

    /// <summary>Sets a value, or deletes it where it would say nothing.</summary>
    public void Set(string name, RegistryValue value)
    {
        lines.Write($"\"{name}\"=");
        if (!value.SaysAnything)
        {
            lines.WriteLine('-');
            return;
        }

        lines.Write('"');
        lines.Flush();
        value.CopyTo(output);
        lines.WriteLine('"');
    }
}
