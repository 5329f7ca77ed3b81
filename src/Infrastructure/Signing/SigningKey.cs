namespace ToolRegistry.Infrastructure.Signing;

/// <summary>A key by which the service signs what is taken away from it. Its private half is encrypted by a key outside the database.</summary>
public sealed class SigningKey
{
    /// <summary>Its id, the <c>kid</c> of what it signs: 32 hex digits.</summary>
    public required string Id { get; init; }

#pragma warning disable CA1819 // The columns' own type.
    /// <summary>The public half: an X.509 certificate that the key signed itself.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>The private half (PKCS #8), encrypted by <see cref="MasterKey"/>.</summary>
    public required byte[] Sealed { get; init; }
#pragma warning restore CA1819

    /// <summary>When it was made. It signs from then on if it is the first, else <see cref="SigningOptions.Lead"/> later.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
