using System.Security.Cryptography;
using System.Text;
using ToolRegistry.Domain;

namespace ToolRegistry.Infrastructure.Security;

/// <summary>What a principal is for. One role a token.</summary>
public enum Role
{
    /// <summary>Every employee.</summary>
    Reader,

    /// <summary>Edits tools and evidence; drafts and proposes decisions.</summary>
    Analyst,

    /// <summary>Approves, rejects, ratifies and revokes.</summary>
    Approver,

    /// <summary>Reads everything.</summary>
    Auditor,

    /// <summary>Manages tokens and settings; has no say in decisions.</summary>
    Administrator,

    /// <summary>A machine that checks and pulls exports.</summary>
    Service,
}

/// <summary>A secret: 256 random bits that are shown once and kept only as a hash.</summary>
/// <param name="Text">What the holder keeps.</param>
/// <param name="Hash">What the register keeps: SHA-256 of the text, 64 hex digits.</param>
public sealed record Secret(string Text, string Hash)
{
    /// <summary>Makes a secret.</summary>
    public static Secret New(string prefix)
    {
        var text = prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return new Secret(text, HashOf(text));
    }

    /// <summary>The hash of a secret. The secret has 256 bits, so a plain hash can't be guessed back.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>A bearer token of the API.</summary>
public sealed class ApiToken
{
    /// <summary>What tokens begin with, so that secret scanners know them.</summary>
    public const string Prefix = "tr_";

    private ApiToken()
    {
        Id = null!;
        Name = null!;
        Owner = null!;
        Hash = null!;
        CreatedBy = null!;
    }

    private ApiToken(string name, Owner owner, Role role, IReadOnlyList<string> groups, DateTimeOffset expiresAt, string hash, Owner by, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at).ToString("n");
        Name = name;
        Owner = owner;
        Role = role;
        Groups = groups;
        ExpiresAt = expiresAt;
        Hash = hash;
        CreatedBy = by;
        CreatedAt = at;
    }

    /// <summary>32 hex digits; not secret.</summary>
    public string Id { get; private set; }

    /// <summary>What it is for.</summary>
    public string Name { get; private set; }

    /// <summary>Whose it is, as four eyes counts people.</summary>
    public Owner Owner { get; private set; }

    /// <summary>Its role.</summary>
    public Role Role { get; private set; }

    /// <summary>The groups of its owner, lower case.</summary>
    public IReadOnlyList<string> Groups { get; private set; } = [];

    /// <summary>SHA-256 of the token.</summary>
    public string Hash { get; private set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Who made it.</summary>
    public Owner CreatedBy { get; private set; }

    /// <summary>From when it is no longer taken.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When it was revoked, or null.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>When it was last used, to the minute; or null.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    /// <summary>Makes a token; its text is returned once and never kept.</summary>
    public static (ApiToken Token, string Text) Issue(string name, Owner owner, Role role, IReadOnlyList<string> groups, DateTimeOffset expiresAt, Owner by, DateTimeOffset at)
    {
        var secret = Secret.New(Prefix);
        return (new ApiToken(name, owner, role, groups, expiresAt, secret.Hash, by, at), secret.Text);
    }

    /// <summary>Whether it is taken at an instant.</summary>
    public bool IsLive(DateTimeOffset at) => RevokedAt is null && at < ExpiresAt;

    /// <summary>Ends it.</summary>
    /// <exception cref="DomainException"><c>token.revoked</c></exception>
    public void Revoke(DateTimeOffset at)
    {
        if (RevokedAt is not null)
            throw DomainException.Conflict("token.revoked", "The token is revoked already.");
        RevokedAt = at;
    }
}

/// <summary>The one-time code by which the first Administrator is made. At most one row.</summary>
public sealed class SetupCode
{
    /// <summary>How long a code is taken.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Always 1.</summary>
    public int Id { get; init; } = 1;

    /// <summary>SHA-256 of the code.</summary>
    public required string Hash { get; init; }

    /// <summary>From when it is no longer taken.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
}
