using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Pipeline;

/// <summary>Keeps answers by Idempotency-Key.</summary>
internal static class IdempotencyKeys
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static string KeyOf(RequestContext context, string given) =>
        Hash($"{context.Principal.Method}\n{context.Principal.Owner}\n{context.Route}\n{given}");

    public static string HashOf<TRequest>(TRequest request) => Hash(JsonSerializer.Serialize(request, Json));

    /// <summary>The answer that the key had before.</summary>
    /// <exception cref="DomainException"><c>idempotency.other-request</c>, <c>idempotency.secret</c></exception>
    public static string AnswerOf(IdempotencyRecord known, string hash)
    {
        if (known.RequestHash != hash)
            throw new DomainException(Refusal.Contradiction, "idempotency.other-request", "This Idempotency-Key was used for another request: use a new one.");
        return known.Answer
            ?? throw DomainException.Conflict("idempotency.secret", "The request was carried out before; its answer held a secret and is not shown again. Revoke what it made, and ask anew with another key.");
    }

    public static async Task KeepAsync(RegisterDbContext db, string key, string hash, string? answer, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var stale in db.ChangeTracker.Entries<IdempotencyRecord>())
            stale.State = EntityState.Detached;
        await db.Idempotency.Where(r => r.ExpiresAt <= now).ExecuteDeleteAsync(ct);
        db.Idempotency.Add(new IdempotencyRecord { Key = key, RequestHash = hash, Answer = answer, ExpiresAt = now + Lifetime });
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
