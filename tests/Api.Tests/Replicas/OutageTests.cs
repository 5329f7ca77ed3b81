using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Tests;

namespace ToolRegistry.Api.Tests.Replicas;

/// <summary>Without a database checks go on; nothing else does, nothing is lost, and all catches up by itself.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private readonly SharedRegister register = new();
    private RegisterHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await register.StartAsync();
        await SharedRegister.DecideAsync(host, "banned", "Banned");
    }

    public ValueTask DisposeAsync() => register.DisposeAsync();

    [Fact]
    public async Task Checks_WithoutADatabase_GoOnAndSayHowOldTheyAre()
    {
        var reader = await host.CallerAsync(Role.Reader, "reader");
        Assert.False((await reader.GetAsync("/v1/check?subject=banned")).Headers.Contains("X-Snapshot-Age"));
        await LoseAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(90));
        foreach (var caller in new[] { host.Anonymous, reader })
        {
            var answer = await caller.GetAsync("/v1/check?subject=banned");
            Assert.Equal("Banned", answer.Expect(200)["outcome"]!.GetValue<string>());
            Assert.Equal("90", Assert.Single(answer.Headers.GetValues("X-Snapshot-Age")));
        }

        var batch = (await reader.PostAsync("/v1/check", new { checks = new[] { new { subject = "banned" }, new { subject = "pkg:npm/unheard-of" } } })).Expect(200);
        Assert.Equal(["Banned", "Unknown"], batch["verdicts"]!.AsArray().Select(v => v!["outcome"]!.GetValue<string>()));
        var readiness = (await host.Anonymous.GetAsync("/readyz")).Expect(200);
        Assert.Equal(("cut", 90), (readiness["database"]!.GetValue<string>(), readiness["snapshotAge"]!.GetValue<int>()));
        Assert.Equal(200, (await host.Anonymous.GetAsync("/healthz")).Status);
    }

    [Fact]
    public async Task Exports_WithoutADatabase_GoOnAndSayHowOldTheyAre()
    {
        (await host.Administrator.PostAsync("/v1/channels", new { name = "fleet", targets = new[] { "register-csv", "santa-sync" } })).Expect(201);
        var machine = await host.CallerAsync(Role.Service, "machine");
        Assert.False((await machine.GetAsync("/v1/exports/register-csv?channel=fleet")).Headers.Contains("X-Snapshot-Age"));
        await LoseAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(90));
        // Of a date for which no file was made before.
        foreach (var address in new[] { "/v1/exports/register-csv?channel=fleet", "/v1/exports/register-csv?channel=fleet&at=2020-01-01T00:00:00Z" })
        {
            var answer = await machine.GetAsync(address);
            Assert.Equal(200, answer.Status);
            Assert.Contains("banned", answer.Text, StringComparison.Ordinal);
            Assert.Equal("90", Assert.Single(answer.Headers.GetValues("X-Snapshot-Age")));
        }

        Assert.Equal(200, (await machine.GetAsync("/v1/exports/register-csv/signature?channel=fleet")).Status);
        (await machine.GetAsync("/v1/exports/register-csv/fidelity?channel=fleet")).Expect(200);
        // A Mac keeps the rules that it has.
        (await machine.PostAsync("/v1/channels/fleet/santa/preflight/mac-1", "{}")).ExpectProblem(503, "service.no-database");
    }

    [Fact]
    public async Task AllElse_WithoutADatabase_IsAClearProblemAndChangesNothing()
    {
        var analyst = await host.CallerAsync(Role.Analyst, "analyst");
        await LoseAsync();
        (await analyst.PostAsync("/v1/tools", new { slug = "new", name = "new", publisher = "p" })).ExpectProblem(503, "service.no-database");
        (await analyst.GetAsync("/v1/tools")).ExpectProblem(503, "service.no-database");
        (await analyst.GetAsync("/v1/check?subject=banned&revision=1")).ExpectProblem(503, "service.no-database");
        (await new Caller(host.Address, "tr_" + new string('x', 43)).GetAsync("/v1/check?subject=banned")).ExpectProblem(401, "access.token-invalid");
        var refused = await analyst.PostAsync("/v1/tools", new { slug = "new", name = "new", publisher = "p" });
        Assert.True(refused.Headers.RetryAfter is not null);
        await ReturnAsync();
        Assert.Equal(404, (await analyst.GetAsync("/v1/tools/new")).Status);
    }

    [Fact]
    public async Task SigningOut_WithoutADatabase_MakesTheBrowserForget()
    {
        using var session = await PageSession.OpenAsync(host.Address, (await host.CallerAsync(Role.Reader, "reader")).Token!);
        Assert.True(await PageSession.IsOpenAsync(session));
        await LoseAsync();
        await PageSession.CloseAsync(session);
        Assert.False(await PageSession.IsOpenAsync(session));
    }

    [Fact]
    public async Task Database_BackAgain_IsFollowedWithoutARestart()
    {
        var other = await register.StartAsync();
        await LoseAsync();
        register.Return();
        await SharedRegister.DecideAsync(other, "later", "Banned");
        Assert.Equal("Unknown", await SharedRegister.OutcomeAsync(host, "later"));
        await host.CatchUpAsync();
        Assert.Equal("Banned", await SharedRegister.OutcomeAsync(host, "later"));
        Assert.Equal("current", (await host.Anonymous.GetAsync("/readyz")).Expect(200)["database"]!.GetValue<string>());
        Assert.False((await host.Anonymous.GetAsync("/v1/check?subject=later")).Headers.Contains("X-Snapshot-Age"));
    }

    [Fact]
    public async Task Start_WithoutADatabase_AnswersFromTheSnapshotAndMakesNoNewRegister()
    {
        var reader = (await host.CallerAsync(Role.Reader, "reader")).Token;
        await register.StopAsync(host);
        register.Lose();
        var restarted = await register.StartAsync(RegisterHost.Start.AddMinutes(10));
        Assert.Equal("Banned", await SharedRegister.OutcomeAsync(restarted, "banned"));
        var answer = await new Caller(restarted.Address, reader).GetAsync("/v1/check?subject=banned");
        Assert.Equal("600", answer.Headers.GetValues("X-Snapshot-Age").Single());
        (await restarted.Administrator.GetAsync("/v1/tokens")).ExpectProblem(503, "service.no-database");
        Assert.False(File.Exists(register.Database));

        register.Return();
        await restarted.FollowAsync();
        (await restarted.Administrator.GetAsync("/v1/tokens")).Expect(200);
        Assert.Equal("current", (await restarted.Anonymous.GetAsync("/readyz")).Expect(200)["database"]!.GetValue<string>());
    }

    [Fact]
    public async Task Start_WithADamagedSnapshotAndNoDatabase_IsRefused()
    {
        await register.StopAsync(host);
        register.Lose();
        var text = await File.ReadAllTextAsync(register.Snapshot, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(register.Snapshot, text.Replace("\"Banned\"", "\"Lapsed\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<InvalidDataException>(() => register.StartAsync());

        register.Return();
        Assert.Equal("Banned", await SharedRegister.OutcomeAsync(await register.StartAsync(), "banned"));
    }

    [Fact]
    public async Task Snapshot_OnDisk_IsReadableByTheServiceAloneAndHoldsNoSecret()
    {
        var reader = (await host.CallerAsync(Role.Reader, "reader")).Token!;
        await host.WriteSnapshotAsync();
        var text = await File.ReadAllTextAsync(register.Snapshot, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(reader, text, StringComparison.Ordinal);
        Assert.Contains(Secret.HashOf(reader), text, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(register.Snapshot));
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(register.Snapshot)!, "*.part"));
    }

    [Fact]
    public async Task Database_RestoredToAnEarlierRevision_IsNotFollowedUntilItIsRaised()
    {
        await register.BackUpAsync(host);
        await SharedRegister.DecideAsync(host, "emergency", "Banned");
        register.Restore();
        await host.CatchUpAsync();

        Assert.Equal("Banned", await SharedRegister.OutcomeAsync(host, "emergency"));
        var readiness = await host.Anonymous.GetAsync("/readyz");
        Assert.Equal((503, "behind"), (readiness.Status, readiness.Json["database"]!.GetValue<string>()));
        (await host.Administrator.PostAsync("/v1/tokens", new { name = "x", owner = "x", role = "Reader", expiresAt = RegisterHost.Start.AddDays(1) })).ExpectProblem(503, "service.behind");

        await RaiseAsync(100);
        await host.CatchUpAsync();
        Assert.Equal("Unknown", await SharedRegister.OutcomeAsync(host, "emergency"));
        Assert.Equal("Banned", await SharedRegister.OutcomeAsync(host, "banned"));
        Assert.Equal(100, (await host.Anonymous.GetAsync("/readyz")).Expect(200)["revision"]!.GetValue<int>());
    }

    [Fact]
    public async Task Start_OnADatabaseRestoredMeanwhile_KeepsWhatWasAnsweredBefore()
    {
        await register.BackUpAsync(host);
        await SharedRegister.DecideAsync(host, "emergency", "Banned");
        await register.StopAsync(host);
        register.Restore();
        var restarted = await register.StartAsync();
        await restarted.CatchUpAsync();
        Assert.Equal("Banned", await SharedRegister.OutcomeAsync(restarted, "emergency"));
        Assert.Equal(503, (await restarted.Anonymous.GetAsync("/readyz")).Status);
    }

    private async Task LoseAsync()
    {
        register.Lose();
        await Assert.ThrowsAnyAsync<Exception>(host.CatchUpAsync);
    }

    private async Task ReturnAsync()
    {
        register.Return();
        await host.CatchUpAsync();
    }

    private Task<int> RaiseAsync(int revision) =>
        host.WithDatabaseAsync(db => db.Database.ExecuteSqlRawAsync(string.Create(CultureInfo.InvariantCulture, $"UPDATE PolicyHead SET Revision = {revision}")));
}
