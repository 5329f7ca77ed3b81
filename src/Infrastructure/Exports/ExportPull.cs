namespace ToolRegistry.Infrastructure.Exports;

/// <summary>That somebody pulled one content of an export, once or again and again.</summary>
public sealed class ExportPull
{
    /// <summary>The channel's name.</summary>
    public required string Channel { get; init; }

    /// <summary>The target's name.</summary>
    public required string Target { get; init; }

    /// <summary>Who pulled: the owner of the token.</summary>
    public required string Puller { get; init; }

    /// <summary>The SHA-256 of the file, 64 lower-case hex digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The policy revision of which the file was made when it was last pulled.</summary>
    public long Revision { get; set; }

    /// <summary>When it was first pulled.</summary>
    public DateTimeOffset FirstAt { get; init; }

    /// <summary>When it was last pulled, or found to be known already.</summary>
    public DateTimeOffset LastAt { get; set; }

    /// <summary>How often.</summary>
    public long Count { get; set; }

    /// <summary>Since when it is known that something else holds and was not pulled; null: not known to be so.</summary>
    public DateTimeOffset? BehindSince { get; set; }

    /// <summary>Whether others were told that.</summary>
    public bool IsBehindTold { get; set; }
}
