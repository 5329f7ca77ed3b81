namespace ToolRegistry.Domain.Versions;

/// <summary>
/// A version as one scheme reads it. Immutable. Two of the same scheme are ordered by <see cref="VersionScheme.Compare"/>;
/// versions that compare equal may be written differently (<c>1.0</c> and <c>1.0.0</c>).
/// </summary>
public abstract class ParsedVersion
{
    internal const long NoKey = -1;

    private protected ParsedVersion(VersionScheme scheme, string text, long key = NoKey)
    {
        Scheme = scheme;
        Text = text;
        Key = key;
    }

    /// <summary>The scheme that read it.</summary>
    public VersionScheme Scheme { get; }

    /// <summary>The version as it was given, 1 to 256 characters.</summary>
    public string Text { get; }

    /// <summary>
    /// What tells most versions of a scheme apart at once: of two that both have a key, and not the same, the one with the lower key
    /// is the lower. Negative for none.
    /// </summary>
    internal long Key { get; }

    /// <summary>The version as it was given.</summary>
    public override string ToString() => Text;
}
