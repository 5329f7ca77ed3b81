using System.Diagnostics.Metrics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ToolRegistry.Infrastructure.Insights;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Infrastructure.Tests.Insights;

/// <summary>Checks are counted once each, by hour, whatever happens to the database meanwhile; what is not counted is known.</summary>
public sealed class UseLogTests : IAsyncLifetime
{
    private static readonly CheckUse Known = new("tool", "pkg:npm/tool", "1.0.0", "ci", "Banned");
    private static readonly CheckUse Unknown = new(Tool: null, "pkg:npm/left-pad", Version: null, Environment: null, "Unknown");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("toolregistry-");
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 7, 1, 8, 59, 0, TimeSpan.Zero));
    private ServiceProvider services = null!;

    private DatabaseOptions Options => new() { ConnectionString = $"Data Source={Path.Combine(folder.FullName, "register.db")}" };

    public async ValueTask InitializeAsync()
    {
        services = new ServiceCollection().AddMetrics().AddSingleton<TimeProvider>(clock).AddRegisterStorage(Options).AddSingleton<UseLog>().BuildServiceProvider();
        await Storage.PrepareAsync(services, Options, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Checks_AreCountedByHour()
    {
        var log = services.GetRequiredService<UseLog>();
        log.CountAll([Known, Unknown, Known]);
        await WriteAsync(log);
        log.Count(Known);
        await WriteAsync(log);
        await WriteAsync(log);
        Assert.Equal(["08:00 pkg:npm/left-pad 1", "08:00 pkg:npm/tool 3"], await CountsAsync());

        clock.Advance(TimeSpan.FromMinutes(1));
        await WriteAsync(log);
        log.Count(Known);
        await WriteAsync(log);
        Assert.Equal(["08:00 pkg:npm/left-pad 1", "08:00 pkg:npm/tool 3", "09:00 pkg:npm/tool 1"], await CountsAsync());
    }

    [Fact]
    public async Task Checks_ThatComeInWhileOthersAreWritten_AreCountedInTheHourThatEnds()
    {
        var log = services.GetRequiredService<UseLog>();
        log.CountAll([Known, Unknown]);
        await WriteAsync(log, rest: _ =>
        {
            log.Count(Known);
            log.Count(Known with { Subject = "pkg:npm/another" });
            clock.Advance(TimeSpan.FromMinutes(1));
            return Task.CompletedTask;
        });
        Assert.Equal(["08:00 pkg:npm/another 1", "08:00 pkg:npm/left-pad 1", "08:00 pkg:npm/tool 2"], await CountsAsync());
    }

    [Fact]
    public async Task Replicas_CountSideBySide()
    {
        using var other = new UseLog(clock, services.GetRequiredService<IMeterFactory>());
        foreach (var log in new[] { services.GetRequiredService<UseLog>(), other })
        {
            log.Count(Known);
            await WriteAsync(log);
            log.Count(Known);
            await WriteAsync(log);
        }

        Assert.Equal(["08:00 pkg:npm/tool 2", "08:00 pkg:npm/tool 2"], await CountsAsync());
    }

    [Fact]
    public async Task Count_ThatCouldNotBeWritten_IsWrittenTheNextTime()
    {
        var log = services.GetRequiredService<UseLog>();
        log.Count(Known);
        await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync(log, "ALTER TABLE CheckCounts RENAME TO Elsewhere"));
        await ExecuteAsync("ALTER TABLE Elsewhere RENAME TO CheckCounts");
        log.Count(Known);
        await WriteAsync(log);
        Assert.Equal(["08:00 pkg:npm/tool 2"], await CountsAsync());
    }

    [Fact]
    public async Task Count_WhoseCommitWasNotHeardOf_IsNotCountedTwice()
    {
        var log = services.GetRequiredService<UseLog>();
        log.Count(Known);
        await using (var scope = services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<RegisterDbContext>();
            db.SavedChanges += (_, _) => throw new TimeoutException("The answer was lost.");
            await Assert.ThrowsAsync<TimeoutException>(() => log.WriteAsync(db, _ => Task.CompletedTask, TestContext.Current.CancellationToken));
        }

        Assert.Equal(["08:00 pkg:npm/tool 1"], await CountsAsync());
        await WriteAsync(log);
        log.Count(Known);
        await WriteAsync(log);
        Assert.Equal(["08:00 pkg:npm/tool 2"], await CountsAsync());
    }

    [Fact]
    public async Task Checks_BeyondWhatCanBeKept_AreDroppedAndNumbered()
    {
        var log = services.GetRequiredService<UseLog>();
        var uncounted = 0L;
        using var listener = new MeterListener { InstrumentPublished = (instrument, it) => { if (instrument.Name == "toolregistry.checks.uncounted") it.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((_, measurement, _, _) => uncounted += measurement);
        listener.Start();

        log.Count(Known with { Subject = new string('x', CheckUse.MaxSubjectLength + 1) });
        log.Count(Known with { Version = new string('1', CheckUse.MaxVersionLength + 1) });
        Assert.Equal(2, uncounted);
        for (var i = 0; i < UseLog.Capacity + 5; i++)
            log.Count(Known);
        Assert.Equal(7, uncounted);
        for (var round = 0; round < 2; round++)
        {
            await log.AddUpAsync(TestContext.Current.CancellationToken);
            for (var i = 0; i < UseLog.MaxPerHour / 2 + 10; i++)
                log.Count(Unknown with { Subject = $"pkg:npm/{round}-{i}" });
        }

        await log.AddUpAsync(TestContext.Current.CancellationToken);
        // One of those that are kept is the known tool.
        Assert.Equal(7 + 21, uncounted);
        await WriteAsync(log);
        Assert.Equal(UseLog.MaxPerHour, (await CountsAsync()).Count);
    }

    [Fact]
    public async Task Counts_OlderThanAYear_AreForgotten()
    {
        var log = services.GetRequiredService<UseLog>();
        log.Count(Known);
        await WriteAsync(log);
        clock.Advance(TimeSpan.FromDays(401));
        await WriteAsync(log);
        Assert.Empty(await CountsAsync());
    }

    private async Task WriteAsync(UseLog log, string? before = null, Func<CancellationToken, Task>? rest = null)
    {
        if (before is not null)
            await ExecuteAsync(before);
        await using var scope = services.CreateAsyncScope();
        await log.WriteAsync(scope.ServiceProvider.GetRequiredService<RegisterDbContext>(), rest ?? (_ => Task.CompletedTask), TestContext.Current.CancellationToken);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RegisterDbContext>().Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken);
    }

    private async Task<List<string>> CountsAsync()
    {
        await using var scope = services.CreateAsyncScope();
        var counts = await scope.ServiceProvider.GetRequiredService<RegisterDbContext>().CheckCounts.AsNoTracking().OrderBy(c => c.Hour).ThenBy(c => c.Subject).ToListAsync(TestContext.Current.CancellationToken);
        return counts.ConvertAll(c => $"{c.Hour:HH:mm} {c.Subject} {c.Count}");
    }
}
