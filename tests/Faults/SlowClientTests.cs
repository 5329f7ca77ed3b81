using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ToolRegistry.Api.Tests.Crash;
using ToolRegistry.Faults.Load;

namespace ToolRegistry.Faults;

/// <summary>Clients that hold connections and send nothing, or a byte now and then.</summary>
[Collection(Processes.Name)]
public sealed class SlowClientTests(ITestOutputHelper log)
{
    private const int Idle = 1_000;

    /// <summary>More than all changes that are worked on and that wait.</summary>
    private const int Slow = 200;

    /// <summary>How long a check may take on a busy machine, in milliseconds.</summary>
    private const double Promptly = 4_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task IdleConnections_AThousandOfThem_KeepNobodyFromAnAnswer()
    {
        using var folder = new RegisterFolder();
        await using var service = await ServiceProcess.StartAsync(folder);
        var load = await MixedLoad.EnterAsync(service);
        using var idle = new Sockets(service.Address);
        await load.WhileAsync([service], async () =>
        {
            for (var i = 0; i < Idle; i++)
                await idle.ConnectAsync();
            await load.WritesAsync(50);
            await load.ChecksAsync(500);
        });
        // Each of them still gets its answer when it asks.
        Assert.All(await idle.AskAsync("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), answer => Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal));
        await AssertWentOnAsync(folder, service, load);
    }

    [Fact]
    public async Task SlowHeaders_AreEndedAndKeepNobodyFromAnAnswer()
    {
        using var folder = new RegisterFolder();
        await using var service = await ServiceProcess.StartAsync(folder);
        var load = await MixedLoad.EnterAsync(service);
        await load.WhileAsync([service], async () =>
        {
            using var slow = new Sockets(service.Address);
            for (var i = 0; i < Slow; i++)
                await slow.SendAsync("GET /v1/check?subject=x HTTP/1.1\r\nHost: x\r\nX-Slow: ");
            await slow.DripUntilEndedAsync(Pause);
            await load.WritesAsync(20);
        });
        await AssertWentOnAsync(folder, service, load);
    }

    /// <summary>Nobody needs to be known for the setup, so that anyone may send a body there.</summary>
    [Fact]
    public async Task SlowBodies_AreEndedAndKeepNobodyFromWriting()
    {
        using var folder = new RegisterFolder();
        await using var service = await ServiceProcess.StartAsync(folder);
        var load = await MixedLoad.EnterAsync(service);
        await load.WhileAsync([service], async () =>
        {
            using var slow = new Sockets(service.Address);
            for (var i = 0; i < Slow; i++)
                await slow.SendAsync("POST /v1/setup HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
            // Nothing of it has to end before the others go on.
            var watch = Stopwatch.StartNew();
            await load.WritesAsync(50);
            log.WriteLine($"50 writes beside {Slow} slow bodies took {watch.ElapsedMilliseconds} ms");
            await slow.DripUntilEndedAsync(Pause);
        });
        Assert.Empty(load.Refusals);
        await AssertWentOnAsync(folder, service, load);
    }

    private async Task AssertWentOnAsync(RegisterFolder folder, ServiceProcess service, MixedLoad load)
    {
        await load.ResolveAsync(service);
        await load.AssertKeptAsync(folder, service);
        Assert.Empty(load.Refusals);
        Assert.Empty(load.RefusedPulls);
        log.WriteLine(load.Summary);
        Assert.InRange(load.Slowest, 0, Promptly);
    }

    /// <summary>Connections of which each byte is the test's own.</summary>
    private sealed class Sockets(Uri address) : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

        private readonly List<Socket> open = [];

        public async Task<Socket> ConnectAsync()
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            open.Add(socket);
            await socket.ConnectAsync(IPAddress.Loopback, address.Port);
            return socket;
        }

        public async Task SendAsync(string text) => await (await ConnectAsync()).SendAsync(Encoding.ASCII.GetBytes(text));

        /// <summary>Sends the same on all; gives what comes back on each.</summary>
        public Task<string[]> AskAsync(string text) => Task.WhenAll(open.Select(async socket =>
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(text));
            return await ReadToEndAsync(socket);
        }));

        /// <summary>Sends a byte now and then on all of them until the service has ended each.</summary>
        public async Task DripUntilEndedAsync(TimeSpan pause)
        {
            var ends = open.Select(ReadToEndAsync).ToArray();
            var all = Task.WhenAll(ends);
            var watch = Stopwatch.StartNew();
            while (!all.IsCompleted)
            {
                Assert.True(watch.Elapsed < Patience, $"{ends.Count(e => !e.IsCompleted)} slow connections are still open after {Patience.TotalSeconds} s.");
                foreach (var (socket, _) in open.Zip(ends).Where(s => !s.Second.IsCompleted))
                    await DripAsync(socket);
                await Task.WhenAny(all, Task.Delay(pause));
            }

            Assert.All(await all, answer => Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 408", StringComparison.Ordinal), answer));
        }

        public void Dispose() => open.ForEach(s => s.Dispose());

        private static async Task DripAsync(Socket socket)
        {
            try
            {
                await socket.SendAsync("x"u8.ToArray());
            }
            catch (SocketException)
            {
                // It was ended just now.
            }
        }

        private static async Task<string> ReadToEndAsync(Socket socket)
        {
            try
            {
                using var reader = new StreamReader(new NetworkStream(socket));
                return await reader.ReadToEndAsync();
            }
            catch (IOException)
            {
                return "";
            }
        }
    }
}
