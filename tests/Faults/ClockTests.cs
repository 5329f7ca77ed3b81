using System.Diagnostics;
using System.Globalization;
using ToolRegistry.Api.Tests.Crash;
using ToolRegistry.Faults.Load;

namespace ToolRegistry.Faults;

/// <summary>The clock of the service's machine is set an hour forward and back again and again. Debian's <c>faketime</c> moves it for the service alone.</summary>
[Collection(Processes.Name)]
public sealed class ClockTests(ITestOutputHelper log)
{
    private static readonly string? Library = Directory.Exists("/usr/lib") ? Directory.EnumerateDirectories("/usr/lib").Select(d => Path.Combine(d, "faketime", "libfaketime.so.1")).FirstOrDefault(File.Exists) : null;

    private static readonly int[] Hours = FaultRun.IsFull ? [1, 0, -1, 0, 1, -1, 1, 0, -1, 1, 0] : [1, 0, -1, 0];

    [Fact]
    public async Task Clock_JumpingAnHourBackAndForth_BreaksNeitherOrderNorAnswers()
    {
        Assert.SkipWhen(Library is null, "libfaketime.so.1 is not there: install Debian's faketime.");
        using var folder = new RegisterFolder();
        var offset = Path.Combine(folder.Folder, "offset");
        Jump(offset, 0);
        await using var service = await ServiceProcess.StartAsync(folder, new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = Library!,
            ["FAKETIME_TIMESTAMP_FILE"] = offset,
            // To read the file whenever anyone asks for the time would take most of it.
            ["FAKETIME_CACHE_DURATION"] = "1",
            // A clock that is set moves the time of day, and no other.
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        });
        var load = await MixedLoad.EnterAsync(service);
        await load.WhileAsync([service], async () =>
        {
            foreach (var hours in Hours)
            {
                var waiting = WaitForNewsAsync(service, load);
                await load.ChecksAsync(20);
                await JumpAsync(service, offset, hours);
                await load.WritesAsync(20);
                await load.ChecksAsync(100);
                Assert.InRange(await waiting, TimeSpan.Zero, TimeSpan.FromSeconds(30));
                Assert.Equal("current", (await service.Anonymous.GetAsync("/readyz")).Expect(200)["database"]!.GetValue<string>());
            }
        });
        Assert.Empty(load.Refusals);
        Assert.Empty(load.RefusedPulls);
        await load.ResolveAsync(service);
        await load.AssertKeptAsync(folder, service);
        Assert.InRange(load.LastAt - load.FirstAt, TimeSpan.FromHours(1.5), TimeSpan.FromHours(3));
        log.WriteLine(load.Summary);
    }

    /// <summary>A fleet that waits three seconds for other news than any; how long it did.</summary>
    private static async Task<TimeSpan> WaitForNewsAsync(ServiceProcess service, MixedLoad load)
    {
        var watch = Stopwatch.StartNew();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/v1/exports/{Puller.Targets[0]}?channel={Puller.Channel}", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Prefer", "wait=3");
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        Assert.Equal(304, (await load.MachineAt(service).SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60))).Status);
        return watch.Elapsed;
    }

    /// <summary>Sets the clock, and waits until the service has noticed.</summary>
    private static async Task JumpAsync(ServiceProcess service, string file, int hours)
    {
        Jump(file, hours);
        var watch = Stopwatch.StartNew();
        while (((await service.Anonymous.GetAsync("/healthz")).Headers.Date - DateTimeOffset.UtcNow - TimeSpan.FromHours(hours))!.Value.Duration() > TimeSpan.FromMinutes(5))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "The service's clock does not move.");
            await Task.Delay(50);
        }
    }

    private static void Jump(string file, int hours)
    {
        var next = $"{file}.next";
        File.WriteAllText(next, string.Create(CultureInfo.InvariantCulture, $"{(hours < 0 ? '-' : '+')}{Math.Abs(hours)}h"));
        File.Move(next, file, overwrite: true);
    }
}
