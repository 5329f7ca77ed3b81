namespace ToolRegistry.Client.Sboms;

/// <summary>An SBOM that can't be read as a whole. Nothing of it is used then: half a list would pass for a clean one.</summary>
/// <param name="code"><see cref="Invalid"/>, <see cref="FormatUnknown"/> or <see cref="TooLarge"/>.</param>
/// <param name="line">The line at fault, counted from 1, or null when it is the document as a whole.</param>
/// <param name="reason">What is wrong and what to do, as sentences.</param>
/// <param name="cause">What was thrown, or null.</param>
public sealed class SbomException(string code, int? line, string reason, Exception? cause = null)
    : Exception(line is null ? reason : $"Line {line}: {reason}", cause)
{
    /// <summary>The code of a document that is not what its format says.</summary>
    public const string Invalid = "sbom.invalid";

    /// <summary>The code of a document in a format, or a version of one, that is not read.</summary>
    public const string FormatUnknown = "sbom.format-unknown";

    /// <summary>The code of a document beyond a bound of <see cref="SbomReader"/>.</summary>
    public const string TooLarge = "sbom.too-large";

    /// <summary>The stable code.</summary>
    public string Code { get; } = code;

    /// <summary>The line at fault, counted from 1, or null.</summary>
    public int? Line { get; } = line;
}
