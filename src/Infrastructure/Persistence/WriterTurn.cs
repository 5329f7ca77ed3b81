using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>Lets writers in one at a time, across processes.</summary>
public static class WriterTurn
{
    /// <summary>Begins a transaction and waits until no other writer is at work.</summary>
    public static async Task<IDbContextTransaction> BeginWriteAsync(this RegisterDbContext db, CancellationToken ct)
    {
        var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        // A plain update of the one row is a lock that every provider knows: the next writer waits here.
        await db.AuditHead.ExecuteUpdateAsync(head => head.SetProperty(h => h.Writers, h => h.Writers + 1), ct);
        return transaction;
    }
}
