using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>Sees to what the provider leaves open when it opens the SQLite file.</summary>
internal sealed class SqliteGuard(string path) : DbConnectionInterceptor
{
    private const int CannotOpen = 14;

    /// <inheritdoc/>
    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        RequireFile(connection);
        return result;
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        RequireFile(connection);
        return ValueTask.FromResult(result);
    }

    /// <inheritdoc/>
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => WaitBriefly(connection);

    /// <inheritdoc/>
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        WaitBriefly(connection);
        return Task.CompletedTask;
    }

    /// <summary>A pooled connection goes on writing to a file that was deleted, and what it acknowledges is lost.</summary>
    private void RequireFile(DbConnection connection)
    {
        if (File.Exists(path))
            return;
        SqliteConnection.ClearPool((SqliteConnection)connection);
        throw new SqliteException($"The database file {path} is gone.", CannotOpen);
    }

    /// <summary>A writer that finds the file taken tries again after milliseconds; by itself the provider sleeps 150 of them each time.</summary>
    private static void WaitBriefly(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 5000";
        command.ExecuteNonQuery();
    }
}
