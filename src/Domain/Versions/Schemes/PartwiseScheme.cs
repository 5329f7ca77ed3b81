namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>
/// A scheme that splits a version once and compares part by part: the first parts that differ decide, and a version that ends
/// goes on with an end for ever.
/// </summary>
/// <remarks>This is the lexicographic order over an order of parts, and hence total.</remarks>
internal abstract class PartwiseScheme : VersionScheme
{
    private readonly Part end;

    /// <summary>Where a version ends and another goes on, the one that ends is the lower.</summary>
    private protected PartwiseScheme(string name)
        : this(name, Part.Word(int.MinValue))
    {
    }

    /// <summary>Where a version ends and another goes on, the end is compared as this part.</summary>
    private protected PartwiseScheme(string name, Part end)
        : base(name) => this.end = end;

    private protected sealed override ParsedVersion? Read(string text) =>
        Split(text) is { } parts ? new Version(this, text, [.. parts]) : null;

    private protected sealed override int Order(ParsedVersion a, ParsedVersion b) => Part.Compare(((Version)a).Parts, ((Version)b).Parts, end);

    /// <summary>The parts in the order in which they are compared; null when the scheme cannot read the text.</summary>
    private protected abstract List<Part>? Split(string text);

    private sealed class Version(VersionScheme scheme, string text, Part[] parts) : ParsedVersion(scheme, text)
    {
        internal Part[] Parts { get; } = parts;
    }
}
