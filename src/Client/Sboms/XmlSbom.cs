using System.Text;
using System.Xml;

namespace ToolRegistry.Client.Sboms;

/// <summary>Reads CycloneDX as XML, node by node as it comes in.</summary>
internal sealed class XmlSbom
{
    private const string Schema = "http://cyclonedx.org/schema/bom/";

    private static readonly XmlReaderSettings Settings = new() { Async = true, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, IgnoreWhitespace = true };
    private static readonly string[] OfDocument = ["metadata", "components"];
    private static readonly string[] OfMetadata = ["component"];
    private static readonly string[] OfComponent = ["name", "version", "purl", "cpe", "hashes", "components"];

    private readonly SbomSource source;
    private readonly XmlReader reader;
    private readonly FoundComponents found = new() { Format = FoundComponents.CycloneDx };

    private XmlSbom(SbomSource source, XmlReader reader) => (this.source, this.reader) = (source, reader);

    private int Line => ((IXmlLineInfo)reader).LineNumber;

    /// <exception cref="SbomException">The document is of a format that is not read, or broken, or beyond a bound.</exception>
    public static async Task<FoundComponents> ReadAsync(SbomSource source)
    {
        using var xml = XmlReader.Create(source, Settings);
        var sbom = new XmlSbom(source, xml);
        try
        {
            await sbom.ReadAsync().ConfigureAwait(false);
            return sbom.found;
        }
        catch (XmlException fault)
        {
            throw SbomReader.Fault(fault.LineNumber, "The document is not well-formed XML here, or has a document type declaration.", fault);
        }
    }

    private async Task ReadAsync()
    {
        while (reader.NodeType != XmlNodeType.Element)
            await NextAsync().ConfigureAwait(false);
        if (reader.LocalName != "bom" || !reader.NamespaceURI.StartsWith(Schema, StringComparison.Ordinal))
            throw SbomReader.Unknown("The document is XML of another kind.");
        found.InVersion(reader.NamespaceURI[Schema.Length..]);
        await ReadChildrenAsync(OfDocument, name => name == "components" ? ReadListAsync("component", ReadAddedAsync) : ReadChildrenAsync(OfMetadata, _ => ReadComponentAsync(new SbomComponent(Line)))).ConfigureAwait(false);
        // What stands behind the root element must be well-formed too.
        while (await NextAsync().ConfigureAwait(false))
        {
        }
    }

    private Task ReadAddedAsync() => ReadComponentAsync(found.Add(Line));

    private Task ReadComponentAsync(SbomComponent component) => ReadChildrenAsync(OfComponent, async name =>
    {
        switch (name)
        {
            case "components":
                await ReadListAsync("component", ReadAddedAsync).ConfigureAwait(false);
                break;
            case "hashes":
                await ReadListAsync("hash", () => ReadHashAsync(component)).ConfigureAwait(false);
                break;
            case "name":
                component.Name = await ReadTextAsync().ConfigureAwait(false) ?? "";
                break;
            case "version":
                component.Version = await ReadTextAsync().ConfigureAwait(false);
                break;
            case "purl":
                component.Purl = await ReadTextAsync().ConfigureAwait(false);
                break;
            default:
                component.Cpe = await ReadTextAsync().ConfigureAwait(false);
                break;
        }
    });

    private async Task ReadHashAsync(SbomComponent component)
    {
        if (reader.GetAttribute("alg") == "SHA-256")
            component.Sha256 ??= await ReadTextAsync().ConfigureAwait(false);
    }

    /// <summary>Reads those children of an element that have one of these names, each of which may stand there once.</summary>
    private async Task ReadChildrenAsync(string[] names, Func<string, Task> read)
    {
        var seen = 0;
        await ForChildrenAsync(async () =>
        {
            var i = Array.IndexOf(names, reader.LocalName);
            if (i < 0)
                return;
            if ((seen & 1 << i) != 0)
                throw SbomReader.Fault(Line, $"The element {names[i]} stands twice here.");
            seen |= 1 << i;
            await read(names[i]).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private Task ReadListAsync(string name, Func<Task> read) => ForChildrenAsync(() => reader.LocalName == name ? read() : Task.CompletedTask);

    /// <summary>Comes to each child of an element that is of the document's own schema. What is read of it ends within it.</summary>
    private async Task ForChildrenAsync(Func<Task> read)
    {
        if (reader.IsEmptyElement)
            return;
        var (depth, schema) = (reader.Depth, reader.NamespaceURI);
        while (await NextAsync().ConfigureAwait(false) && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == depth + 1 && reader.NamespaceURI == schema)
                await read().ConfigureAwait(false);
        }
    }

    private async Task<string?> ReadTextAsync()
    {
        if (reader.IsEmptyElement)
            return null;
        var (depth, text) = (reader.Depth, new StringBuilder());
        while (await NextAsync().ConfigureAwait(false) && reader.Depth > depth)
        {
            if (reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace))
                throw SbomReader.Fault(Line, "Elements stand where a text is expected.");
            text.Append(await reader.GetValueAsync().ConfigureAwait(false));
            if (text.Length > SbomReader.MaxTextBytes)
                throw SbomReader.Fault(Line, $"A text is longer than {SbomReader.MaxTextBytes} characters.");
        }

        return text.ToString().Trim() is { Length: > 0 } read ? read : null;
    }

    private async ValueTask<bool> NextAsync()
    {
        source.Progress();
        if (!await reader.ReadAsync().ConfigureAwait(false))
            return false;
        return reader.Depth < SbomReader.MaxDepth ? true : throw SbomReader.TooDeep(Line);
    }
}
