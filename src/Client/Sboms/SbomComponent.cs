namespace ToolRegistry.Client.Sboms;

/// <summary>A component of CycloneDX, or a package of SPDX, as the document has it: nothing but surrounding white space is changed.</summary>
public sealed class SbomComponent
{
    internal SbomComponent(int line) => Line = line;

    /// <summary>The name without group or namespace; empty when the document gives none.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>The version, or null. It may be written otherwise than in the purl.</summary>
    public string? Version { get; internal set; }

    /// <summary>The package URL, of several the first, or null.</summary>
    public string? Purl { get; internal set; }

    /// <summary>Whether the document gives further package URLs, which SPDX allows.</summary>
    public bool HasOtherPurls { get; internal set; }

    /// <summary>The CPE name, of several the first, or null.</summary>
    public string? Cpe { get; internal set; }

    /// <summary>The SHA-256, of several the first, or null.</summary>
    public string? Sha256 { get; internal set; }

    /// <summary>The line on which the component begins, counted from 1.</summary>
    public int Line { get; }
}
