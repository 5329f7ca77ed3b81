using System.Diagnostics;
using System.Globalization;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Tests;

namespace ToolRegistry.Benchmarks.Load;

/// <summary>How long the service takes for each page, with a large register: from the request to the last byte of the prerendered page.</summary>
internal static class PagesRun
{
    private const int Rounds = 15;

    private static readonly string[] Pages =
    [
        "/", "/?q=tool-4711", "/?q=Tool%2047", "/t/tool-4711", "/d/TR-4711", "/suggest?q=tool",
        "/admin", "/admin/tools", "/admin/tools?text=4711", "/admin/tools?outcome=Banned", "/admin/tools/tool-4711", "/admin/tools/tool-4711/edit", "/admin/tools/new",
        "/admin/decisions", "/admin/decisions?state=Approved", "/admin/decisions/TR-4711", "/admin/decisions/new?tool=tool-4711", "/admin/exceptions", "/admin/requests", "/admin/reviews", "/admin/channels", "/admin/what-if?q=tool-4711", "/admin/settings",
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var tools = LoadCommands.Number(args, "--tools", LoadCommands.DefaultTools);
        using var register = await RegisterCopy.OfAsync(tools);
        var token = await RegisterBuilder.TokenAsync(register.Path, tools, Role.Analyst, "pages");
        await using var service = await ServerProcess.ServiceAsync(register.Path);
        using var http = await PageSession.OpenAsync(service.Address, token);
        Console.WriteLine("page | median | longest");
        foreach (var page in Pages)
        {
            var times = new List<double>();
            for (var round = 0; round <= Rounds; round++)
            {
                var began = Stopwatch.GetTimestamp();
                using var answer = await http.GetAsync(new Uri(page, UriKind.Relative));
                answer.EnsureSuccessStatusCode();
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            // The first one warms up.
            times.RemoveAt(0);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{page} | {LoadCommands.Median(times):N0} ms | {times.Max():N0} ms"));
        }

        return 0;
    }
}
