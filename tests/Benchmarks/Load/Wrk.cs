using System.Diagnostics;
using System.Globalization;

namespace ToolRegistry.Benchmarks.Load;

/// <summary>What wrk measured.</summary>
/// <param name="RequestsPerSecond">Throughput.</param>
/// <param name="P50">Median latency, in microseconds.</param>
/// <param name="P99">99th percentile of latency, in microseconds.</param>
/// <param name="Failures">Answers other than 2xx and 3xx, and errors of the connection.</param>
internal sealed record WrkResult(double RequestsPerSecond, double P50, double P99, int Failures);

/// <summary>Runs wrk, from Debian's packages.</summary>
internal static class Wrk
{
    /// <summary>Asks the questions of a file, one after another, over and over.</summary>
    /// <param name="address">Where.</param>
    /// <param name="questions">A file with one path and query a line.</param>
    /// <param name="token">The token to send.</param>
    /// <param name="connections">How many connections ask at once.</param>
    /// <param name="seconds">For how long.</param>
    public static async Task<WrkResult> RunAsync(Uri address, string questions, string token, int connections, int seconds)
    {
        var script = Path.Combine(LoadCommands.Folder, "ask.lua");
        await File.WriteAllTextAsync(script, $$"""
            local requests, next = {}, 0
            function init(args)
              wrk.headers["Authorization"] = "Bearer {{token}}"
              for line in io.lines("{{questions}}") do requests[#requests + 1] = wrk.format("GET", line) end
              math.randomseed(7)
              next = math.random(#requests)
            end
            function request()
              next = next % #requests + 1
              return requests[next]
            end
            """);
        var start = new ProcessStartInfo("wrk", ["-t1", string.Create(CultureInfo.InvariantCulture, $"-c{connections}"), string.Create(CultureInfo.InvariantCulture, $"-d{seconds}s"), "--latency", "-s", script, address.ToString()]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("wrk did not start: apt-get install wrk");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var lines = output.Split('\n').Select(l => l.Trim().Split([' ', ':', ','], StringSplitOptions.RemoveEmptyEntries)).Where(l => l.Length > 1).ToArray();
        double After(string label) => lines.FirstOrDefault(l => l[0] == label) is { } line ? Read(line[1]) : throw new InvalidOperationException(output);
        var failures = lines.Where(l => l[0] is "Non-2xx" or "Socket").SelectMany(l => l.Where(word => int.TryParse(word, CultureInfo.InvariantCulture, out _)).Select(word => int.Parse(word, CultureInfo.InvariantCulture))).Sum();
        return new WrkResult(After("Requests/sec"), After("50%"), After("99%"), failures);
    }

    private static double Read(string text)
    {
        var number = text.TrimEnd('u', 'm', 's');
        return double.Parse(number, CultureInfo.InvariantCulture) * Unit(text[number.Length..]);
    }

    private static double Unit(string unit) => unit switch { "" or "us" => 1, "ms" => 1_000, "s" => 1_000_000, _ => throw new InvalidOperationException(unit) };
}
