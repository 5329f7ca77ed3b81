namespace ToolRegistry.Client.Sboms;

/// <summary>What is read of a document in JSON, member by member and in any order.</summary>
internal sealed class JsonSbomContent
{
    private const string SpdxDocument = "SPDXRef-DOCUMENT";

    private readonly FoundComponents components = new() { Format = FoundComponents.CycloneDx };
    private readonly FoundComponents packages = new() { Format = FoundComponents.Spdx };

    /// <summary>The ids of the packages, in their order.</summary>
    private readonly List<string?> ids = [];

    /// <summary>The id of the package that the document describes.</summary>
    private string? described;

    private bool describesSeveral;

    /// <summary>The components that are being read, the innermost on top.</summary>
    private readonly Stack<SbomComponent> open = new();

    public string? BomFormat { get; set; }

    public string? SpecVersion { get; set; }

    public string? SpdxVersion { get; set; }

    /// <summary>Of which sort <see cref="Value"/> is; empty: of one that is not wanted; null: not said yet.</summary>
    public string? Sort { get; set; }

    public string? Value { get; set; }

    public string? Element { get; set; }

    public string? Related { get; set; }

    public SbomComponent Component => open.Peek();

    /// <summary>The whole of what was found, once the document is at its end.</summary>
    /// <exception cref="SbomException">The document is of a format that is not read.</exception>
    public FoundComponents Whole()
    {
        var isSpdx = SpdxVersion is not null;
        if (isSpdx == (BomFormat == FoundComponents.CycloneDx))
            throw SbomReader.Unknown(isSpdx ? "The document says that it is CycloneDX, and that it is SPDX." : "The document is JSON that names neither the bomFormat CycloneDX nor an spdxVersion.");
        var (found, other) = isSpdx ? (packages.InVersion(SpdxVersion), components) : (components.InVersion(SpecVersion), packages);
        if (other.Components.Count > 0)
            throw SbomReader.Fault(line: null, "The document has both components, as CycloneDX does, and packages, as SPDX does.");
        // Where it describes several, there is none that it is about as a whole.
        if (isSpdx && described is not null && !describesSeveral && ids.IndexOf(described) is >= 0 and var index)
            packages.RemoveAt(index);
        return found;
    }

    public void Begin(JsonPlace place, int line)
    {
        (Sort, Value, Element, Related) = (null, null, null, null);
        if (place == JsonPlace.Package)
            ids.Add(null);
        if (IsComponent(place))
            open.Push(place == JsonPlace.Thing ? new SbomComponent(line) : (place == JsonPlace.Component ? components : packages).Add(line));
    }

    public void End(JsonPlace place)
    {
        if (IsComponent(place))
            open.Pop();
        else if (place is JsonPlace.Hash or JsonPlace.Checksum or JsonPlace.Reference && Value is { } value)
            Refer(value);
        else if (place == JsonPlace.Relationship && Sort == "DESCRIBES" && Element == SpdxDocument)
            Describe(Related);
        else if (place == JsonPlace.Relationship && Sort == "DESCRIBED_BY" && Related == SpdxDocument)
            Describe(Element);
    }

    public void Identify(string? id) => ids[^1] = id;

    public void Describe(string? id)
    {
        describesSeveral |= described is not null && described != id;
        described = id;
    }

    private static bool IsComponent(JsonPlace place) => place is JsonPlace.Thing or JsonPlace.Component or JsonPlace.Package;

    private void Refer(string value)
    {
        switch (Sort)
        {
            case "SHA-256" or "SHA256":
                Component.Sha256 ??= value;
                break;
            case "cpe23Type":
                Component.Cpe ??= value;
                break;
            case "purl":
                Component.HasOtherPurls |= Component.Purl is { } first && first != value;
                Component.Purl ??= value;
                break;
        }
    }
}
