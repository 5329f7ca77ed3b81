using System.Text;
using System.Xml;
using ToolRegistry.Domain;

namespace ToolRegistry.Exports.Windows;

/// <summary>How the XML of Windows' policies is written.</summary>
internal static class PolicyXml
{
    /// <summary>UTF-8 without a byte order mark.</summary>
    public static XmlWriter Create(Stream output, bool omitDeclaration = false) => XmlWriter.Create(output, new XmlWriterSettings
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
        OmitXmlDeclaration = omitDeclaration,
    });

    /// <summary>A text of the register as XML can hold it, of at most so many UTF-16 units: U+FFFE and U+FFFF have no place in XML.</summary>
    public static string Text(string text, int max)
    {
        var writable = text.AsSpan().ContainsAny('\uFFFE', '\uFFFF') ? text.Replace('\uFFFE', '\uFFFD').Replace('\uFFFF', '\uFFFD') : text;
        return Texts.Shortened(writable, max);
    }
}
