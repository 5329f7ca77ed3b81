using System.Text;
using System.Text.Json;

namespace ToolRegistry.Client.Sboms;

/// <summary>An object or a list of which something is read. All others are passed over.</summary>
internal enum JsonPlace
{
    None,
    Document,
    Metadata,

    /// <summary>What a CycloneDX document is about.</summary>
    Thing,
    Components,
    Component,
    Hashes,
    Hash,
    Packages,
    Package,
    References,
    Reference,
    Checksums,
    Checksum,
    Relationships,
    Relationship,

    /// <summary>The ids of the packages that an SPDX document describes.</summary>
    Described,
}

/// <summary>Takes the text at which the reader is.</summary>
internal delegate void TakeText(JsonSbomContent content, ref Utf8JsonReader text);

/// <summary>A member of an object that is read: a text, or a place.</summary>
internal sealed class JsonMember
{
    private static readonly JsonMember[][] ByPlace = [.. Enum.GetValues<JsonPlace>().Select(MembersOf)];

    private JsonMember(string name) => (Name, Utf8Name) = (name, Encoding.UTF8.GetBytes(name));

    public string Name { get; }

    public byte[] Utf8Name { get; }

    /// <summary>The place that its value is; <see cref="JsonPlace.None"/> for a text.</summary>
    public JsonPlace Opens { get; private init; }

    /// <summary>What is done with its text; null for a place.</summary>
    public TakeText? Take { get; private init; }

    /// <summary>The members of an object that are read.</summary>
    public static JsonMember[] Of(JsonPlace place) => ByPlace[(int)place];

    /// <summary>The place that each element of a list is; <see cref="JsonPlace.None"/> for what is no list of objects.</summary>
    public static JsonPlace ElementOf(JsonPlace place) => place switch
    {
        JsonPlace.Components => JsonPlace.Component,
        JsonPlace.Hashes => JsonPlace.Hash,
        JsonPlace.Packages => JsonPlace.Package,
        JsonPlace.References => JsonPlace.Reference,
        JsonPlace.Checksums => JsonPlace.Checksum,
        JsonPlace.Relationships => JsonPlace.Relationship,
        _ => JsonPlace.None,
    };

    /// <summary>Whether a place is a list.</summary>
    public static bool IsList(JsonPlace place) => place == JsonPlace.Described || ElementOf(place) != JsonPlace.None;

    private static JsonMember[] MembersOf(JsonPlace place) => place switch
    {
        JsonPlace.Document =>
        [
            Text("bomFormat", (content, text) => content.BomFormat = text),
            Text("specVersion", (content, text) => content.SpecVersion = text),
            Text("spdxVersion", (content, text) => content.SpdxVersion = text),
            Part("metadata", JsonPlace.Metadata),
            Part("components", JsonPlace.Components),
            Part("packages", JsonPlace.Packages),
            Part("documentDescribes", JsonPlace.Described),
            Part("relationships", JsonPlace.Relationships),
        ],
        JsonPlace.Metadata => [Part("component", JsonPlace.Thing)],
        JsonPlace.Thing or JsonPlace.Component =>
        [
            Text("name", (content, text) => content.Component.Name = text ?? ""),
            Text("version", (content, text) => content.Component.Version = text),
            Text("purl", (content, text) => content.Component.Purl = text),
            Text("cpe", (content, text) => content.Component.Cpe = text),
            Part("hashes", JsonPlace.Hashes),
            Part("components", JsonPlace.Components),
        ],
        JsonPlace.Package =>
        [
            Text("SPDXID", (content, text) => content.Identify(text)),
            Text("name", (content, text) => content.Component.Name = text ?? ""),
            Text("versionInfo", (content, text) => content.Component.Version = text),
            Part("externalRefs", JsonPlace.References),
            Part("checksums", JsonPlace.Checksums),
        ],
        JsonPlace.Hash => [Word("alg", "SHA-256"), Value("content")],
        JsonPlace.Checksum => [Word("algorithm", "SHA256"), Value("checksumValue")],
        JsonPlace.Reference => [Word("referenceType", "purl", "cpe23Type"), Value("referenceLocator")],
        JsonPlace.Relationship =>
        [
            Word("relationshipType", "DESCRIBES", "DESCRIBED_BY"),
            Text("spdxElementId", (content, text) => content.Element = text),
            Text("relatedSpdxElement", (content, text) => content.Related = text),
        ],
        _ => [],
    };

    private static JsonMember Part(string name, JsonPlace opens) => new(name) { Opens = opens };

    private static JsonMember Text(string name, Action<JsonSbomContent, string?> keep) => new(name) { Take = (content, ref text) => keep(content, Read(ref text)) };

    /// <summary>What says of which sort the value beside it is.</summary>
    private static JsonMember Word(string name, params string[] wanted) => new(name)
    {
        Take = (content, ref text) =>
        {
            content.Sort = "";
            foreach (var word in wanted)
            {
                if (text.ValueTextEquals(word))
                    content.Sort = word;
            }
        },
    };

    /// <summary>A value that is kept unless it is known to be of a sort that is not wanted.</summary>
    private static JsonMember Value(string name) => new(name) { Take = (content, ref text) => content.Value = content.Sort == "" ? null : Read(ref text) };

    private static string? Read(ref Utf8JsonReader text) => text.GetString()?.Trim() is { Length: > 0 } read ? read : null;
}
