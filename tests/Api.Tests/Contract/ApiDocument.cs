using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Hosting;

namespace ToolRegistry.Api.Tests.Contract;

/// <summary>The OpenAPI document as the service serves it.</summary>
internal sealed class ApiDocument
{
    private ApiDocument(string text)
    {
        Text = text;
        Json = JsonNode.Parse(text)!.AsObject();
        Operations =
        [
            .. from path in Json["paths"]!.AsObject()
               where path.Key.StartsWith("/v1/", StringComparison.Ordinal)
               from operation in path.Value!.AsObject()
               select new Operation(this, new HttpMethod(operation.Key.ToUpperInvariant()), path.Key, operation.Value!.AsObject()),
        ];
    }

    public string Text { get; }

    public JsonObject Json { get; }

    public IReadOnlyList<Operation> Operations { get; }

    public Operation this[string id] => Operations.Single(o => o.Id == id);

    public static async Task<ApiDocument> ReadAsync(RegisterHost host)
    {
        var answer = await host.Anonymous.GetAsync("/openapi/v1.json");
        answer.Expect(200);
        return new ApiDocument(answer.Text);
    }

    /// <summary>The schema itself: behind a reference, and without the alternative of null.</summary>
    public JsonObject Resolve(JsonNode schema) => schema switch
    {
        JsonObject o when o["$ref"] is { } reference => Resolve(Json["components"]!["schemas"]![reference.GetValue<string>().Split('/')[^1]]!),
        JsonObject o when o["oneOf"] is JsonArray options => Resolve(options.Single(x => !IsNull(x!))!),
        JsonObject o => o,
        _ => throw new InvalidOperationException("A schema is an object."),
    };

    public static bool TakesNull(JsonNode schema) =>
        schema["oneOf"] is JsonArray options ? options.Any(x => IsNull(x!)) : TypesOf(schema).Contains("null");

    public static IReadOnlyList<string> TypesOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray types => [.. types.Select(t => t!.GetValue<string>())],
        JsonValue type => [type.GetValue<string>()],
        _ => [],
    };

    private static bool IsNull(JsonNode schema) => TypesOf(schema) is ["null"];
}

/// <summary>One operation of the document.</summary>
internal sealed record Operation(ApiDocument Document, HttpMethod Method, string Path, JsonObject Json)
{
    public string Id => Json["operationId"]?.GetValue<string>() ?? $"{Method} {Path}";

    public IEnumerable<JsonObject> Parameters => (Json["parameters"]?.AsArray() ?? []).Select(p => p!.AsObject());

    public IEnumerable<JsonObject> QueryParameters => Parameters.Where(p => p["in"]!.GetValue<string>() == "query");

    public IEnumerable<string> PathParameters => Parameters.Where(p => p["in"]!.GetValue<string>() == "path").Select(p => p["name"]!.GetValue<string>());

    /// <summary>The schema of a body in JSON; null where there is none, or where it is bytes that may be JSON.</summary>
    public JsonNode? BodySchema => Json["requestBody"]?["content"] is JsonObject { Count: 1 } content ? content["application/json"]?["schema"] : null;

    public bool RequiresBody => Json["requestBody"]?["required"]?.GetValue<bool>() == true;

    public JsonObject Responses => Json["responses"]!.AsObject();

    /// <summary>Whether it takes a header: always, if given, or not at all.</summary>
    public bool? Requires(string header) =>
        Parameters.FirstOrDefault(p => p["name"]!.GetValue<string>() == header) is { } parameter ? parameter["required"]?.GetValue<bool>() == true : null;

    /// <summary>Whether the document says that the operation may refuse with this status and code.</summary>
    public bool Documents(int status, string code) =>
        Responses[$"{status}"]?["description"]?.GetValue<string>().Contains($"`{code}`", StringComparison.Ordinal) == true;

    /// <summary>What is wrong with an answer that should be a refusal; null: nothing.</summary>
    public string? WrongWith(Answer answer)
    {
        if (answer.Status is < 400 or > 499)
            return $"answered {answer.Status}, which is no refusal: {Shortened(answer.Text)}";
        if (answer.Code is not { } code)
            return $"answered {answer.Status} without problem details: {Shortened(answer.Text)}";
        return Documents(answer.Status, code) ? null : $"answered {answer.Status} {code}, which the OpenAPI document does not name here";
    }

    private static string Shortened(string text) => text.Length > 300 ? text[..300] : text;
}
