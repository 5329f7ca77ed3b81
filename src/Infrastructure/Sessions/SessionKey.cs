namespace ToolRegistry.Infrastructure.Sessions;

/// <summary>A key by which the cookies of sign-ins and forms are protected; all replicas share them.</summary>
public sealed class SessionKey
{
    /// <summary>What data protection calls it.</summary>
    public required string Name { get; init; }

    /// <summary>The key, its secret encrypted by the master key.</summary>
    public required string Xml { get; init; }

    /// <summary>When it was stored.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
