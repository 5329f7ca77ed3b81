using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>Tells what a failed database call means, for both providers. The one place that knows their numbers.</summary>
public static class DatabaseFailures
{
    // SQLite result codes, https://www.sqlite.org/rescode.html.
    private const int SqliteFull = 13;
    private static readonly int[] SqliteTaken = [5 /* busy */, 6 /* locked */];
    private static readonly int[] SqliteUnreadable = [8 /* read-only */, 10 /* I/O error */, 11 /* corrupt */, SqliteFull, 14 /* can't open */, 23 /* not authorized */, 26 /* not a database */];
    private static readonly int[] SqliteUnique = [1555 /* primary key */, 2067 /* unique */];

    // Unique index and constraint, https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors.
    private static readonly int[] SqlServerUnique = [2601, 2627];

    // No room in a file of the database, or of its log.
    private static readonly int[] SqlServerFull = [1101, 1105, 9002];

    // ENOSPC, EDQUOT (errno.h), ERROR_DISK_FULL (winerror.h): a failed call on a file is known by its number alone.
    private static readonly int[] FileFull = [28, 122, unchecked((int)0x80070070)];

    // No connection, connection lost, time-out, database not there, server going down.
    private static readonly int[] SqlServerUnreadable = [-2, -1, 2, 20, 53, 64, 121, 233, 258, 596, 823, 824, 832, 983, 4060, 4221, 6005, 9001, 10053, 10054, 10060, 10061, 10928, 10929, 11001, 17142, 18456, 40143, 40197, 40501, 40613, 49918, 49919, 49920];

    /// <summary>Whether another record of that key was there first.</summary>
    public static bool IsUniqueViolation(Exception failure) => Cause(failure) switch
    {
        SqliteException sqlite => SqliteUnique.Contains(sqlite.SqliteExtendedErrorCode),
        SqlException sql => SqlServerUnique.Contains(sql.Number),
        _ => false,
    };

    /// <summary>Whether others held the database for too long; a later try may succeed.</summary>
    public static bool IsTaken(Exception failure) => Cause(failure) is SqliteException sqlite && SqliteTaken.Contains(sqlite.SqliteErrorCode);

    /// <summary>Whether there is no room left, for the database or for a file that the service writes.</summary>
    public static bool IsFull(Exception failure) => Cause(failure) switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteFull,
        SqlException sql => SqlServerFull.Contains(sql.Number),
        IOException file => FileFull.Contains(file.HResult),
        _ => false,
    };

    /// <summary>Whether the database can't be reached, read or written.</summary>
    public static bool IsGone(Exception failure) => Cause(failure) switch
    {
        SqliteException sqlite => SqliteUnreadable.Contains(sqlite.SqliteErrorCode),
        SqlException sql => sql.Class >= 20 || SqlServerUnreadable.Contains(sql.Number),
        // What the connection pool throws when every connection waits for a server that does not answer.
        InvalidOperationException { Source: "Microsoft.Data.SqlClient" } => true,
        _ => false,
    };

    private static Exception Cause(Exception failure) => failure is DbUpdateException { InnerException: { } inner } ? inner : failure;

    /// <summary>Whether the failure is the database's at all.</summary>
    public static bool IsDatabase(Exception failure) => Cause(failure) is DbException || IsGone(failure);
}
