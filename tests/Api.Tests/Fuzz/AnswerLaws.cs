using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Api.Tests.Hosting;

namespace ToolRegistry.Api.Tests.Fuzz;

/// <summary>What has to hold for every answer, whatever was asked.</summary>
internal sealed class AnswerLaws
{
    private const string Problem = "application/problem+json";

    private const string Draft = "https://json-schema.org/draft/2020-12/schema", Definitions = "https://tools.example.com/schemas";

    /// <summary>Characters of method, path and query that the server reads.</summary>
    private const int LongestTarget = 8_000;

    /// <summary>What a refusal may leave behind: that it was one.</summary>
    private static readonly string[] OnRecord = ["Audit", "AuditHead"];

    private readonly EvaluationOptions options = new() { OutputFormat = OutputFormat.List };
    private readonly Dictionary<string, JsonSchema> schemas = new(StringComparer.Ordinal);

    /// <summary>Reads the document. Its schemas are JSON Schema; only where they lie is OpenAPI's own.</summary>
    public AnswerLaws(ApiDocument document)
    {
        var definitions = document.Json["components"]!["schemas"]!.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
        // Registered once: with each answer's schema all of them would be looked through for each answer.
        options.SchemaRegistry.Register(JsonSchema.FromText($$"""{"$schema":"{{Draft}}","$id":"{{Definitions}}","$defs":{{definitions}}}"""));
    }

    /// <summary>What is wrong with an answer; null: nothing.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="changed">The tables in which something was changed in between.</param>
    public string? WrongWith(FuzzedRequest request, Answer answer, IReadOnlyList<string> changed)
    {
        if (answer.Status >= 500)
            return $"answered {answer.Status}: {Shortened(answer.Text)}";
        if ((answer.Status >= 400 || request.Operation.Method == HttpMethod.Get) && changed.Except(OnRecord, StringComparer.Ordinal).FirstOrDefault() is { } table)
            return $"answered {answer.Status} and changed {table}";
        // The server itself, before there is a route.
        if (answer.Status == 414 && request.Target.Length > LongestTarget)
            return null;
        if (request.MayStray)
            return answer.Status >= 400 && answer.Text.Length > 0 && answer.Code is null ? $"answered {answer.Status} without problem details" : null;
        return request.Operation.Responses[$"{answer.Status}"] is JsonObject response
            ? WrongForm(request.Operation, answer, response)
            : $"answered {answer.Status} {answer.Code}, which the document does not name here: {Shortened(answer.Text)}";
    }

    private string? WrongForm(Operation operation, Answer answer, JsonObject response)
    {
        if (answer.Status >= 400 && (answer.Code is not { } code || !operation.Documents(answer.Status, code)))
            return $"answered {answer.Status} {answer.Code}, a code that the document does not name here: {Shortened(answer.Text)}";
        if (response["content"] is not JsonObject { Count: > 0 } forms)
            return answer.Bytes.Length > 0 ? $"answered {answer.Status} with a body, of which the document says nothing" : null;
        if (answer.MediaType is null || forms[answer.MediaType] is not JsonObject form)
            return forms.ContainsKey("application/octet-stream") ? null : $"answered {answer.Status} as {answer.MediaType}, which the document does not name here";
        return answer.MediaType is "application/json" or Problem ? WrongJson(form["schema"]!.ToJsonString(), answer) : null;
    }

    private string? WrongJson(string schema, Answer answer)
    {
        JsonNode? body;
        try
        {
            body = JsonNode.Parse(answer.Bytes);
        }
        catch (JsonException bad)
        {
            return $"answered {answer.Status} with what is no JSON: {bad.Message}";
        }

        // Several read what was answered, and nobody says that schemas stand that.
        lock (schemas)
        {
            if (!schemas.TryGetValue(schema, out var compiled))
                schemas.Add(schema, compiled = Compile(schema));
            var result = compiled.Evaluate(body, options);
            if (result.IsValid)
                return null;
            var faults = result.Details.Where(d => d.HasErrors).Select(d => $"{d.InstanceLocation}: {string.Join(", ", d.Errors!.Values)}");
            return $"answered {answer.Status} with what is not as its schema says: {string.Join("; ", faults.Take(5))}: {Shortened(answer.Text)}";
        }
    }

    private static JsonSchema Compile(string schema)
    {
        var whole = JsonNode.Parse(schema.Replace("#/components/schemas/", $"{Definitions}#/$defs/", StringComparison.Ordinal))!.AsObject();
        whole["$schema"] = Draft;
        return JsonSchema.FromText(whole.ToJsonString());
    }

    private static string Shortened(string text) => text.Length > 400 ? text[..400] : text;
}
