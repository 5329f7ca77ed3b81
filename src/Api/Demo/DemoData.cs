using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ToolRegistry.Api.Features.Claims;
using ToolRegistry.Api.Features.Decisions;
using ToolRegistry.Api.Features.Evidence;
using ToolRegistry.Api.Features.Requests;
using ToolRegistry.Api.Features.Tools;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Demo;

/// <summary>
/// Fills an empty register with the founding case and a few dozen tools, so that a newcomer has something to look at.
/// Everything goes through the commands that people use; instants are shifted so that the founding ban lies a week ahead.
/// </summary>
internal sealed class DemoData(IServiceScopeFactory scopes, IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json, TimeProvider clock)
{
    public const string Switch = "--demo";

    /// <summary>The organization of the demo, which publishes one of the tools itself.</summary>
    public const string Organization = "Demo Corp";

    private static readonly (string Owner, Role Role)[] People = [("dana", Role.Analyst), ("omar", Role.Approver)];
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromDays(30);

    private readonly Dictionary<string, string> numbers = new(StringComparer.Ordinal);

    /// <summary>Loads the data, unless the register holds anything.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        if (!await IsEmptyAsync(ct))
        {
            await Console.Out.WriteLineAsync("Demo: the register holds records already, so no demo data was added.");
            return;
        }

        var file = await ReadAsync(ct);
        foreach (var tool in Rows(file, "tools"))
            await SendAsync(Role.Analyst, new RegisterTool(Body<NewToolBody>(tool)), ct);
        foreach (var claim in Rows(file, "claims"))
            numbers[Text(claim, "id")] = (await SendAsync(Role.Analyst, new AddClaim(Text(claim, "tool"), Body<NewClaimBody>(claim, "id", "tool")), ct)).Body.Number;
        foreach (var evidence in Rows(file, "evidence"))
            numbers[Text(evidence, "id")] = (await SendAsync(Role.Analyst, new AddEvidence(Text(Rows(file, "claims").First(), "tool"), EvidenceOf(evidence)), ct)).Body.Number;
        foreach (var decision in Rows(file, "decisions"))
            await DecideAsync(decision, ct);
        foreach (var request in Rows(file, "requests"))
            await SendAsync(Role.Approver, new FileRequest(Body<NewRequestBody>(request)), ct);
        await PrintTokensAsync(ct);
    }

    private async Task<bool> IsEmptyAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegisterDbContext>();
        return !await db.Audit.AnyAsync(a => a.Owner != null, ct) && !await db.Tokens.AnyAsync(ct);
    }

    private async Task DecideAsync(JsonObject decision, CancellationToken ct)
    {
        if (decision["claims"] is JsonArray claims)
            decision["claims"] = Named(claims);
        var drafted = await SendAsync(Role.Analyst, new DraftDecision(Body<NewDecisionBody>(decision)), ct);
        var number = Wire.Number(Numbers.Decision, drafted.Body.Number);
        await SendAsync(Role.Analyst, new ProposeDecision(number), ct);
        await SendAsync(Role.Approver, new ApproveDecision(number), ct);
    }

    private async Task<T> SendAsync<T>(Role role, IRequest<T> request, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<RequestContext>();
        context.Principal = new Principal(Owner.Parse(People.First(p => p.Role == role).Owner), [role], [], "demo");
        context.CorrelationId = "demo";
        context.IfMatch = Precondition.Any;
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, ct);
    }

    private async Task PrintTokensAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegisterDbContext>();
        var now = clock.GetUtcNow();
        var tokens = new List<ApiToken>();
        foreach (var (owner, role) in People)
        {
            var person = Owner.Parse(owner);
            var (token, text) = ApiToken.Issue("demo", person, role, [], now + TokenLifetime, person, now);
            tokens.Add(token);
            await Console.Out.WriteLineAsync($"Demo: {owner} is {role}: {text}");
        }

        await db.AddTokensAsync(tokens, ct);
    }

    private async Task<JsonObject> ReadAsync(CancellationToken ct)
    {
        await using var stream = typeof(DemoData).Assembly.GetManifestResourceStream(typeof(DemoData), "demo.json") ?? throw new InvalidOperationException("The demo data is not in the assembly.");
        var file = (await JsonNode.ParseAsync(stream, cancellationToken: ct))!.AsObject();
        var today = DateTimeOffset.Parse(Text(file, "today"), CultureInfo.InvariantCulture);
        // Whole days, so that what begins at midnight still does.
        Shift(file, TimeSpan.FromDays(Math.Floor((clock.GetUtcNow() - today).TotalDays)));
        return file;
    }

    private static void Shift(JsonNode? node, TimeSpan by)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                Shift(item, by);
        }
        else if (node is JsonObject obj)
        {
            foreach (var (name, value) in obj.ToArray())
            {
                if (value is JsonValue && value.GetValueKind() == JsonValueKind.String && WireJson.TryReadInstant(value.GetValue<string>(), out var instant))
                    obj[name] = (instant + by).ToString("O", CultureInfo.InvariantCulture);
                else
                    Shift(value, by);
            }
        }
    }

    private NewEvidenceBody EvidenceOf(JsonObject evidence)
    {
        evidence["stances"] = new JsonObject(evidence["stances"]!.AsObject().Select(s => KeyValuePair.Create(numbers[s.Key], s.Value?.DeepClone())));
        if (evidence["derivedFrom"] is JsonArray sources)
            evidence["derivedFrom"] = Named(sources);
        return Body<NewEvidenceBody>(evidence, "id");
    }

    private JsonArray Named(JsonArray references) => [.. references.Select(r => (JsonNode)numbers[r!.GetValue<string>()])];

    private T Body<T>(JsonObject row, params string[] without) =>
        new JsonObject(row.Where(m => !without.Contains(m.Key)).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))).Deserialize<T>(json.Value.SerializerOptions)!;

    private static IEnumerable<JsonObject> Rows(JsonObject file, string name) => file[name]!.AsArray().Select(r => r!.AsObject());

    private static string Text(JsonObject row, string name) => row[name]!.GetValue<string>();
}
