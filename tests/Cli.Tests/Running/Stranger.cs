using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ToolRegistry.Cli.Tests.Running;

/// <summary>Something that answers where the service should be: a proxy, another product, somebody with bad intentions.</summary>
internal sealed class Stranger : IAsyncDisposable
{
    private readonly WebApplication app;

    private Stranger(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    /// <summary>The authorization headers that it got.</summary>
    public List<string> Authorizations { get; } = [];

    public static async Task<Stranger> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stranger = new Stranger(builder.Build());
        stranger.app.Run(http =>
        {
            lock (stranger.Authorizations)
                stranger.Authorizations.Add(http.Request.Headers.Authorization.ToString());
            return answer(http);
        });
        await stranger.app.StartAsync();
        return stranger;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
