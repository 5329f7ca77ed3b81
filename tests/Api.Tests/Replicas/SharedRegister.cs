using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Replicas;

/// <summary>One database, on which replicas start and stop; it can be lost and come back.</summary>
internal sealed class SharedRegister : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("toolregistry-shared-");
    private readonly List<RegisterHost> hosts = [];

    public string Snapshot => $"{Database}.snapshot";

    public string Database => Path.Combine(folder.FullName, "data", "register.db");

    /// <summary>The token of the first Administrator.</summary>
    public string Administrator { get; private set; } = "";

    private string Elsewhere => Path.Combine(folder.FullName, "elsewhere");

    /// <summary>Starts a replica; the first one makes the Administrator.</summary>
    public async Task<RegisterHost> StartAsync(DateTimeOffset? at = null)
    {
        var host = await RegisterHost.StartAsync(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["Database:Provider"] = "Sqlite", ["Database:ConnectionString"] = $"Data Source={Database}" },
            at,
            administrator: Administrator.Length > 0 ? Administrator : null);
        hosts.Add(host);
        Administrator = host.Administrator.Token!;
        return host;
    }

    /// <summary>Stops a replica as an operator does.</summary>
    public async Task StopAsync(RegisterHost host)
    {
        await host.WriteSnapshotAsync();
        await host.DisposeAsync();
        hosts.Remove(host);
    }

    /// <summary>Takes the database away from all that have it open.</summary>
    public void Lose()
    {
        Directory.CreateDirectory(Elsewhere);
        foreach (var file in Files(Path.GetDirectoryName(Database)!))
            File.Move(file, Path.Combine(Elsewhere, Path.GetFileName(file)), overwrite: true);
    }

    /// <summary>Brings the lost database back.</summary>
    public void Return()
    {
        foreach (var file in Files(Elsewhere))
            File.Move(file, Path.Combine(Path.GetDirectoryName(Database)!, Path.GetFileName(file)), overwrite: true);
    }

    /// <summary>Puts a copy of the database aside, as a backup does.</summary>
    public async Task BackUpAsync(RegisterHost host)
    {
        Directory.CreateDirectory(Elsewhere);
        await host.WithDatabaseAsync(async db =>
        {
            await using var backup = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(Elsewhere, "register.db")};Pooling=False");
            var connection = (Microsoft.Data.Sqlite.SqliteConnection)Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetDbConnection(db.Database);
            await connection.OpenAsync();
            connection.BackupDatabase(backup);
            return true;
        });
    }

    /// <summary>Puts the backup in the place of the database. Nobody has it open.</summary>
    public void Restore()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in Files(Path.GetDirectoryName(Database)!))
            File.Delete(file);
        Return();
    }

    /// <summary>A tool on record with one decision in force, made through a replica; returns the decision's address.</summary>
    public static async Task<string> DecideAsync(RegisterHost host, string slug, string disposition)
    {
        var analyst = await host.CallerAsync(Role.Analyst, "analyst");
        var approver = await host.CallerAsync(Role.Approver, "approver");
        if ((await analyst.GetAsync($"/v1/tools/{slug}")).Status == 404)
            (await analyst.PostAsync("/v1/tools", new { slug, name = slug, publisher = "p", identifiers = new[] { new { kind = "purl", value = $"pkg:npm/{slug}" } } })).Expect(201);
        var drafted = await analyst.PostAsync("/v1/decisions", new
        {
            tool = slug,
            ranges = new[] { "vers:generic/*" },
            phases = new[] { new { from = RegisterHost.Start, disposition } },
            publicStatement = $"{slug} is {disposition}.",
            reviewBy = RegisterHost.Start.AddDays(60),
        });
        var decision = $"/v1/decisions/{drafted.Expect(201)["number"]}";
        (await analyst.VerbAsync(decision, "propose")).Expect(200);
        (await approver.VerbAsync(decision, "approve")).Expect(200);
        return decision;
    }

    public static async Task<string> OutcomeAsync(RegisterHost host, string slug) =>
        (await host.Anonymous.GetAsync($"/v1/check?subject=pkg:npm/{slug}@1.0.0")).Expect(200)["outcome"]!.GetValue<string>();

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
            await host.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static string[] Files(string of) => [.. Directory.EnumerateFiles(of, "register.db*").Where(f => !f.Contains(".snapshot", StringComparison.Ordinal) && !f.EndsWith(".migrating", StringComparison.Ordinal) && !f.EndsWith(".key", StringComparison.Ordinal))];
}
