namespace ToolRegistry.Client.Sboms;

/// <summary>What a reader finds in one document.</summary>
internal sealed class FoundComponents
{
    public const string CycloneDx = "CycloneDX";
    public const string Spdx = "SPDX";

    private readonly List<SbomComponent> components = [];

    /// <summary>What the document says it is.</summary>
    public required string Format { get; init; }

    public IReadOnlyList<SbomComponent> Components => components;

    /// <summary>Begins a component.</summary>
    /// <exception cref="SbomException">There are too many.</exception>
    public SbomComponent Add(int line)
    {
        if (components.Count == SbomReader.MaxComponents)
            throw new SbomException(SbomException.TooLarge, line, $"The document has more than {SbomReader.MaxComponents} components. Check it in parts.");
        var component = new SbomComponent(line);
        components.Add(component);
        return component;
    }

    public void RemoveAt(int index) => components.RemoveAt(index);

    /// <summary>Confirms that this version of the format is read.</summary>
    /// <exception cref="SbomException">It is not.</exception>
    public FoundComponents InVersion(string? version) => (Format, version) is (CycloneDx, "1.4" or "1.5" or "1.6" or "1.7") or (Spdx, "SPDX-2.3")
        ? this
        : throw SbomReader.Unknown($"The document is {Format} of version {version ?? "unknown"}.");
}
