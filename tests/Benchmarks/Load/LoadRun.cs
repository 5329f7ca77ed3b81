using System.Globalization;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Benchmarks.Load;

/// <summary>
/// The check over HTTP with a token and mixed subjects, in one run beside a bare Kestrel endpoint that writes a fixed body of
/// the same size, and beside the same check by EF Core. Rounds take turns, so that a noise that lasts meets all alike.
/// </summary>
internal static class LoadRun
{
    /// <summary>How many different questions are asked: by their number, some thousands are asked often and most rarely.</summary>
    private const int Questions = 50_000;

    public static async Task<int> RunAsync(string[] args)
    {
        var tools = LoadCommands.Number(args, "--tools", LoadCommands.DefaultTools);
        var (rounds, seconds, connections) = (LoadCommands.Number(args, "--rounds", 5), LoadCommands.Number(args, "--seconds", 10), LoadCommands.Number(args, "--connections", 32));
        var register = LoadCommands.RegisterOf(tools);
        var token = await RegisterBuilder.TokenAsync(register, tools, Role.Service, "benchmark");
        var mix = await WriteQuestionsAsync(tools, isUniform: args.Contains("--uniform"));
        await using var service = await ServerProcess.ServiceAsync(register);
        var size = await SizeAsync(service.Address, mix, token);
        await using var bare = await ServerProcess.OwnAsync("serve-bare", "--size", size.ToString(CultureInfo.InvariantCulture));
        var against = LoadCommands.Number(args, "--against", 0);
        await using var other = against > 0 ? await OtherRegisterAsync(against) : await ServerProcess.OwnAsync("serve-ef", "--register", register);
        var (otherMix, otherToken) = against > 0 ? (await WriteQuestionsAsync(against, isUniform: args.Contains("--uniform")), await RegisterBuilder.TokenAsync(LoadCommands.RegisterOf(against), against, Role.Service, "benchmark")) : (mix, token);
        var name = against > 0 ? string.Create(CultureInfo.InvariantCulture, $"{against:N0} tools") : "EF Core";

        foreach (var server in new[] { (bare, mix, token), (service, mix, token), (other, otherMix, otherToken) })
            await Wrk.RunAsync(server.Item1.Address, server.Item2, server.Item3, connections, seconds: 5);
        var results = new List<(WrkResult Bare, WrkResult Check, WrkResult Other)>();
        for (var round = 0; round < rounds; round++)
        {
            var bareResult = await Wrk.RunAsync(bare.Address, mix, token, connections, seconds);
            var checkResult = await Wrk.RunAsync(service.Address, mix, token, connections, seconds);
            var otherResult = await Wrk.RunAsync(other.Address, otherMix, otherToken, connections, seconds);
            results.Add((bareResult, checkResult, otherResult));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bare {Of(bareResult)} | check {Of(checkResult)} | {name} {Of(otherResult)}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tools:N0} tools, {rounds} rounds of {seconds} s, {connections} connections, body {size} B, service {service.Memory / 1e6:N0} MB"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"medians: check / bare {Median(results, r => r.Check.RequestsPerSecond / r.Bare.RequestsPerSecond)}, check / {name} {Median(results, r => r.Check.RequestsPerSecond / r.Other.RequestsPerSecond)}, p99 check / bare {Median(results, r => r.Check.P99 / r.Bare.P99)}, failures {results.Sum(r => r.Check.Failures)}"));
        return 0;
    }

    private static async Task<ServerProcess> OtherRegisterAsync(int tools)
    {
        await RegisterBuilder.TokenAsync(LoadCommands.RegisterOf(tools), tools, Role.Service, "benchmark");
        return await ServerProcess.ServiceAsync(LoadCommands.RegisterOf(tools));
    }

    private static string Of(WrkResult result) => string.Create(CultureInfo.InvariantCulture, $"{result.RequestsPerSecond:N0}/s p50 {result.P50:N0} us p99 {result.P99:N0} us");

    private static string Median<T>(IEnumerable<T> results, Func<T, double> value) => LoadCommands.Median(results.Select(value)).ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>
    /// Nine in ten ask about software on record, by package URL with a version, some by file name. Which tool: as in life, a
    /// few are asked about over and over (a Zipf distribution); with <c>--uniform</c> each is asked about as seldom as any.
    /// </summary>
    private static async Task<string> WriteQuestionsAsync(int tools, bool isUniform)
    {
        var path = Path.Combine(LoadCommands.Folder, string.Create(CultureInfo.InvariantCulture, $"questions-{tools}{(isUniform ? "-uniform" : "")}.txt"));
        var random = new Random(7);
        var lines = Enumerable.Range(0, Questions).Select(i =>
        {
            var tool = isUniform ? random.Next(tools) : LargeRegister.Mixed((int)(Math.Pow(tools, random.NextDouble()) - 1)) % tools;
            var subject = (i % 20) switch
            {
                0 => string.Create(CultureInfo.InvariantCulture, $"file-name:tool-{tool / 3 * 3}.exe"),
                1 or 2 => string.Create(CultureInfo.InvariantCulture, $"pkg:npm/unheard-of-{tool}@1.0.0"),
                _ => LargeRegister.SubjectOf(tool, isUniform ? i : tool % 7),
            };
            return $"/v1/check?subject={Uri.EscapeDataString(subject)}&environment={(i % 3 == 0 ? "ci" : "workstation")}";
        });
        await File.WriteAllLinesAsync(path, lines);
        return path;
    }

    /// <summary>The middle size of the answers to some of the questions.</summary>
    private static async Task<int> SizeAsync(Uri address, string questions, string token)
    {
        using var http = new HttpClient { BaseAddress = address, DefaultRequestHeaders = { { "Authorization", $"Bearer {token}" } } };
        var sizes = new List<double>();
        foreach (var question in File.ReadLines(questions).Take(500))
            sizes.Add((await http.GetByteArrayAsync(new Uri(question, UriKind.Relative))).Length);
        return (int)LoadCommands.Median(sizes);
    }
}
