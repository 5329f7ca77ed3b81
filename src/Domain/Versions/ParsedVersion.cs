namespace ToolRegistry.Domain.Versions;

/// <summary>
/// A version as one scheme reads it. Immutable. Two of the same scheme are ordered by <see cref="VersionScheme.Compare"/>;
/// versions that compare equal may be written differently (<c>1.0</c> and <c>1.0.0</c>).
/// </summary>
public abstract class ParsedVersion
{
    private protected ParsedVersion(VersionScheme scheme, string text)
    {
        Scheme = scheme;
        Text = text;
    }

    /// <summary>The scheme that read it.</summary>
    public VersionScheme Scheme { get; }

    /// <summary>The version as it was given, 1 to 256 characters.</summary>
    public string Text { get; }

    /// <summary>The version as it was given.</summary>
    public override string ToString() => Text;
}
