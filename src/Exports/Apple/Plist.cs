using System.Buffers;
using System.Xml;

namespace ToolRegistry.Exports.Apple;

/// <summary>Property lists as XML (plist(5)), and configuration profiles made of them.</summary>
internal static class Plist
{
    private static readonly SearchValues<char> Unwritable =
        SearchValues.Create([.. Enumerable.Range(char.MinValue, char.MaxValue + 1).Select(c => (char)c).Where(c => !XmlConvert.IsXmlChar(c) && !char.IsSurrogate(c))]);

    /// <summary>A writer of a property list with its head written.</summary>
    public static XmlWriter Begin(Stream output)
    {
        var plist = XmlFile.To(output);
        plist.WriteStartDocument();
        plist.WriteDocType("plist", "-//Apple//DTD PLIST 1.0//EN", "http://www.apple.com/DTDs/PropertyList-1.0.dtd", subset: null);
        plist.WriteStartElement("plist");
        plist.WriteAttributeString("version", "1.0");
        return plist;
    }

    public static void Key(this XmlWriter plist, string name) => plist.WriteElementString("key", name);

    public static void String(this XmlWriter plist, string key, string value)
    {
        plist.Key(key);
        plist.WriteElementString("string", Clean(value));
    }

    public static void Integer(this XmlWriter plist, string key, int value)
    {
        plist.Key(key);
        plist.WriteElementString("integer", XmlConvert.ToString(value));
    }

    public static void True(this XmlWriter plist, string key)
    {
        plist.Key(key);
        plist.WriteStartElement("true");
        plist.WriteEndElement();
    }

    /// <summary>What every payload says of itself.</summary>
    public static void Payload(this XmlWriter plist, string type, string identifier, string displayName)
    {
        plist.String("PayloadType", type);
        plist.Integer("PayloadVersion", 1);
        plist.String("PayloadIdentifier", identifier);
        plist.String("PayloadUUID", DerivedGuid.Of(identifier).ToString().ToUpperInvariant());
        plist.String("PayloadDisplayName", displayName);
    }

    /// <summary>The text without the characters that XML can't hold.</summary>
    public static string Clean(string text) =>
        text.AsSpan().ContainsAny(Unwritable) ? string.Concat(text.Where(c => !Unwritable.Contains(c))) : text;
}
