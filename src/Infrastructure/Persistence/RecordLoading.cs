using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Channels;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Infrastructure.Webhooks;

namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>Which state of a record the asker means: the value of <c>If-Match</c>.</summary>
/// <param name="RowVersions">The row versions that will do; null for <c>*</c>: any.</param>
public sealed record Precondition(IReadOnlyList<int>? RowVersions)
{
    /// <summary>Any state will do: for what appends to a record without replacing anything.</summary>
    public static readonly Precondition Any = new(RowVersions: null);
}

/// <summary>Loads one record, to read or to change.</summary>
public static class RecordLoading
{
    private static readonly ConditionalWeakTable<object, JsonNode> Before = [];

    /// <summary>Loads a record to change it; its row version grows with the change.</summary>
    /// <exception cref="DomainException"><c>….not-found</c>, <c>precondition.required</c>, <c>precondition.stale</c></exception>
    public static Task<T> ForChangeAsync<T>(this RegisterDbContext db, object key, Precondition? precondition, CancellationToken ct)
        where T : class =>
        db.ForChangeAsync<T>(key, _ => true, precondition, ct);

    /// <summary>Loads a record to change it, if it is one that the address means.</summary>
    /// <inheritdoc cref="ForChangeAsync{T}(RegisterDbContext, object, Precondition?, CancellationToken)"/>
    public static async Task<T> ForChangeAsync<T>(this RegisterDbContext db, object key, Func<T, bool> isMeant, Precondition? precondition, CancellationToken ct)
        where T : class
    {
        var record = await db.FindRecordAsync<T>(key, ct);
        if (!isMeant(record))
            throw NotFound<T>();
        var version = db.Entry(record).Property<int>(RegisterDbContext.RowVersion);
        if (precondition is null)
            throw new DomainException(Refusal.PreconditionRequired, "precondition.required", "Send the ETag that you read as If-Match, so that you change what you saw.");
        if (precondition.RowVersions is { } wanted && !wanted.Contains(version.CurrentValue))
            throw new DomainException(Refusal.Stale, "precondition.stale", "The record changed since you read it: read it again, look at what changed, and repeat the request with the new ETag.");
        Before.AddOrUpdate(record, AuditProjection.Of(record)!);
        version.CurrentValue++;
        return record;
    }

    /// <summary>Loads the exceptions to a decision, which a change of it may end.</summary>
    public static async Task<IReadOnlyList<ExceptionRecord>> ExceptionsToAsync(this RegisterDbContext db, Decision decision, CancellationToken ct)
    {
        var exceptions = await db.Exceptions.Where(e => e.Decision == decision.Number).OrderBy(e => e.Number).ToListAsync(ct);
        foreach (var exception in exceptions)
            Before.AddOrUpdate(exception, AuditProjection.Of(exception)!);
        return exceptions;
    }

    /// <summary>Loads a record to read it.</summary>
    /// <exception cref="DomainException"><c>….not-found</c></exception>
    public static async Task<T> FindRecordAsync<T>(this RegisterDbContext db, object key, CancellationToken ct)
        where T : class
    {
        if (await db.FindAsync<T>([key], ct) is { } record)
            return record;
        throw NotFound<T>();
    }

    /// <summary>Adds a new record; its row version is 1.</summary>
    public static void AddRecord<T>(this RegisterDbContext db, T record)
        where T : class =>
        db.Add(record).Property(RegisterDbContext.RowVersion).CurrentValue = 1;

    /// <summary>Adds tokens that no command makes, those of a demo, and saves; replicas see that there are others.</summary>
    public static async Task AddTokensAsync(this RegisterDbContext db, IEnumerable<ApiToken> tokens, CancellationToken ct)
    {
        foreach (var token in tokens)
            db.AddRecord(token);
        await db.CountAccessChangeAsync(ct);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Lets replicas see, once it is saved, that others may come in than before.</summary>
    public static async Task CountAccessChangeAsync(this RegisterDbContext db, CancellationToken ct) =>
        (await db.PolicyHead.SingleAsync(ct)).AccessRevision++;

    /// <summary>A loaded record's row version.</summary>
    public static int RowVersionOf(this RegisterDbContext db, object record) =>
        (int)db.Entry(record).Property(RegisterDbContext.RowVersion).CurrentValue!;

    internal static JsonNode? TakeBefore(this RegisterDbContext db, object record) =>
        db.Entry(record).State != EntityState.Added && Before.TryGetValue(record, out var before) ? before.DeepClone() : null;

    private static DomainException NotFound<T>() => DomainException.NotFound($"{KindOf<T>()}.not-found", $"There is no {KindOf<T>()} of that name.");

    private static string KindOf<T>() => typeof(T).Name switch
    {
        nameof(Tool) => "tool",
        nameof(Decision) => "decision",
        nameof(ExceptionRecord) => "exception",
        nameof(Request) => "request",
        nameof(Claim) => "claim",
        nameof(EvidenceRecord) => "evidence",
        nameof(Channel) => "channel",
        nameof(ApiToken) => "token",
        nameof(Webhook) => "webhook",
        var name => throw new InvalidOperationException($"{name} is not loaded by its key."),
    };
}
