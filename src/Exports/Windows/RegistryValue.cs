using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ToolRegistry.Exports.Windows;

/// <summary>A value of a .reg file that holds a JSON object, put together once for all keys in which it stands, in a file, as it may be larger than memory should hold.</summary>
internal sealed class RegistryValue : IDisposable
{
    // As people write them, not as escapes: who reads the value in the registry should be able to.
    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FileStream file = TemporaryFile.Create();

    /// <summary>Puts it together.</summary>
    /// <param name="writeMembers">Writes what is in the object, and tells whether it says anything.</param>
    public RegistryValue(Func<Utf8JsonWriter, bool> writeMembers)
    {
        using var text = new StreamWriter(file, new UnicodeEncoding(bigEndian: false, byteOrderMark: false), leaveOpen: true);
        using var json = new Utf8JsonWriter(new RegistryText(text), Options);
        json.WriteStartObject();
        SaysAnything = writeMembers(json);
        json.WriteEndObject();
    }

    /// <summary>Whether it says anything; else no key should have it.</summary>
    public bool SaysAnything { get; }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    /// <summary>Copies it as it stands between the quotes.</summary>
    public void CopyTo(Stream output)
    {
        file.Position = 0;
        file.CopyTo(output);
    }
}
