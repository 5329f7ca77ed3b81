using System.Diagnostics.Metrics;
using System.IO.Pipelines;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Benchmarks.Load;
using ToolRegistry.Client;
using ToolRegistry.Client.Sboms;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Insights;
using ToolRegistry.Views;

namespace ToolRegistry.Benchmarks;

/// <summary>A document of 10,000 components: read, checked and answered, against deserializing it.</summary>
[MemoryDiagnoser]
public class SbomBenchmarks
{
    private const int Components = 10_000;
    private const int Tools = 100_000;

    private static readonly UseLog Uses = new(TimeProvider.System, new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
    private static readonly DateTimeOffset Now = new(2026, 7, 5, 0, 0, 0, TimeSpan.Zero);

    private readonly JsonSerializerOptions wire = new(JsonSerializerDefaults.Web);
    private byte[] document = null!;
    private PolicySnapshot snapshot = null!;
    private Asker asker = null!;

    /// <summary>Of how many components in a hundred the tool is on record.</summary>
    [Params(10, 100)]
    public int OnRecord { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        WireJson.Configure(wire, TimeZoneInfo.Utc);
        document = SampleSbom.Write(Components, i => i % 100 < OnRecord ? LargeRegister.PurlOf(i * 7) : $"pkg:npm/other-{i * 7}");
        snapshot = new PolicySnapshot(1, PolicySettings.Default, new LargeRegister(Tools).Facts);
        asker = Asker.Create(["engineers"], "ci", "DE");
    }

    [Benchmark(Baseline = true)]
    public object? Deserialize() => JsonSerializer.Deserialize<Bom>(document, JsonSerializerOptions.Web);

    [Benchmark]
    public async Task<int> Read() => (await SbomReader.ReadAsync(new MemoryStream(document))).Count;

    [Benchmark]
    public async Task<int> ReadCheckAndAnswer()
    {
        var components = await SbomReader.ReadAsync(new MemoryStream(document));
        var answers = new Answers(snapshot, CheckAction.Warn, verdict => Uses.CountAll(CheckUses.Of(verdict)));
        var answer = answers.ToAll(components, new ComponentAnswers(answers, asker, Now, isUse: true).To);
        await JsonSerializer.SerializeAsync(PipeWriter.Create(Stream.Null), answer, wire);
        await Uses.AddUpAsync(CancellationToken.None);
        return answer.Verdicts.Count;
    }
}
