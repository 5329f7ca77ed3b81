using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace ToolRegistry.Api.Tests.Fuzz;

/// <summary>Sees in SQLite itself which tables get or lose rows; what is rolled back doesn't count.</summary>
internal sealed class ChangeWatch : DbConnectionInterceptor
{
    // A pooled connection keeps its handle, and the hooks on it.
    private readonly ConcurrentDictionary<sqlite3, ConcurrentQueue<string>> watched = new();
    private ConcurrentQueue<string> committed = new();

    /// <summary>The tables that were changed since this was last asked.</summary>
    public IReadOnlyList<string> Take() => [.. Interlocked.Exchange(ref committed, new()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Watch((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Watch((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    private void Watch(SqliteConnection connection)
    {
        var pending = new ConcurrentQueue<string>();
        if (!watched.TryAdd(connection.Handle!, pending))
            return;
        raw.sqlite3_update_hook(connection.Handle, (object _, int _, utf8z _, utf8z table, long _) => pending.Enqueue(table.utf8_to_string()), v: null);
        raw.sqlite3_rollback_hook(connection.Handle, _ => pending.Clear(), v: null);
        raw.sqlite3_commit_hook(
            connection.Handle,
            _ =>
            {
                while (pending.TryDequeue(out var table))
                    committed.Enqueue(table);
                return 0;
            },
            v: null);
    }
}
