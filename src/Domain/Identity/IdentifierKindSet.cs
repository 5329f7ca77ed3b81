namespace ToolRegistry.Domain.Identity;

/// <summary>Some of the kinds of identifiers.</summary>
public readonly record struct IdentifierKindSet
{
    private readonly uint bits;

    /// <summary>The set of these kinds.</summary>
    public IdentifierKindSet(params ReadOnlySpan<IdentifierKind> kinds)
    {
        foreach (var kind in kinds)
            bits |= Bit(kind);
    }

    /// <summary>Whether a kind is one of them.</summary>
    public bool Contains(IdentifierKind kind) => (bits & Bit(kind)) != 0;

    /// <summary>Whether a kind is in both sets.</summary>
    public bool Overlaps(IdentifierKindSet other) => (bits & other.bits) != 0;

    private static uint Bit(IdentifierKind kind) => 1u << (int)kind;
}
