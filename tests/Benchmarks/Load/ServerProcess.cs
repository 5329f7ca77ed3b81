using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ToolRegistry.Tests;

namespace ToolRegistry.Benchmarks.Load;

/// <summary>A server in a process of its own, stopped when the run is over.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly Process process;

    private ServerProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>The working set, in bytes.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Starts the Release build of the service on a register.</summary>
    public static Task<ServerProcess> ServiceAsync(string register, params string[] settings) =>
        StartAsync(ProjectFolder.Of("src", "Api", "bin", "Release", "net10.0", "ToolRegistry.Api.dll"), "/readyz", ["--Database:ConnectionString", $"Data Source={register}", "--Logging:LogLevel:Default", "Warning", .. settings]);

    /// <summary>Starts one of the servers of this program.</summary>
    public static Task<ServerProcess> OwnAsync(params string[] arguments) => StartAsync(typeof(ServerProcess).Assembly.Location, "/", arguments);

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<ServerProcess> StartAsync(string assembly, string ready, string[] arguments)
    {
        if (!File.Exists(assembly))
            throw new InvalidOperationException($"{assembly} is not there: dotnet build -c Release src/Api");
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        // The same for all that are compared: the server's collector, as the service has it, and no console.
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments, "--urls", address.ToString()])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetDirectoryName(assembly)!,
            Environment = { ["DOTNET_gcServer"] = "1", ["Limits__AnonymousPerMinute"] = "0", ["Limits__KnownPerMinute"] = "0", ["Limits__WritesPerMinute"] = "0", ["ASPNETCORE_ENVIRONMENT"] = "Production" },
        };
        var started = Process.Start(start)!;
        _ = started.StandardOutput.ReadToEndAsync();
        using var http = new HttpClient { BaseAddress = address };
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                if ((await http.GetAsync(new Uri(ready, UriKind.Relative))).StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound)
                    return new ServerProcess(started, address);
            }
            catch (HttpRequestException) when (!started.HasExited && Stopwatch.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(100);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
