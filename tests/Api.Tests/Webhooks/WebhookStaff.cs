using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Tests.Webhooks;

/// <summary>A register that may call receivers on this machine.</summary>
internal sealed class WebhookStaff : Staff, IAsyncDisposable
{
    private readonly Dictionary<string, string?> settings;

    private WebhookStaff(Dictionary<string, string?> settings) => this.settings = settings;

    protected override IReadOnlyDictionary<string, string?> Settings => settings;

    public static async Task<WebhookStaff> StartAsync(Dictionary<string, string?>? more = null, CommandStop? stop = null)
    {
        var all = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Webhooks:AllowHttp"] = "true",
            ["Webhooks:AllowedNetworks:0"] = "127.0.0.0/8",
            ["Exports:Address"] = "https://tools.example.org/",
        };
        foreach (var (key, value) in more ?? [])
            all[key] = value;
        var staff = new WebhookStaff(all) { Services = stop is null ? null : services => Add(services, stop) };
        await staff.InitializeAsync();
        return staff;
    }

    private static void Add(IServiceCollection services, CommandStop stop)
    {
        services.ConfigureDbContext<SqliteRegisterDbContext>(options => options.AddInterceptors(stop));
        services.ConfigureDbContext<SqlServerRegisterDbContext>(options => options.AddInterceptors(stop));
    }

    /// <summary>Makes a webhook; returns its secret.</summary>
    public async Task<string> WebhookAsync(string address, string[] events, string name = "told", string format = "cloud_events", string? messageTemplate = null) =>
        (await Administrator.PostAsync("/v1/webhooks", new { name, address, events, format, messageTemplate })).Expect(201)["secret"]!.GetValue<string>();

    /// <summary>Makes events of one subject: a channel's.</summary>
    public async Task ChangeAsync(string channel, int times)
    {
        if ((await Administrator.GetAsync($"/v1/channels/{channel}")).Status == 404)
            (await Administrator.PostAsync("/v1/channels", new { name = channel, targets = new[] { "rpz" } })).Expect(201);
        for (var i = 0; i < times; i++)
            (await Administrator.PutAsync($"/v1/channels/{channel}", new { targets = new[] { "rpz" }, contact = $"desk {i}" }, "*")).Expect(200);
    }

    public async Task<JsonArray> DeliveriesAsync(string query = "", string webhook = "told") =>
        (await Auditor.GetAsync($"/v1/webhooks/{webhook}/deliveries{query}")).Expect(200)["items"]!.AsArray();

    /// <summary>The latest attempt of the latest delivery.</summary>
    public async Task<JsonNode> LastAttemptAsync(string webhook = "told")
    {
        var latest = (await DeliveriesAsync(webhook: webhook))[0]!["event"];
        return (await Auditor.GetAsync($"/v1/webhooks/{webhook}/deliveries/{latest}")).Expect(200)["attempts"]![0]!;
    }

    public async Task<JsonNode> LastAttemptOfAsync(string id) => (await Auditor.GetAsync($"/v1/webhooks/told/deliveries/{id}")).Expect(200)["attempts"]![0]!;

    /// <summary>All attempts of a webhook.</summary>
    public async Task<IReadOnlyList<JsonNode>> AttemptsAsync(string webhook)
    {
        var attempts = new List<JsonNode>();
        foreach (var delivery in await DeliveriesAsync("?limit=200", webhook))
            attempts.AddRange((await Auditor.GetAsync($"/v1/webhooks/{webhook}/deliveries/{delivery!["event"]}")).Expect(200)["attempts"]!.AsArray().Select(a => a!));
        return attempts;
    }

    /// <summary>Lets time go by in steps, and tells what is due after each.</summary>
    public async Task PassAsync(TimeSpan time, TimeSpan step)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += step)
        {
            Host.Clock.Advance(step);
            await Host.WatchAsync();
            await Host.SendDueAsync();
        }
    }
}
