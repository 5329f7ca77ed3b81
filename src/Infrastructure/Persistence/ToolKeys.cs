using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>Keeps identifiers apart: one of a product names one tool.</summary>
public static class ToolKeys
{
    /// <summary>The stored form of a key; identifiers are longer than an index takes.</summary>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Refuses an identity of which another tool has a part.</summary>
    /// <exception cref="DomainException"><c>identifier.taken</c></exception>
    public static async Task RequireFreeAsync(this RegisterDbContext db, string slug, ToolIdentity identity, CancellationToken ct)
    {
        var keys = identity.ExclusiveKeys.DistinctBy(HashOf, StringComparer.Ordinal).ToDictionary(HashOf, StringComparer.Ordinal);
        foreach (var hashes in keys.Keys.Chunk(500))
        {
            var taken = await db.ToolKeys.Where(k => hashes.Contains(k.Hash) && k.Tool != slug).OrderBy(k => k.Hash).FirstOrDefaultAsync(ct);
            if (taken is not null)
                throw DomainException.Conflict("identifier.taken", $"{keys[taken.Hash]} already names the tool {taken.Tool}: an identifier of a product names one tool.", "identifiers");
        }
    }
}
