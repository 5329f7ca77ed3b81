namespace ToolRegistry.Infrastructure.Santa;

/// <summary>A Mac whose Santa syncs with a channel: what it was last given, and what it has taken.</summary>
public sealed class SantaMachine
{
    /// <summary>The longest id, in UTF-16 units.</summary>
    public const int MaxIdLength = 100;

    /// <summary>The longest hash of rules that is kept, in UTF-16 units.</summary>
    public const int MaxRulesHashLength = 200;

    /// <summary>The channel's name.</summary>
    public required string Channel { get; init; }

    /// <summary>What the machine calls itself, <c>machine_id</c>.</summary>
    public required string Machine { get; init; }

    /// <summary>The SHA-256 of the rules that it holds, 64 lower-case hex digits; null: not known.</summary>
    public string? Held { get; set; }

    /// <summary>The policy revision of these rules.</summary>
    public long? HeldRevision { get; set; }

    /// <summary>The SHA-256 of the rules to which the latest sync leads.</summary>
    public required string Wanted { get; set; }

    /// <summary>The policy revision of these rules.</summary>
    public long WantedRevision { get; set; }

    /// <summary>The SHA-256 of the rules from which the latest sync leads; null: the machine drops what it has.</summary>
    public string? From { get; set; }

    /// <summary>What Santa called the hash of its rules when it last ended a sync, or null.</summary>
    public string? RulesHash { get; set; }

    /// <summary>How many rules of the latest sync it refused.</summary>
    public int Refused { get; set; }

    /// <summary>When it last began a sync, to the hour when nothing changed.</summary>
    public DateTimeOffset LastAt { get; set; }
}

/// <summary>Rules of Santa as they were delivered, kept while a machine holds them: what is lifted can then be taken away.</summary>
public sealed class SantaDelivery
{
    /// <summary>The SHA-256 of the file, 64 lower-case hex digits.</summary>
    public required string Sha256 { get; init; }

#pragma warning disable CA1819 // The column's own type.
    /// <summary>The file, compressed (gzip).</summary>
    public required byte[] Compressed { get; init; }
#pragma warning restore CA1819

    /// <summary>When it was first delivered.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
