using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Infrastructure.Signing;

/// <summary>Signs by the key that all replicas share, and publishes the public halves.</summary>
public sealed class SigningKeys(MasterKey master, SigningOptions options, Replica replica, TimeProvider clock)
{
    private const string Action = "signing-key.create";
    private const int Bits = 3072;

    // RFC 5280, section 4.1.2.5: the certificate does not end by itself; the key ends when it is published no more.
    private static readonly DateTimeOffset NoEnd = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    /// <summary>The keys whose signatures count now, the one that signs first.</summary>
    public IReadOnlyList<SigningKey> Published => new KeySchedule(replica.Current.Keys, options).PublishedAt(clock.GetUtcNow());

    /// <summary>The key that signs now.</summary>
    /// <exception cref="DomainException"><c>signing.no-key</c></exception>
    public SigningKey Current => master.Exists && Published is [var current, ..] ? current : throw NoKey();

    /// <summary>Decrypts a key to sign with; whoever calls disposes of it.</summary>
    /// <exception cref="DomainException"><c>signing.wrong-master-key</c></exception>
    public OpenKey Open(SigningKey stored)
    {
        try
        {
            var secret = master.Open(stored.Sealed, stored.Id);
            try
            {
                var key = RSA.Create();
                key.ImportPkcs8PrivateKey(secret, out _);
                return new OpenKey(stored.Id, stored.PublicKey, key);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(secret);
            }
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
        var (key, made) = (Make(clock.GetUtcNow()), false);
        await transaction.RunAsync(
            new Deed(Owner: null, "start", Action, "signing-key", ""),
            async () =>
            {
                // Inside the transaction, or two replicas that start at once would each add one.
                made = !await db.SigningKeys.AnyAsync(ct);
                if (made)
                    db.SigningKeys.Add(key);
                return true;
            },
            () => !made,
            ct);
    }

    /// <summary>Adds the next key, which is published at once and signs later.</summary>
    /// <returns>The key, when it begins to sign, and until when the one before it stays published.</returns>
    /// <exception cref="DomainException"><c>signing.no-key</c>, <c>signing.wrong-master-key</c>, <c>signing.rotation-pending</c></exception>
    public async Task<(SigningKey Key, DateTimeOffset SignsFrom, DateTimeOffset FormerUntil)> RotateAsync(RegisterDbContext db, CancellationToken ct)
    {
        var stored = await db.SigningKeys.OrderByDescending(k => k.CreatedAt).ThenByDescending(k => k.Id).ToListAsync(ct);
        if (!master.Exists || stored is not [var latest, ..])
            throw NoKey();
        // A key encrypted by another master key than the others' would be of no use to the other replicas.
        Open(latest).Dispose();
        var now = clock.GetUtcNow();
        if (new KeySchedule(stored, options).SignsFrom(0) is var from && from > now)
            throw DomainException.Conflict("signing.rotation-pending", $"The key {latest.Id} was made already and signs from {from:O} on: rotate again after that.");
        // Keys are told apart by when they were made.
        var key = Make(now > latest.CreatedAt ? now : latest.CreatedAt.AddTicks(1));
        db.SigningKeys.Add(key);
        var signsFrom = new KeySchedule([key, .. stored], options).SignsFrom(0);
        return (key, signsFrom, signsFrom + options.Overlap);
    }

    private static DomainException NoKey() =>
        new(Refusal.Unavailable, "signing.no-key", "The service has no key to sign with: an operator must set Signing:MasterKeyFile, the same for every replica.");

    private SigningKey Make(DateTimeOffset at)
    {
        using var key = RSA.Create(Bits);
        var secret = key.ExportPkcs8PrivateKey();
        try
        {
            var id = Guid.CreateVersion7(at).ToString("n");
            return new SigningKey { Id = id, PublicKey = Certify(key, id, at), Sealed = master.Seal(secret, id), CreatedAt = at };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static byte[] Certify(RSA key, string id, DateTimeOffset from)
    {
        var request = new CertificateRequest($"CN=ToolRegistry {id}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var certificate = request.Create(request.SubjectName, X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1), from, NoEnd, Convert.FromHexString(id));
        return certificate.RawData;
    }
}
