using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Xml;

namespace ToolRegistry.Exports;

/// <summary>Files in XML.</summary>
internal static class XmlFile
{
    /// <summary>A writer in UTF-8 without a byte order mark; the stream stays open.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="omitDeclaration">Whether it begins without an XML declaration, as a part of another document.</param>
    public static XmlWriter To(Stream output, bool omitDeclaration = false) => XmlWriter.Create(output, new XmlWriterSettings
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
        OmitXmlDeclaration = omitDeclaration,
    });

    /// <summary>Writes an attribute, and makes no text for it.</summary>
    /// <param name="xml">Where to.</param>
    /// <param name="name">The attribute's name.</param>
    /// <param name="provider">How its value is formatted.</param>
    /// <param name="value">Its value.</param>
    public static void WriteAttribute(this XmlWriter xml, string name, IFormatProvider? provider, [InterpolatedStringHandlerArgument(nameof(provider))] ref DefaultInterpolatedStringHandler value)
    {
        xml.WriteStartAttribute(name);
        var text = ArrayPool<char>.Shared.Rent(value.Text.Length);
        value.Text.CopyTo(text);
        xml.WriteChars(text, 0, value.Text.Length);
        ArrayPool<char>.Shared.Return(text);
        value.Clear();
        xml.WriteEndAttribute();
    }

    /// <summary>Writes a text in capitals, and makes none for it.</summary>
    public static void WriteUpper(this XmlWriter xml, string value)
    {
        var text = ArrayPool<char>.Shared.Rent(value.Length);
        xml.WriteChars(text, 0, value.AsSpan().ToUpperInvariant(text));
        ArrayPool<char>.Shared.Return(text);
    }
}
