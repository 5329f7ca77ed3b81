using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>Connects the register to its database.</summary>
public static class Storage
{
    private const string DefaultSqlite = "Data Source=data/toolregistry.db";

    /// <summary>Registers <see cref="RegisterDbContext"/> for the provider that is configured.</summary>
    public static IServiceCollection AddRegisterStorage(this IServiceCollection services, DatabaseOptions options)
    {
        _ = options.Provider switch
        {
            DatabaseProvider.Sqlite => services.AddDbContext<RegisterDbContext, SqliteRegisterDbContext>(builder => builder.UseSqlite(SqliteConnectionString(options, SqliteOpenMode.ReadWrite)).AddInterceptors(new SqliteGuard(SqlitePath(options)))),
            DatabaseProvider.SqlServer => services.AddDbContext<RegisterDbContext, SqlServerRegisterDbContext>(builder => UseSqlServer(builder, options)),
            _ => throw new InvalidOperationException($"Database:Provider is Sqlite or SqlServer, not {options.Provider}."),
        };
        return services.AddScoped<CommandTransaction>();
    }

    /// <summary>Creates and migrates the database where that is wanted, and refuses to start on one that is behind.</summary>
    /// <exception cref="InvalidOperationException">The database has not the schema of this version.</exception>
    public static async Task PrepareAsync(IServiceProvider services, DatabaseOptions options, CancellationToken ct)
    {
        if (options.Migrate ?? options.Provider == DatabaseProvider.Sqlite)
        {
            if (options.Provider == DatabaseProvider.Sqlite)
                await MigrateSqliteAsync(options, ct);
            else
                await MigrateAsync(services, ct);
        }

        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegisterDbContext>();
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToArray();
        if (pending.Length > 0)
            throw new InvalidOperationException($"The database lacks the migrations {string.Join(", ", pending)}. Run the migration script of this version, or set Database:Migrate to true.");
    }

    /// <summary>The path of the SQLite file.</summary>
    public static string SqlitePath(DatabaseOptions options) =>
        Path.GetFullPath(new SqliteConnectionStringBuilder(options.ConnectionString ?? DefaultSqlite).DataSource);

    /// <summary>Points a context at SQL Server.</summary>
    public static void UseSqlServer(DbContextOptionsBuilder builder, DatabaseOptions options)
    {
        var connectionString = options.ConnectionString ?? throw new InvalidOperationException("Database:ConnectionString is required with Database:Provider=SqlServer.");
        builder.UseSqlServer(connectionString, sql =>
        {
            if (options.MaxBatchSize is { } size)
                sql.MaxBatchSize(size);
        });
    }

    private static async Task MigrateAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RegisterDbContext>().Database.MigrateAsync(ct);
    }

    private static async Task MigrateSqliteAsync(DatabaseOptions options, CancellationToken ct)
    {
        var path = SqlitePath(options);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var turn = await WaitForTurnAsync(path + ".migrating", ct);
        // Not pooled: the next try, after one on a file that could not be used, opens it anew.
        var builder = new DbContextOptionsBuilder<SqliteRegisterDbContext>().UseSqlite($"{SqliteConnectionString(options, SqliteOpenMode.ReadWriteCreate)};Pooling=False");
        await using var db = new SqliteRegisterDbContext(builder.Options);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", ct);
        // Only the holder of the lock file gets here, so a lock row that stands was left by a process that was killed.
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS __EFMigrationsLock", ct);
        await db.Database.MigrateAsync(ct);
    }

    private static async Task<FileStream> WaitForTurnAsync(string path, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process is migrating the same file.
                await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
            }
        }
    }

    private static string SqliteConnectionString(DatabaseOptions options, SqliteOpenMode mode)
    {
        var builder = new SqliteConnectionStringBuilder(options.ConnectionString ?? DefaultSqlite) { Mode = mode };
        builder.DataSource = Path.GetFullPath(builder.DataSource);
        return builder.ConnectionString;
    }
}
