using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using ToolRegistry.Api.Telemetry;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Telemetry;

/// <summary>What the service tells those who watch over it.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task Meter_TellsChecksByOutcome_HowOldAnswersAre_AndWhatWaitsForPeople()
    {
        await using var host = await RegisterHost.StartAsync();
        var analyst = await host.CallerAsync(Role.Analyst, "dana");
        (await analyst.PostAsync("/v1/tools", new { slug = "agent", name = "Agent", publisher = "Somebody", identifiers = new[] { new { kind = "winget", value = "Some.Agent" } } })).Expect(201);
        (await analyst.PostAsync("/v1/decisions", new { tool = "agent", ranges = new[] { "vers:generic/*" }, phases = new[] { new { from = "2026-07-01T00:00:00Z", disposition = "Banned" } }, publicStatement = "No.", reviewBy = host.Clock.GetUtcNow().AddDays(30) })).Expect(201);
        (await analyst.VerbAsync("/v1/decisions/TR-1", "propose")).Expect(200);
        var gauges = host.Services.GetRequiredService<RegisterGauges>();
        var told = new ConcurrentDictionary<string, double>(StringComparer.Ordinal);
        using var listener = Listen(host.Services.GetRequiredService<IMeterFactory>(), told);
        await RefreshAsync(host, gauges);
        listener.RecordObservableInstruments();
        Assert.Equal(1, told["toolregistry.reviews.waiting kind=decision"]);
        Assert.Equal(0, told["toolregistry.reviews.waiting kind=ratification"]);
        Assert.Equal(1, told["toolregistry.snapshot.revision"]);

        (await host.Administrator.PostAsync("/v1/webhooks", new { name = "team", address = "https://hooks.example.com/", events = new[] { "decision.approved" } })).Expect(201);
        var omar = await host.CallerAsync(Role.Approver, "omar");
        (await omar.VerbAsync("/v1/decisions/TR-1", "approve")).Expect(200);
        await host.CatchUpAsync();
        (await host.Anonymous.GetAsync("/v1/check?subject=winget:Some.Agent")).Expect(200);
        (await host.Anonymous.GetAsync("/v1/check?subject=winget:Some.Agent")).Expect(200);
        (await host.Anonymous.GetAsync("/v1/check?subject=winget:Another")).Expect(200);
        host.Clock.Advance(TimeSpan.FromSeconds(40));
        await RefreshAsync(host, gauges);
        listener.RecordObservableInstruments();
        Assert.Equal((2, 1), (told["toolregistry.checks outcome=Banned"], told["toolregistry.checks outcome=Unknown"]));
        Assert.Equal((40, 0), (told["toolregistry.outbox.lag"], told["toolregistry.outbox.dead"]));
        Assert.Equal((0, 2, 40), (told["toolregistry.reviews.waiting kind=decision"], told["toolregistry.snapshot.revision"], told["toolregistry.snapshot.age"]));
    }

    [Fact]
    public async Task Otlp_WhereTheEnvironmentNamesACollector_GetsTracesMetricsAndLogs()
    {
        await using var collector = await CollectorAsync(out var posted);
        await using var host = await RegisterHost.StartAsync(new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.First(), ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" });
        // What a service starts by itself a test host starts not.
        var (traces, metrics) = (host.Services.GetRequiredService<TracerProvider>(), host.Services.GetRequiredService<MeterProvider>());
        var logs = host.Services.GetRequiredService<LoggerProvider>();
        // A caller who traces says whether it does; this one does.
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/check?subject=pkg:npm/left-pad");
        request.Headers.TryAddWithoutValidation("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        (await host.Anonymous.SendAsync(request)).Expect(200);
        host.Services.GetRequiredService<ILogger<TelemetryTests>>().LogWarning("Told to the collector");
        // The trace of a request ends a moment after its answer has come.
        bool Flush() => traces.ForceFlush(10_000) && metrics.ForceFlush(10_000) && logs.ForceFlush(10_000);
        Assert.True(await Soon.AsksAsync(() => Task.FromResult(Flush()), isFlushed => !isFlushed || posted.Contains("/v1/traces")));
        Assert.Equal(["/v1/logs", "/v1/metrics", "/v1/traces"], posted.Distinct().Order(StringComparer.Ordinal));
    }

    private static Task<bool> RefreshAsync(RegisterHost host, RegisterGauges gauges) => host.WithDatabaseAsync(async db =>
    {
        await gauges.RefreshAsync(db, CancellationToken.None);
        return true;
    });

    private static MeterListener Listen(IMeterFactory factory, ConcurrentDictionary<string, double> told)
    {
        var listener = new MeterListener
        {
            // Other hosts run beside this one.
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Scope == factory)
                    self.EnableMeasurementEvents(instrument);
            },
        };
        void Tell(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var name = tags.Length == 0 ? instrument.Name : $"{instrument.Name} {string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}"))}";
            told.AddOrUpdate(name, value, (_, before) => instrument is Counter<long> ? before + value : value);
        }

        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Tell(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Tell(instrument, value, tags));
        listener.Start();
        return listener;
    }

    private static Task<WebApplication> CollectorAsync(out ConcurrentQueue<string> posted)
    {
        var paths = posted = new ConcurrentQueue<string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/{**path}", (HttpRequest request) =>
        {
            paths.Enqueue(request.Path);
            return Results.Bytes([], "application/x-protobuf");
        });
        return StartedAsync(app);
    }

    private static async Task<WebApplication> StartedAsync(WebApplication app)
    {
        await app.StartAsync();
        return app;
    }
}
