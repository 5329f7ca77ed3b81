using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using ToolRegistry.Tests;

namespace ToolRegistry.Exports.Tests.Windows;

/// <summary>Holds XML against the published schemas.</summary>
internal static class Schemas
{
    public static void Validate(XDocument document, string targetNamespace, string schema)
    {
        var set = new XmlSchemaSet();
        using (var reader = XmlReader.Create(SharedFolder.Require($"schemas/{schema}")))
            set.Add(targetNamespace, reader);
        document.Validate(set, (_, e) => Assert.Fail($"{schema}: {e.Message}"));
    }
}
