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
}
