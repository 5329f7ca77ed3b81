using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Tests.SqlServer;

/// <summary>
/// The register in SQL Server without a server: EF Core's own provider makes every statement, and what would go over the
/// wire is kept here instead. Answers are empty; to a change they are that it met the row that it was meant for.
/// </summary>
internal sealed class TwinDatabase
{
    /// <summary>A connection string that reaches nothing.</summary>
    public const string NoServer = "Server=no-server.invalid;Database=twin";

    private readonly ConcurrentDictionary<string, TSqlStatementText> statements = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> failures = new();

    /// <summary>The distinct statements.</summary>
    public IReadOnlyList<TSqlStatementText> Statements => [.. statements.Values.OrderBy(s => s.Text, StringComparer.Ordinal)];

    /// <summary>What SQL Server's provider could not make a statement of, or what would not fit a column.</summary>
    public IReadOnlyList<string> Failures => [.. failures];

    public static SqlServerRegisterDbContext Open(params IInterceptor[] interceptors) =>
        new(new DbContextOptionsBuilder<SqlServerRegisterDbContext>()
            .UseSqlServer(NoServer)
            .AddInterceptors(interceptors)
            .EnableSensitiveDataLogging()
            .Options);

    /// <summary>Does something to a context whose statements are kept; returns how many there were.</summary>
    public int Record(Action<SqlServerRegisterDbContext> work)
    {
        var wire = new Wire(this);
        using var db = Open(wire, SilentConnection.Instance);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        try
        {
            work(db);
        }
        catch (InvalidOperationException) when (wire.Count > 0)
        {
            // An empty answer where one row is due: the statement is kept all the same.
        }

        return wire.Count;
    }

    public void Fail(string failure) => failures.Enqueue(failure);

    private void Keep(DbCommand command)
    {
        var parameters = command.Parameters.Cast<SqlParameter>().Select(TSqlParameter.Of).ToArray();
        var key = $"{string.Join(',', parameters.Select(p => $"{p.Name} {p.Type}"))}\n{command.CommandText}";
        statements.TryAdd(key, new TSqlStatementText(command.CommandText, parameters));
    }

    private sealed class Wire(TwinDatabase twin) : DbCommandInterceptor
    {
        public int Count { get; private set; }

        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
        {
            Keep(command);
            return InterceptionResult<DbDataReader>.SuppressWithResult(AnswerTo(command.CommandText));
        }

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
        {
            Keep(command);
            return InterceptionResult<int>.SuppressWithResult(1);
        }

        public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
        {
            Keep(command);
            return InterceptionResult<object>.SuppressWithResult(DBNull.Value);
        }

        private void Keep(DbCommand command)
        {
            Count++;
            twin.Keep(command);
        }

        /// <summary>For each change that reports its row by OUTPUT 1, one result that holds it.</summary>
        private static DataTableReader AnswerTo(string sql)
        {
            var changes = sql.Split('\n').Count(line => line.Trim() == "OUTPUT 1");
            return changes == 0 ? Met(0).CreateDataReader() : new DataTableReader([.. Enumerable.Repeat(0, changes).Select(_ => Met(1))]);
        }

        private static DataTable Met(int rows)
        {
            var table = new DataTable();
            table.Columns.Add("Value", typeof(int));
            for (var i = 0; i < rows; i++)
                table.Rows.Add(1);
            return table;
        }
    }

    private sealed class SilentConnection : DbConnectionInterceptor
    {
        public static readonly SilentConnection Instance = new();

        public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => InterceptionResult.Suppress();
    }
}
