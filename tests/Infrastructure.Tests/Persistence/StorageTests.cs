using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Infrastructure.Tests.Persistence;

public sealed class StorageTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("toolregistry-");

    private string File => Path.Combine(folder.FullName, "deep", "register.db");

    private DatabaseOptions Options => new() { ConnectionString = $"Data Source={File}" };

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Prepare_OnNothing_CreatesTheFileInWriteAheadMode()
    {
        await PrepareAsync(Options);
        Assert.Equal("wal", await ScalarAsync("PRAGMA journal_mode"));
        Assert.Equal("0", await ScalarAsync("SELECT Revision FROM PolicyHead"));
    }

    [Fact]
    public async Task Prepare_Twice_ChangesNothing()
    {
        await PrepareAsync(Options);
        await ExecuteAsync("UPDATE PolicyHead SET Revision = 7");
        await PrepareAsync(Options);
        Assert.Equal("7", await ScalarAsync("SELECT Revision FROM PolicyHead"));
    }

    [Fact]
    public async Task Prepare_ByManyAtOnce_MigratesOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => PrepareAsync(Options), TestContext.Current.CancellationToken)));
        Assert.Equal(await ScalarAsync("SELECT COUNT(DISTINCT MigrationId) FROM __EFMigrationsHistory"), await ScalarAsync("SELECT COUNT(*) FROM __EFMigrationsHistory"));
    }

    [Fact]
    public async Task Prepare_AfterAMigrationThatWasKilled_DoesNotWaitForItsLock()
    {
        await PrepareAsync(Options);
        await ExecuteAsync("DELETE FROM __EFMigrationsLock; INSERT INTO __EFMigrationsLock (Id, Timestamp) VALUES (1, '2026-01-01')");
        await PrepareAsync(Options).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Prepare_WithoutMigrating_RefusesADatabaseThatIsBehind()
    {
        await PrepareAsync(Options);
        await ExecuteAsync("DELETE FROM __EFMigrationsHistory");
        var options = Options;
        options.Migrate = false;
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => PrepareAsync(options));
        Assert.Contains("Initial", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_AfterStart_NeverCreatesAFile()
    {
        var services = Services(Options);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegisterDbContext>();
        await Assert.ThrowsAsync<SqliteException>(() => db.Tools.CountAsync(TestContext.Current.CancellationToken));
        Assert.False(System.IO.File.Exists(File));
    }

    private static ServiceProvider Services(DatabaseOptions options) =>
        new ServiceCollection().AddSingleton(TimeProvider.System).AddRegisterStorage(options).BuildServiceProvider();

    private static async Task PrepareAsync(DatabaseOptions options)
    {
        await using var services = Services(options);
        await Storage.PrepareAsync(services, options, TestContext.Current.CancellationToken);
    }

    private async Task<string?> ScalarAsync(string sql)
    {
        await using var connection = new SqliteConnection(Options.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new SqliteCommand(sql, connection);
        return (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))?.ToString();
    }

    private async Task ExecuteAsync(string sql) => await ScalarAsync(sql);
}
