using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ToolRegistry.Api.Tests.Webhooks;

/// <summary>Dies at one of its steps: from then on no command reaches the database, as if the process had been killed.</summary>
internal sealed class CommandStop : DbCommandInterceptor, IDbTransactionInterceptor
{
    private int left = int.MaxValue;

    /// <summary>Whether the step was reached.</summary>
    public bool IsDead => Volatile.Read(ref left) <= 0;

    /// <summary>Dies before that many more commands have run; 1: before the next one.</summary>
    public void DieAt(int step) => Volatile.Write(ref left, step);

    public void Revive() => Volatile.Write(ref left, int.MaxValue);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => Step(result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => Step(result);

    public ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) => Step(result);

    private ValueTask<T> Step<T>(T result) => Interlocked.Decrement(ref left) <= 0 ? throw new IOException("The process was killed.") : ValueTask.FromResult(result);
}
