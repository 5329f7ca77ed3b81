using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ToolRegistry.Api.Tests.Webhooks;

/// <summary>What a receiver got.</summary>
internal sealed record Received(IReadOnlyDictionary<string, string> Headers, string Body, string Path)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Id => Headers["webhook-id"];

    public string Subject => Json["subject"]!.GetValue<string>();

    public string Type => Json["type"]!.GetValue<string>();
}

/// <summary>Somebody who is told of events, over real HTTP, and answers as the test wants.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Received> received = new();

    private Receiver(WebApplication app) => this.app = app;

    /// <summary>How it answers; it takes everything unless told otherwise.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public string Address => $"{app.Urls.First()}/hook";

    public IReadOnlyList<Received> All => [.. received];

    public static async Task<Receiver> StartAsync(string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var receiver = new Receiver(builder.Build());
        receiver.app.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
            var body = await reader.ReadToEndAsync();
            receiver.received.Enqueue(new Received(http.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString(), StringComparer.Ordinal), body, http.Request.Path));
            await receiver.Answer(http);
        });
        await receiver.app.StartAsync();
        return receiver;
    }

    public void Forget() => received.Clear();

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
