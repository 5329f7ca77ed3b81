using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ToolRegistry.Infrastructure.Insights;

namespace ToolRegistry.Api.Telemetry;

/// <summary>Tells traces, metrics and logs by OTLP where the environment says so, by OpenTelemetry's own variables (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and its like).</summary>
internal static class TelemetrySetup
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RegisterGauges>();
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint]))
            return;
        // The database is asked what waits only where there is somebody to tell.
        builder.Services.AddHostedService(provider => provider.GetRequiredService<RegisterGauges>());
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("toolregistry", serviceVersion: typeof(TelemetrySetup).Assembly.GetName().Version?.ToString()))
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation(options => options.Filter = http => !IsProbe(http.Request.Path)))
            .WithMetrics(metrics => metrics.AddMeter(UseLog.Meter, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.EntityFrameworkCore", "System.Runtime"))
            .WithLogging(configureBuilder: null, logs => logs.IncludeScopes = false)
            .UseOtlpExporter();
    }

    private static bool IsProbe(PathString path) => path.StartsWithSegments("/healthz", StringComparison.Ordinal) || path.StartsWithSegments("/readyz", StringComparison.Ordinal);
}
