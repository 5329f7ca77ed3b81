using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.Extensions.DependencyInjection;
using ToolRegistry.Api.Demo;
using ToolRegistry.Api.Security;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Tests.SqlServer;

/// <summary>The service on SQLite, with a twin beside it that makes of all it asks and saves what SQL Server would be sent.</summary>
internal sealed class ServiceOnTwin : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("toolregistry-twin-");

    private ServiceOnTwin()
    {
    }

    public TwinDatabase Twin { get; } = new();

    public SentRequests Sent { get; } = new();

    public RegisterHost Host { get; private set; } = null!;

    /// <summary>The link that the start printed.</summary>
    public string SetupLink { get; private set; } = "";

    private string Database => Path.Combine(folder.FullName, "register.db");

    public static async Task<ServiceOnTwin> StartAsync()
    {
        var service = new ServiceOnTwin();
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Database:Provider"] = "Sqlite",
            ["Database:ConnectionString"] = $"Data Source={service.Database}",
        };
        using var output = new LinkCatcher(Console.Out);
        Console.SetOut(output);
        service.Host = await RegisterHost.StartAsync(settings, services: service.Add);
        // The demo finds the register in use.
        await using (var scope = service.Host.Services.CreateAsyncScope())
            await ActivatorUtilities.CreateInstance<DemoData>(scope.ServiceProvider).LoadAsync(CancellationToken.None);
        Console.SetOut(output.Inner);
        service.SetupLink = output.Link;
        return service;
    }

    /// <summary>The same database, without the twin.</summary>
    public SqliteRegisterDbContext OpenDatabase() => new(new DbContextOptionsBuilder<SqliteRegisterDbContext>().UseSqlite($"Data Source={Database}").Options);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private void Add(IServiceCollection services)
    {
        services.AddSingleton(Twin).AddSingleton(Sent).AddScoped(typeof(IPipelineBehavior<,>), typeof(SentRequestsBehavior<,>));
        services.AddHostedService<SetupLink>();
#pragma warning disable EF1001 // As in TwinQueryCompiler.
        services.ConfigureDbContext<SqliteRegisterDbContext>(builder => builder.ReplaceService<IQueryCompiler, TwinQueryCompiler>().AddInterceptors(new TwinSaving(Twin)));
#pragma warning restore EF1001
    }

    /// <summary>Takes what the start prints, the setup link above all; what other tests print goes on.</summary>
    private sealed class LinkCatcher(TextWriter inner) : StringWriter
    {
        private const string Label = "Setup: ";

        public TextWriter Inner => inner;

        public string Link { get; private set; } = "";

        public override void Write(char value) => inner.Write(value);

        public override void Write(string? value) => inner.Write(value);

        public override void WriteLine(string? value)
        {
            if (value?.StartsWith(Label, StringComparison.Ordinal) == true)
                Link = value[Label.Length..];
            else if (value?.StartsWith("Demo: ", StringComparison.Ordinal) != true)
                inner.WriteLine(value);
        }

        public override Task WriteLineAsync(string? value)
        {
            WriteLine(value);
            return Task.CompletedTask;
        }
    }
}
