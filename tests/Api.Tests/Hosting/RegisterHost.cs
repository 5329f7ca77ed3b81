using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Exports;
using ToolRegistry.Infrastructure.Insights;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Infrastructure.Snapshots;
using ToolRegistry.Infrastructure.Webhooks;

namespace ToolRegistry.Api.Tests.Hosting;

/// <summary>
/// The service as it is, over real HTTP, on a database of its own, with a clock that stands where the test puts it.
/// SQLite unless TOOLREGISTRY_TEST_SQLSERVER names a SQL Server database, beside which the login may create others.
/// </summary>
internal sealed class RegisterHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 7, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly SemaphoreSlim Preparing = new(1);

    private readonly WebApplication app;
    private readonly DirectoryInfo folder;

    private RegisterHost(WebApplication app, DirectoryInfo folder, FakeTimeProvider clock) => (this.app, this.folder, Clock) = (app, folder, clock);

    public static string? SqlServer { get; } = Environment.GetEnvironmentVariable("TOOLREGISTRY_TEST_SQLSERVER");

    public FakeTimeProvider Clock { get; }

    public IServiceProvider Services => app.Services;

    public Uri Address => new(app.Urls.First());

    /// <summary>An Administrator's caller, by a token that stands in the database from the start.</summary>
    public Caller Administrator { get; private set; } = null!;

    public Caller Anonymous => new(Address, token: null);

    /// <param name="settings">Settings beside those that give it a database of its own.</param>
    /// <param name="start">Where its clock stands.</param>
    /// <param name="services">Changes what it is put together from.</param>
    /// <param name="administrator">The token of an Administrator who is known already; null: one is put into the database.</param>
    /// <param name="isAnother">Whether it is another service, with keys of its own. Those of most tests have the same, which takes time to make.</param>
    public static async Task<RegisterHost> StartAsync(Dictionary<string, string?>? settings = null, DateTimeOffset? start = null, Action<IServiceCollection>? services = null, string? administrator = null, bool isAnother = false)
    {
        var home = Directory.CreateTempSubdirectory("toolregistry-");
        // What is prepared was made at the usual start, and can be read by its own master key alone.
        if (SqlServer is null && !isAnother && start is null && settings?.Keys.Any(k => k.StartsWith("Signing:", StringComparison.Ordinal)) is not true)
            await PreparedRegister.CopyToAsync(home);
        var clock = new FakeTimeProvider(start ?? Start);
        var host = new RegisterHost(Build(home, clock, settings, services), home, clock);
        try
        {
            await host.RunAsync(administrator);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a register in a folder, as a service does that starts for the first time.</summary>
    public static async Task PrepareAsync(DirectoryInfo home)
    {
        await using (var service = Build(home, new FakeTimeProvider(Start), settings: null, services: null))
            await service.PrepareRegisterAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    /// <summary>A caller with a new token, made through the API.</summary>
    public async Task<Caller> CallerAsync(Role role, string owner, params string[] groups)
    {
        var answer = await Administrator.PostAsync("/v1/tokens", new { name = $"{owner} as {role}", owner, role = role.ToString(), groups, expiresAt = Clock.GetUtcNow().AddDays(365) });
        return new Caller(Address, answer.Expect(201)["token"]!.GetValue<string>());
    }

    /// <summary>Writes what was counted and noted behind the answers; no timer does in a test.</summary>
    public Task<bool> WriteUsesAsync() => WithDatabaseAsync(async db =>
    {
        await Services.GetRequiredService<PullLog>().WriteAsync(db, CancellationToken.None);
        await Services.GetRequiredService<UseLog>().WriteAsync(db, rest: _ => Task.CompletedTask, CancellationToken.None);
        return true;
    });

    /// <summary>Watches the clock, as the service does each minute and each hour.</summary>
    public async Task WatchAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var watcher = scope.ServiceProvider.GetRequiredService<EventWatcher>();
        await watcher.WatchPolicyAsync(CancellationToken.None);
        await watcher.WatchReviewsAsync(CancellationToken.None);
    }

    /// <summary>Sends what is due, as the service does each second.</summary>
    public async Task SendDueAsync()
    {
        var sender = Services.GetRequiredService<WebhookSender>();
        await Task.WhenAll((await sender.DueAsync(CancellationToken.None)).Select(webhook => sender.SendAsync(webhook, CancellationToken.None)));
    }

    /// <summary>Asks the database for news; no timer does in a test.</summary>
    public Task<bool> CatchUpAsync() => WithDatabaseAsync(async db =>
    {
        await Services.GetRequiredService<Replica>().CatchUpAsync(db, CancellationToken.None);
        return true;
    });

    /// <summary>Follows the database as the service does on each tick, first preparing one that was not there at the start.</summary>
    public Task FollowAsync() => Services.GetRequiredService<ReplicaService>().FollowAsync(CancellationToken.None);

    /// <summary>Writes the snapshot on disk, as the service does when it stops.</summary>
    public Task WriteSnapshotAsync() => Services.GetRequiredService<ReplicaService>().StopAsync(CancellationToken.None);

    public async Task<T> WithDatabaseAsync<T>(Func<RegisterDbContext, Task<T>> read)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<RegisterDbContext>());
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        if (SqlServer is not null)
            await WithDatabaseAsync(db => db.Database.EnsureDeletedAsync());
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static WebApplication Build(DirectoryInfo home, TimeProvider clock, Dictionary<string, string?>? settings, Action<IServiceCollection>? services)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(Host).Assembly.GetName().Name, ContentRootPath = home.FullName, EnvironmentName = "Testing" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = SqlServer is null ? "Sqlite" : "SqlServer",
            ["Database:ConnectionString"] = DatabaseOfItsOwn() ?? $"Data Source={Path.Combine(home.FullName, "register.db")}",
            ["Database:Migrate"] = "true",
            // A test asks more in a minute than people do.
            ["Limits:AnonymousPerMinute"] = "0",
            ["Limits:KnownPerMinute"] = "0",
            ["Limits:WritesPerMinute"] = "0",
        });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddRegister(isDemo: false);
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        // A setup link on the output of the tests would be noise; the link has a test of its own, in a process of its own.
        builder.Services.RemoveAll<Microsoft.Extensions.Hosting.IHostedService>();
        services?.Invoke(builder.Services);
        return builder.Build();
    }

    /// <summary>Tests run side by side, so each host has a database beside the one that is named.</summary>
    private static string? DatabaseOfItsOwn()
    {
        if (SqlServer is null)
            return null;
        var connection = new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(SqlServer);
        connection.InitialCatalog = $"{connection.InitialCatalog}_{Guid.NewGuid():n}";
        return connection.ConnectionString;
    }

    private async Task RunAsync(string? administrator)
    {
        // EF Core builds its model once for the process, and not well when many hosts ask for it at once.
        await Preparing.WaitAsync();
        try
        {
            await app.PrepareRegisterAsync();
        }
        finally
        {
            Preparing.Release();
        }

        app.UseRegister();
        await app.StartAsync();
        if (administrator is not null)
        {
            Administrator = new Caller(Address, administrator);
            return;
        }

        var owner = Owner.Parse("administrator");
        var (token, text) = ApiToken.Issue("test", owner, Role.Administrator, [], Clock.GetUtcNow().AddYears(50), owner, Clock.GetUtcNow());
        await WithDatabaseAsync(async db =>
        {
            await db.AddTokensAsync([token], CancellationToken.None);
            return true;
        });
        Administrator = new Caller(Address, text);
    }
}
