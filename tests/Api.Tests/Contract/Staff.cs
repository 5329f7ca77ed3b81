using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Contract;

/// <summary>A register of its own with one person for each role, and the words by which tests tell them what to do.</summary>
public class Staff : IAsyncLifetime
{
    private readonly Dictionary<Role, Caller> byRole = [];
    private int made;

    internal RegisterHost Host { get; private set; } = null!;

    internal ApiDocument Document { get; private set; } = null!;

    internal Caller Analyst => byRole[Role.Analyst];

    internal Caller Approver => byRole[Role.Approver];

    /// <summary>Another Approver, who is another person.</summary>
    internal Caller SecondApprover { get; private set; } = null!;

    /// <summary>Another Administrator, who is another person.</summary>
    internal Caller SecondAdministrator { get; private set; } = null!;

    internal Caller Auditor => byRole[Role.Auditor];

    internal Caller Administrator => byRole[Role.Administrator];

    internal Caller Anonymous => Host.Anonymous;

    internal Caller this[Role role] => byRole[role];

    /// <summary>Changes what the service is put together from.</summary>
    internal Action<IServiceCollection>? Services { get; init; }

    protected virtual IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>(StringComparer.Ordinal);

    public virtual async ValueTask InitializeAsync()
    {
        Host = await RegisterHost.StartAsync(new Dictionary<string, string?>(Settings, StringComparer.Ordinal), services: Services);
        foreach (var role in Enum.GetValues<Role>())
            byRole[role] = await Host.CallerAsync(role, role.ToString());
        SecondApprover = await Host.CallerAsync(Role.Approver, "second-approver");
        SecondAdministrator = await Host.CallerAsync(Role.Administrator, "second-administrator");
        Document = await ApiDocument.ReadAsync(Host);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Host.DisposeAsync();
    }

    /// <summary>Registers a tool that nobody else has; returns its slug.</summary>
    internal async Task<string> ToolAsync(string? slug = null, string publisher = "Example", string? purl = null)
    {
        slug ??= $"tool-{++made}";
        var tool = new { slug, name = $"Tool {slug}", publisher, versionScheme = "npm", oneVersionLine = true, identifiers = new[] { new { kind = "purl", value = purl ?? $"pkg:npm/{slug}" }, new { kind = "domain", value = "shared.example" } } };
        (await Analyst.PostAsync("/v1/tools", tool)).Expect(201);
        return slug;
    }

    /// <summary>Makes a channel that nobody else has; returns its name.</summary>
    internal async Task<string> ChannelAsync(params string[] targets)
    {
        var name = $"channel-{++made}";
        (await Administrator.PostAsync("/v1/channels", new { name, targets = targets.Length == 0 ? ["rpz"] : targets })).Expect(201);
        return name;
    }

    /// <summary>Makes a webhook that nobody else has; returns its name.</summary>
    internal async Task<string> WebhookAsync()
    {
        var name = $"webhook-{++made}";
        (await Administrator.PostAsync("/v1/webhooks", new { name, address = "https://hooks.example.com/T1/B1", events = new[] { "decision.approved" } })).Expect(201);
        return name;
    }

    /// <summary>Makes a channel with a change that waits for another Administrator; returns its name.</summary>
    internal async Task<string> LooseningChannelAsync()
    {
        var name = $"channel-{++made}";
        (await Administrator.PostAsync("/v1/channels", new { name, targets = new[] { "rpz" }, acceptsNarrower = true })).Expect(201);
        return name;
    }

    /// <summary>Drafts a decision; returns its address.</summary>
    internal async Task<string> DraftAsync(string? tool = null, string disposition = "Banned", Caller? by = null, Action<JsonObject>? change = null)
    {
        var body = Terms(tool ?? await ToolAsync(), disposition);
        change?.Invoke(body);
        var drafted = (await (by ?? Analyst).PostAsync("/v1/decisions", body)).Expect(201);
        return $"/v1/decisions/{drafted["number"]}";
    }

    /// <summary>Drafts and proposes a decision; returns its address.</summary>
    internal async Task<string> ProposeAsync(string? tool = null, string disposition = "Banned", Action<JsonObject>? change = null)
    {
        var decision = await DraftAsync(tool, disposition, change: change);
        (await Analyst.VerbAsync(decision, "propose")).Expect(200);
        return decision;
    }

    /// <summary>Takes a decision through review; returns its address.</summary>
    internal async Task<string> DecideAsync(string? tool = null, string disposition = "Banned", Action<JsonObject>? change = null)
    {
        var decision = await ProposeAsync(tool, disposition, change);
        (await Approver.VerbAsync(decision, "approve")).Expect(200);
        return decision;
    }

    /// <summary>Drafts an exception to a decision; returns its address.</summary>
    internal async Task<string> ExceptAsync(string decision, string group = "engineers", Caller? by = null)
    {
        var drafted = (await (by ?? Analyst).PostAsync("/v1/exceptions", Exception(decision, group))).Expect(201);
        return $"/v1/exceptions/{drafted["number"]}";
    }

    internal static async Task<string> FileAsync(Caller by) =>
        $"/v1/requests/{(await by.PostAsync("/v1/requests", new { kind = "review", subject = "pkg:npm/left-pad", reason = "Needed." })).Expect(201)["number"]}";

    /// <summary>A token of a person who needs no further one; returns its id and caller.</summary>
    internal async Task<(string Id, Caller Caller)> TokenAsync(Role role, string owner, params string[] groups)
    {
        var issued = (await Administrator.PostAsync("/v1/tokens", new { name = $"of {owner}", owner, role = role.ToString(), groups, expiresAt = Host.Clock.GetUtcNow().AddDays(30) })).Expect(201);
        return (issued["details"]!["id"]!.GetValue<string>(), new Caller(Host.Address, issued["token"]!.GetValue<string>()));
    }

    /// <summary>The least that a decision says.</summary>
    internal static JsonObject Terms(string tool, string disposition = "Banned") => new()
    {
        ["tool"] = tool,
        ["ranges"] = new JsonArray("vers:npm/*"),
        ["phases"] = new JsonArray(new JsonObject { ["from"] = "2026-07-01T00:00:00Z", ["disposition"] = disposition }),
        ["constraints"] = disposition == "Constrained" ? new JsonArray("Only in the sandbox.") : [],
        ["publicStatement"] = $"{tool} is {disposition}.",
        // Without a claim a restriction is provisional.
        ["reviewBy"] = "2026-09-15T00:00:00Z",
    };

    internal static JsonObject Exception(string decision, string group = "engineers") => new()
    {
        ["decision"] = NumberOf(decision),
        ["audience"] = new JsonObject { ["groups"] = new JsonArray(group) },
        ["from"] = "2026-07-01T00:00:00Z",
        ["until"] = "2026-10-01T00:00:00Z",
        ["reason"] = "Migration ends in September.",
        ["compensatingControls"] = new JsonArray("Isolated network segment."),
        ["residualRisk"] = "Exposure of project names.",
    };

    /// <summary>The number or slug at the end of an address.</summary>
    internal static string NumberOf(string address) => address.Split('/')[^1];
}
