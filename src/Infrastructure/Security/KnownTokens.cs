using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ToolRegistry.Domain;

namespace ToolRegistry.Infrastructure.Security;

/// <summary>What must be known of a token to let its holder in.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Hash">SHA-256 of the token, 64 lower-case hex digits.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Role">Its role.</param>
/// <param name="Groups">The groups of its owner; tokens with the same groups share one list.</param>
/// <param name="ExpiresAt">From when it is no longer taken.</param>
public sealed record KnownToken(string Id, string Hash, Owner Owner, Role Role, IReadOnlyList<string> Groups, DateTimeOffset ExpiresAt);

/// <summary>The tokens that are not revoked, in memory, so that whoever asks is known without a database. Immutable.</summary>
public sealed class KnownTokens
{
    /// <summary>No tokens.</summary>
    public static readonly KnownTokens None = new([]);

    private const int MaxSecretLength = 200;

    private readonly Dictionary<TokenHash, KnownToken> byHash;
    private readonly Dictionary<string, KnownToken> byId;

    /// <summary>Keeps tokens.</summary>
    public KnownTokens(IEnumerable<KnownToken> tokens)
    {
        var groups = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        byHash = tokens.Select(t => t with { Groups = Shared(groups, t.Groups) }).ToDictionary(t => TokenHash.Of(Convert.FromHexString(t.Hash)));
        byId = byHash.Values.ToDictionary(t => t.Id, StringComparer.Ordinal);
    }

    /// <summary>All of them, in no order.</summary>
    public IReadOnlyCollection<KnownToken> All => byHash.Values;

    /// <summary>The token with an id, expired or not; null when there is none: it was revoked.</summary>
    public KnownToken? FindById(string id) => byId.GetValueOrDefault(id);

    /// <summary>The token of a secret, expired or not; null when there is none.</summary>
    /// <param name="secret">What the holder sent.</param>
    public KnownToken? Find(ReadOnlySpan<char> secret)
    {
        if (secret.Length > MaxSecretLength)
            return null;
        Span<byte> text = stackalloc byte[3 * MaxSecretLength];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..Encoding.UTF8.GetBytes(secret, text)], hash);
        return byHash.GetValueOrDefault(TokenHash.Of(hash));
    }

    private static IReadOnlyList<string> Shared(Dictionary<string, IReadOnlyList<string>> known, IReadOnlyList<string> groups)
    {
        var key = string.Join('\n', groups);
        return known.TryGetValue(key, out var shared) ? shared : known[key] = groups;
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TokenHash(UInt128 First, UInt128 Second)
    {
        public static TokenHash Of(ReadOnlySpan<byte> hash) => MemoryMarshal.Read<TokenHash>(hash);
    }
}
