namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>
/// Bytes that were read as evidence, by their hash: equal bytes are stored once, kept for ever and never changed. Evidence
/// has a copy when one with its SHA-256 is here.
/// </summary>
public sealed class StoredCopy
{
    /// <summary>SHA-256 of the bytes (FIPS 180-4), 64 lower-case hex digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>How many bytes there are; at least 1.</summary>
    public required int Size { get; init; }

    /// <summary>The bytes as they were sent. Nothing is known of what they are; whoever serves them does so inertly.</summary>
#pragma warning disable CA1819 // The column's own type.
    public required byte[] Bytes { get; init; }
#pragma warning restore CA1819

    /// <summary>When they were first stored.</summary>
    public required DateTimeOffset StoredAt { get; init; }
}
