using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ToolRegistry.Exports.Feeds;

/// <summary>A text that stands in a feed many times: what has to be escaped in it is looked for once.</summary>
internal sealed class EscapedText : IDisposable
{
    private readonly ArrayBufferWriter<byte> value = new();
    private readonly Utf8JsonWriter writer;

    /// <summary>None yet.</summary>
    public EscapedText() => writer = FeedJson.To(value);

    /// <summary>Which text it is from now on.</summary>
    public void Set(ref DefaultInterpolatedStringHandler text)
    {
        value.ResetWrittenCount();
        writer.Reset();
        writer.WriteStringValue(text.Text);
        writer.Flush();
        text.Clear();
    }

    /// <summary>Writes it as a member of an object.</summary>
    public void Write(Utf8JsonWriter json, JsonEncodedText name)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value.WrittenSpan, skipInputValidation: true);
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();
}
