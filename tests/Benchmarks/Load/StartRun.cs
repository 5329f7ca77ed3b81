using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Benchmarks.Load;

/// <summary>Compiling the snapshot from the database beside reading the same rows with plain ADO.NET, and what it takes in memory.</summary>
internal static class StartRun
{
    private const int WarmUps = 12;

    public static async Task<int> RunAsync(string[] args)
    {
        var register = new LargeRegister(LoadCommands.Number(args, "--tools", LoadCommands.DefaultTools));
        var path = LoadCommands.RegisterOf(register.Tools);
        await RegisterBuilder.TokenAsync(path, register.Tools, Role.Service, "benchmark");
        Console.WriteLine($"Garbage collector: {(System.Runtime.GCSettings.IsServerGC ? "server" : "workstation")}");
        // As often as it takes until every method is compiled as well as it will ever be: none is compiled while it is measured.
        for (var round = 0; round < WarmUps; round++)
        {
            ReadRows(path);
            await CompileAsync(path);
        }

        var ratios = new List<double>();
        for (var round = 0; round < LoadCommands.Number(args, "--rounds", 5); round++)
        {
            GC.Collect();
            var rows = Timed(() => { ReadRows(path); return Task.CompletedTask; });
            GC.Collect();
            var snapshot = Timed(() => CompileAsync(path));
            ratios.Add(snapshot / rows);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rows {rows:N0} ms, snapshot {snapshot:N0} ms, ratio {ratios[^1]:N2}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median ratio {LoadCommands.Median(ratios):N2}"));
        await MeasureMemoryAsync(path, register.Decisions);
        return 0;
    }

    private static async Task MeasureMemoryAsync(string path, int decisions)
    {
        // The second of two: what the last one leaves behind is then in both figures.
        var first = await CompileAsync(path);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var second = await CompileAsync(path);
        var taken = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{taken / 1e6:N0} MB, {(double)taken / decisions:N0} B a decision, its share of tools and exceptions included"));
        GC.KeepAlive(first);
        GC.KeepAlive(second);
    }

    private static async Task<PolicySnapshot> CompileAsync(string path)
    {
        await using var db = RegisterBuilder.Open(path);
        return new PolicySnapshot(1, PolicySettings.Default, await db.FactsAtAsync(1, CancellationToken.None));
    }

    private static long ReadRows(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Kind, Key, Json FROM PolicyFacts WHERE FromRevision <= 1 AND (ToRevision IS NULL OR ToRevision > 1)";
        using var reader = command.ExecuteReader();
        var length = 0L;
        while (reader.Read())
            length += reader.GetString(0).Length + reader.GetString(1).Length + reader.GetString(2).Length;
        return length;
    }

    private static double Timed(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        work().GetAwaiter().GetResult();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
