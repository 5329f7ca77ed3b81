using System.Xml;
using ToolRegistry.Exports;

namespace ToolRegistry.Benchmarks;

/// <summary>An XML document that is written again, node by node, its texts being in memory as strings.</summary>
internal sealed class BareXml
{
    private readonly List<Node> nodes = [];
    private bool hasDeclaration;

    /// <summary>Reads a document. It is written as it was.</summary>
    public static BareXml Read(byte[] document)
    {
        var xml = new BareXml();
        using var reader = XmlReader.Create(new MemoryStream(document), new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse, XmlResolver = null, IgnoreWhitespace = true });
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.XmlDeclaration:
                    xml.hasDeclaration = true;
                    break;
                case XmlNodeType.DocumentType:
                    xml.nodes.Add(new(reader.NodeType, reader.Name, reader.GetAttribute("PUBLIC"), reader.GetAttribute("SYSTEM")));
                    break;
                case XmlNodeType.Element:
                    var isEmpty = reader.IsEmptyElement;
                    xml.nodes.Add(new(reader.NodeType, reader.LocalName, reader.NamespaceURI, Value: null));
                    while (reader.MoveToNextAttribute())
                    {
                        if (reader.Name != "xmlns")
                            xml.nodes.Add(new(reader.NodeType, reader.LocalName, reader.NamespaceURI, reader.Value));
                    }

                    if (isEmpty)
                        xml.nodes.Add(new(XmlNodeType.EndElement, "", "", Value: null));
                    break;
                default:
                    xml.nodes.Add(new(reader.NodeType, "", "", reader.Value));
                    break;
            }
        }

        return xml;
    }

    /// <summary>Writes it.</summary>
    public void Write(Stream output)
    {
        using var writer = XmlFile.To(output, omitDeclaration: !hasDeclaration);
        foreach (var node in nodes)
        {
            switch (node.Type)
            {
                case XmlNodeType.DocumentType:
                    writer.WriteDocType(node.Name, node.Namespace, node.Value, subset: null);
                    break;
                case XmlNodeType.Element:
                    writer.WriteStartElement(node.Name, node.Namespace);
                    break;
                case XmlNodeType.Attribute:
                    writer.WriteAttributeString(node.Name, node.Namespace, node.Value);
                    break;
                case XmlNodeType.EndElement:
                    writer.WriteEndElement();
                    break;
                default:
                    writer.WriteString(node.Value);
                    break;
            }
        }
    }

    private readonly record struct Node(XmlNodeType Type, string Name, string? Namespace, string? Value);
}
