using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Benchmarks.Load;

/// <summary>How long after its approval through one replica a decision is answered by another.</summary>
internal static class PropagationRun
{
    public static async Task<int> RunAsync(string[] args)
    {
        var (tools, approvals) = (LoadCommands.Number(args, "--tools", LoadCommands.DefaultTools), LoadCommands.Number(args, "--approvals", 200));
        using var register = await RegisterCopy.OfAsync(tools);
        var token = await RegisterBuilder.TokenAsync(register.Path, tools, Role.Service, "benchmark");
        await using var left = await ServerProcess.ServiceAsync(register.Path, "--Replica:SnapshotPath", register.Path + ".left");
        await using var right = await ServerProcess.ServiceAsync(register.Path, "--Replica:SnapshotPath", register.Path + ".right");
        using var decider = await Decider.EnterAsync(register.Path, tools, left.Address, "propagation");
        using var asker = Decider.Client(right.Address, token);
        var times = new List<double>();
        for (var i = 0; i < approvals; i++)
        {
            var tool = LargeRegister.Mixed(i) % tools;
            var decision = await decider.ProposeAsync(tool, i: 0);
            await decider.ApproveAsync(decision);
            var began = Stopwatch.GetTimestamp();
            while (!await IsAnsweredAsync(asker, tool, decision.Split('/')[^1]))
                await Task.Delay(2);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{approvals} approvals, {tools:N0} tools: seen by the other replica after {LoadCommands.Median(times):N0} ms (median), {times[(int)(times.Count * 0.99)]:N0} ms (p99), {times[^1]:N0} ms (longest)"));
        return 0;
    }

    private static async Task<bool> IsAnsweredAsync(HttpClient asker, int tool, string decision)
    {
        var verdict = JsonNode.Parse(await asker.GetStringAsync(new Uri($"/v1/check?subject=tool-{tool}&environment=workstation", UriKind.Relative)))!;
        return verdict["decisions"]!.AsArray().Any(d => d!["number"]!.GetValue<string>() == decision);
    }
}
