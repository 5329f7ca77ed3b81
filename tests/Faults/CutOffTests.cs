using System.Security.Cryptography;
using Microsoft.Data.SqlClient;
using ToolRegistry.Api.Tests.Crash;
using ToolRegistry.Faults.Load;

namespace ToolRegistry.Faults;

/// <summary>Replicas on one database are cut off from it one after another, while the others go on.</summary>
[Collection(Processes.Name)]
public sealed class CutOffTests(ITestOutputHelper log)
{
    private const int Replicas = 3;

    private static readonly int Rounds = FaultRun.IsFull ? 5 : 1;

    [Fact]
    public async Task Replicas_CutOffFromTheirFileInTurn_AnswerFromWhatTheyKnewAndCatchUp()
    {
        using var folder = new RegisterFolder();
        using var links = new Links(folder);
        await RunAsync(folder, links);
    }

    /// <summary>A wire that swallows what is sent, as a partition does, so that the time is out before anything is known.</summary>
    [Fact]
    public async Task Replicas_PartitionedFromTheirServerInTurn_AnswerFromWhatTheyKnewAndCatchUp()
    {
        var server = Environment.GetEnvironmentVariable("TOOLREGISTRY_TEST_SQLSERVER");
        Assert.SkipWhen(server is null, "TOOLREGISTRY_TEST_SQLSERVER is not set: give it a connection string to a SQL Server database to partition replicas from it.");
        var own = new SqlConnectionStringBuilder(server);
        own.InitialCatalog = $"{own.InitialCatalog}_{Guid.NewGuid():n}";
        using var folder = new RegisterFolder { SqlServer = own.ConnectionString };
        using var wires = new Wires(own);
        try
        {
            await RunAsync(folder, wires);
        }
        finally
        {
            await RegisterFile.ReadAsync(folder, db => db.Database.EnsureDeletedAsync());
        }
    }

    private async Task RunAsync(RegisterFolder folder, IWays ways)
    {
        var services = new List<ServiceProcess>();
        try
        {
            for (var i = 0; i < Replicas; i++)
                services.Add(await ServiceProcess.StartAsync(folder, ways.SettingsOf(i)));
            // The link of the one that started last is the one that holds.
            var load = await MixedLoad.EnterAsync(services[^1]);
            await load.WhileAsync(services, async () =>
            {
                for (var i = 0; i < Rounds * Replicas; i++)
                    await CutOffAsync(ways, i % Replicas, services[i % Replicas], load);
                await load.WritesAsync(20);
            });
            Assert.All(load.Refusals, r => r.ExpectProblem(503, "service.no-database"));
            Assert.Empty(load.RefusedPulls);
            await load.ResolveAsync(services[0]);
            await load.AssertKeptAsync(folder, services);
            log.WriteLine(load.Summary);
        }
        finally
        {
            foreach (var service in services)
                await service.DisposeAsync();
        }
    }

    private static async Task CutOffAsync(IWays ways, int replica, ServiceProcess service, MixedLoad load)
    {
        await load.WritesAsync(10);
        ways.Close(replica);
        await UntilItSaysAsync(service, "cut");
        var refused = load.Refusals.Count();
        // The others go on meanwhile.
        await load.WritesAsync(10);
        await MixedLoad.UntilAsync(() => load.Refusals.Count() > refused, "the replica that is cut off refuses writes");
        var answer = await service.Anonymous.GetAsync($"/v1/check?subject={load.Writers[0].Steps[0].Slug}");
        answer.Expect(200);
        Assert.True(answer.Headers.Contains("X-Snapshot-Age"), "It does not say how old its answer is.");
        ways.Open(replica);
        await UntilItSaysAsync(service, "current");
    }

    private static async Task UntilItSaysAsync(ServiceProcess service, string standing)
    {
        var said = "";
        for (var i = 0; i < 600 && said != standing; i++)
        {
            said = (await service.Anonymous.GetAsync("/readyz")).Expect(200)["database"]!.GetValue<string>();
            await Task.Delay(50);
        }

        Assert.Equal(standing, said);
    }

    /// <summary>How each replica comes to the one database.</summary>
    private interface IWays
    {
        Dictionary<string, string> SettingsOf(int replica);

        void Open(int replica);

        void Close(int replica);
    }

    /// <summary>To a file, each by a link of its own to the file's folder, which is taken away and put back.</summary>
    private sealed class Links(RegisterFolder folder) : IWays, IDisposable
    {
        private readonly DirectoryInfo links = Directory.CreateTempSubdirectory("toolregistry-links-");

        public Dictionary<string, string> SettingsOf(int replica)
        {
            Open(replica);
            return new(StringComparer.Ordinal)
            {
                ["Database__ConnectionString"] = $"Data Source={Path.Combine(LinkOf(replica), Path.GetFileName(folder.File))}",
                ["Replica__SnapshotPath"] = Path.Combine(links.FullName, $"{replica}.snapshot"),
            };
        }

        public void Open(int replica) => Directory.CreateSymbolicLink(LinkOf(replica), folder.Folder);

        public void Close(int replica) => File.Delete(LinkOf(replica));

        public void Dispose() => links.Delete(recursive: true);

        private string LinkOf(int replica) => Path.Combine(links.FullName, $"{replica}");
    }

    /// <summary>To a server, each by a wire of its own.</summary>
    private sealed class Wires(SqlConnectionStringBuilder server) : IWays, IDisposable
    {
        private readonly DirectoryInfo snapshots = Directory.CreateTempSubdirectory("toolregistry-wires-");
        private readonly string masterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        private readonly Dictionary<int, Wire> wires = [];

        public Dictionary<string, string> SettingsOf(int replica)
        {
            var wire = wires[replica] = Wire.To(server.DataSource);
            var through = new SqlConnectionStringBuilder(server.ConnectionString) { DataSource = $"127.0.0.1,{wire.Port}", TrustServerCertificate = true, ConnectTimeout = 3, CommandTimeout = 3 };
            return new(StringComparer.Ordinal)
            {
                ["Database__ConnectionString"] = through.ConnectionString,
                ["Replica__SnapshotPath"] = Path.Combine(snapshots.FullName, $"{replica}.snapshot"),
                ["Signing__MasterKey"] = masterKey,
            };
        }

        public void Open(int replica) => wires[replica].Mend();

        public void Close(int replica) => wires[replica].Cut();

        public void Dispose()
        {
            foreach (var wire in wires.Values)
                wire.Dispose();
            snapshots.Delete(recursive: true);
        }
    }
}
