using Scalar.AspNetCore;
using ToolRegistry.Api.Demo;
using ToolRegistry.Api.Features.Assessments;
using ToolRegistry.Api.Features.Audit;
using ToolRegistry.Api.Features.Channels;
using ToolRegistry.Api.Features.Checks;
using ToolRegistry.Api.Features.Claims;
using ToolRegistry.Api.Features.Decisions;
using ToolRegistry.Api.Features.Evidence;
using ToolRegistry.Api.Features.Exceptions;
using ToolRegistry.Api.Features.Exports;
using ToolRegistry.Api.Features.Exports.Santa;
using ToolRegistry.Api.Features.Insights;
using ToolRegistry.Api.Features.Reports;
using ToolRegistry.Api.Features.Requests;
using ToolRegistry.Api.Features.Reviews;
using ToolRegistry.Api.Features.Snapshots;
using ToolRegistry.Api.Features.Tokens;
using ToolRegistry.Api.Features.Tools;
using ToolRegistry.Api.Features.Webhooks;
using ToolRegistry.Api.Pages;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Api.Telemetry;
using ToolRegistry.Client;
using ToolRegistry.Infrastructure.Exports;
using ToolRegistry.Infrastructure.Insights;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Signing;
using ToolRegistry.Infrastructure.Snapshots;
using ToolRegistry.Infrastructure.Webhooks;

namespace ToolRegistry.Api;

/// <summary>Puts the service together.</summary>
internal static class Host
{
    private const int MaxBodyBytes = 1024 * 1024;
    private const int MaxConnections = 20_000;
    private static readonly TimeSpan HeadersTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMinutes(5);
    private const string DefaultAddress = "http://localhost:5080";
    private static readonly string[] AddressKeys = [WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey];

    public static void AddRegister(this WebApplicationBuilder builder, bool isDemo)
    {
        var services = builder.Services;
        var database = builder.Configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        if (isDemo)
        {
            // A file of its own, so that a demo never ends up in the register that comes after it.
            database.ConnectionString ??= "Data Source=data/demo.db";
            builder.Configuration["Organization:OwnPublishers:0"] ??= DemoData.Organization;
            services.AddScoped<DemoData>();
        }

        // Not in appsettings.json, which would go before ASPNETCORE_URLS.
        if (AddressKeys.All(key => string.IsNullOrEmpty(builder.Configuration[key])))
            builder.WebHost.UseUrls(DefaultAddress);
        // A build has the files of its packages where these are; what is published has them all.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Limits.RequestHeadersTimeout = HeadersTime;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
        });
        services.AddSingleton(TimeProvider.System).AddSingleton(database).AddSettings(builder.Configuration);
        services.AddRegisterStorage(database).AddReplica(
            builder.Configuration.GetSection(ReplicaOptions.Section).Get<ReplicaOptions>() ?? new ReplicaOptions(),
            builder.Configuration.GetSection(SigningOptions.Section).Get<SigningOptions>() ?? new SigningOptions(),
            database);
        services.AddSingleton(builder.Configuration.GetSection(ExportOptions.Section).Get<ExportOptions>() ?? new ExportOptions()).AddSingleton<ExportFiles>();
        services.AddSingleton(builder.Configuration.GetSection(WebhookOptions.Section).Get<WebhookOptions>() ?? new WebhookOptions()).AddSingleton(builder.Configuration.GetSection(MailOptions.Section).Get<MailOptions>() ?? new MailOptions());
        services.AddSingleton<RepeatedChecks>().AddScoped<SingleChecks>();
        services.AddPipeline().AddScoped<ApprovalRuleBook>().AddScoped<DecisionViews>();
        services.AddExceptionHandler<Problems>().AddApiDocument();
        services.AddSingleton(builder.Configuration.GetSection("Limits").Get<LimitSettings>() ?? new LimitSettings()).AddSingleton<RequestLimits>();
        services.AddRequestTimeouts(options => options.DefaultPolicy = new() { Timeout = AnswerTime });
        services.AddSignIn(OidcSettings.Of(builder.Configuration)).AddPages();
        services.AddCors();
        builder.AddTelemetry();
        services.AddHostedService(provider => provider.GetRequiredService<ReplicaService>());
        services.AddScoped<AuditCheckpoints>().AddSingleton<CheckpointService>().AddHostedService(provider => provider.GetRequiredService<CheckpointService>());
        services.AddHostedService<UseService>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookService>());
        services.AddHostedService<SetupLink>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>().Configure<TimeZoneInfo>((json, zone) => WireJson.Configure(json.SerializerOptions, zone));
    }

    public static async Task PrepareRegisterAsync(this WebApplication app)
    {
        await app.Services.GetRequiredService<ReplicaService>().BeginAsync(CancellationToken.None);
        await using var scope = app.Services.CreateAsyncScope();
        if (scope.ServiceProvider.GetService<DemoData>() is { } demo)
            await demo.LoadAsync(CancellationToken.None);
    }

    public static void UseRegister(this WebApplication app)
    {
        app.Use(SecurityHeaders);
        var repeated = app.Services.GetRequiredService<RepeatedChecks>();
        app.Use(next => http => repeated.AnswerAsync(http, next));
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(Problems.WriteBareStatusAsync);
        app.UseRouting();
        app.UseCors(cors => cors.WithOrigins([.. app.Services.GetRequiredService<AccessSettings>().CorsOrigins]).AllowAnyHeader().AllowAnyMethod().WithExposedHeaders("ETag", "Location", SnapshotAge.Header));
        app.UseAuthentication();
        app.UseAntiforgery();
        app.Use(app.Services.GetRequiredService<RequestLimits>().EnterAsync);
        app.Use(SameOrigin.RequireAsync);
        app.UseRequestTimeouts();
        app.Use(Door.EnterAsync);

        var v1 = app.MapGroup("/v1");
        v1.MapChecks();
        v1.MapSnapshots();
        var signedIn = v1.MapGroup("").WithMetadata(new Door.SignedInOnly());
        signedIn.MapTools();
        signedIn.MapClaims();
        signedIn.MapEvidence();
        signedIn.MapAssessments();
        signedIn.MapDecisions();
        signedIn.MapExceptions();
        signedIn.MapRequests();
        signedIn.MapReviews();
        signedIn.MapReports();
        signedIn.MapInsights();
        signedIn.MapChannels();
        signedIn.MapExports();
        signedIn.MapSanta();
        signedIn.MapTokens();
        signedIn.MapWebhooks();
        signedIn.MapAudit();
        v1.MapSetup();

        app.MapSetupPage();
        app.MapPages();
        app.MapGet("/healthz", () => TypedResults.Text("alive")).ExcludeFromDescription().WithMetadata(new RequestLimits.Exempt());
        app.MapGet("/readyz", Readiness.Of).ExcludeFromDescription().WithMetadata(new RequestLimits.Exempt());
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapScalarApiReference("/docs", options => options
                .WithTitle("ToolRegistry API")
                .AddPreferredSecuritySchemes("token")
                .HideDeveloperTools()
                .HideClientButton()
                .DisableAgent()
                .DisableMcp()
                .DisableTelemetry()
                .DisableDefaultFonts())
            .WithMetadata(new Door.SkipParameterCheck());
    }

    private static Task SecurityHeaders(HttpContext http, Func<Task> next)
    {
        // At the last moment, because an error clears what was set before it.
        http.Response.OnStarting(() =>
        {
            http.Response.Headers.XContentTypeOptions = "nosniff";
            http.Response.Headers.XFrameOptions = "DENY";
            PagePolicy.Apply(http);
            return Task.CompletedTask;
        });
        return next();
    }
}
