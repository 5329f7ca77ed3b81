using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>Sees to what the provider leaves open when it opens the SQLite file.</summary>
internal sealed class SqliteGuard(string path) : DbConnectionInterceptor, IDbCommandInterceptor
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
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Prepare(connection);

    /// <inheritdoc/>
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Prepare(connection);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void CommandFailed(DbCommand command, CommandErrorEventData eventData) => LetGo(command.Connection, eventData.Exception);

    /// <inheritdoc/>
    public Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        LetGo(command.Connection, eventData.Exception);
        return Task.CompletedTask;
    }

    /// <summary>A connection keeps pages that it has read, spoilt ones too, though the file is put right meanwhile: whoever comes later opens it anew.</summary>
    private static void LetGo(DbConnection? connection, Exception failure)
    {
        if (connection is SqliteConnection sqlite && DatabaseFailures.IsGone(failure))
            SqliteConnection.ClearPool(sqlite);
    }

    /// <summary>A pooled connection goes on writing to a file that was deleted, and what it acknowledges is lost.</summary>
    private void RequireFile(DbConnection connection)
    {
        if (File.Exists(path))
            return;
        SqliteConnection.ClearPool((SqliteConnection)connection);
        throw new SqliteException($"The database file {path} is gone.", CannotOpen);
    }

    private static void Prepare(DbConnection connection)
    {
        WaitBriefly(connection);
        KeepOnlyWritable((SqliteConnection)connection);
    }

    /// <summary>What was opened while the file could only be read never writes again: whoever comes later opens it anew.</summary>
    private static void KeepOnlyWritable(SqliteConnection connection)
    {
        if (raw.sqlite3_db_readonly(connection.Handle, "main") == 1)
            SqliteConnection.ClearPool(connection);
    }

    /// <summary>A writer that finds the file taken tries again after milliseconds; by itself the provider sleeps 150 of them each time.</summary>
    private static void WaitBriefly(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 5000";
        command.ExecuteNonQuery();
    }
}
