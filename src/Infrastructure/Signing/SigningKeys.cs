using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Infrastructure.Signing;

/// <summary>Signs by the key that all replicas share, and publishes the public halves.</summary>
public sealed class SigningKeys(MasterKey master, Replica replica, TimeProvider clock)
{
    private const string Action = "signing-key.create";

    /// <summary>The public halves (SubjectPublicKeyInfo), the one that signs first.</summary>
    public IReadOnlyList<byte[]> Published => [.. replica.Current.Keys.Select(k => k.PublicKey)];

    /// <summary>The key that signs; whoever calls disposes of it.</summary>
    /// <exception cref="DomainException"><c>signing.no-key</c></exception>
    public ECDsa Current()
    {
        if (!master.Exists || replica.Current.Keys is not [var latest, ..])
            throw new DomainException(Refusal.Unavailable, "signing.no-key", "The service has no key to sign with: an operator must set Signing:MasterKeyFile, the same for every replica.");
        try
        {
            return Open(latest);
        }
        catch (CryptographicException)
        {
            throw new DomainException(Refusal.Unavailable, "signing.wrong-master-key", "The master key of this replica is not the one by which the signing key was encrypted: an operator must bring that one back.");
        }
    }

    /// <summary>Makes the first key, where there is none and one can be made.</summary>
    public async Task EnsureAsync(RegisterDbContext db, CommandTransaction transaction, CancellationToken ct)
    {
        if (!master.Exists || await db.SigningKeys.AnyAsync(ct))
            return;
        var made = false;
        await transaction.RunAsync(
            new Deed(Owner: null, "start", Action, "signing-key", ""),
            async () =>
            {
                // Inside the transaction, or two replicas that start at once would each make one.
                made = !await db.SigningKeys.AnyAsync(ct);
                if (made)
                    db.SigningKeys.Add(Make());
                return true;
            },
            () => !made,
            ct);
    }

    private SigningKey Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (now, secret) = (clock.GetUtcNow(), key.ExportPkcs8PrivateKey());
        try
        {
            var id = Guid.CreateVersion7(now).ToString("n");
            return new SigningKey { Id = id, PublicKey = key.ExportSubjectPublicKeyInfo(), Sealed = master.Seal(secret, id), CreatedAt = now };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private ECDsa Open(SigningKey stored)
    {
        var secret = master.Open(stored.Sealed, stored.Id);
        try
        {
            var key = ECDsa.Create();
            key.ImportPkcs8PrivateKey(secret, out _);
            return key;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }
}
