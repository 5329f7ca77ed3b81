using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Benchmarks.Load;

/// <summary>Someone who takes decisions on the tools of a register, over HTTP, as an Analyst and as another person who approves.</summary>
internal sealed class Decider : IDisposable
{
    private static readonly string[] Dispositions = ["Banned", "HighRisk", "Approved"];

    private readonly HttpClient analyst;
    private readonly HttpClient approver;

    private Decider(HttpClient analyst, HttpClient approver) => (this.analyst, this.approver) = (analyst, approver);

    public static async Task<Decider> EnterAsync(string register, int tools, Uri address, string name) => new(
        Client(address, await RegisterBuilder.TokenAsync(register, tools, Role.Analyst, $"{name}-analyst")),
        Client(address, await RegisterBuilder.TokenAsync(register, tools, Role.Approver, $"{name}-approver")));

    public static HttpClient Client(Uri address, string token)
    {
        var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        client.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", "*");
        return client;
    }

    public void Dispose()
    {
        analyst.Dispose();
        approver.Dispose();
    }

    /// <summary>Drafts and proposes a decision; returns its address.</summary>
    public async Task<string> ProposeAsync(int tool, int i)
    {
        var drafted = await SendAsync(analyst, "/v1/decisions", new JsonObject
        {
            ["tool"] = $"tool-{tool}",
            ["ranges"] = new JsonArray(i % 2 == 0 ? "vers:generic/*" : "vers:npm/<2.0.0"),
            ["phases"] = new JsonArray(new JsonObject { ["from"] = "2026-07-01T00:00:00Z", ["disposition"] = Dispositions[i % Dispositions.Length] }),
            ["publicStatement"] = string.Create(CultureInfo.InvariantCulture, $"Decision {i} of a run."),
            ["reviewBy"] = DateTimeOffset.UtcNow.AddDays(60).ToString("O", CultureInfo.InvariantCulture),
        });
        var decision = $"/v1/decisions/{drafted["number"]}";
        await SendAsync(analyst, $"{decision}/propose", body: null);
        return decision;
    }

    /// <summary>Approves what was proposed.</summary>
    public Task ApproveAsync(string decision) => SendAsync(approver, $"{decision}/approve", body: null);

    private static async Task<JsonNode> SendAsync(HttpClient client, string path, JsonObject? body)
    {
        using var response = await client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body ?? []);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new HttpRequestException($"{path}: {(int)response.StatusCode} {text}", inner: null, response.StatusCode);
    }
}
