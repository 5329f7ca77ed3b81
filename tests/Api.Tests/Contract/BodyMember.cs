using System.Text.Json.Nodes;

namespace ToolRegistry.Api.Tests.Contract;

/// <summary>One place in a body, of which the schema says what may stand there.</summary>
/// <param name="Body">The whole body.</param>
/// <param name="Path">Names and positions that lead there.</param>
/// <param name="Schema">The schema of the place.</param>
/// <param name="TakesNull">Whether null may stand there.</param>
/// <param name="IsRequired">Whether it may be left out; an element of a list may.</param>
internal sealed record BodyMember(JsonObject Body, IReadOnlyList<object> Path, JsonObject Schema, bool TakesNull, bool IsRequired)
{
    private const string Marker = "@@here@@";

    public string Name => string.Concat(Path.Select(p => p is int i ? $"[{i}]" : $".{p}")).TrimStart('.');

    public string Last => Path.OfType<string>().Last();

    public bool IsElement => Path[^1] is int;

    /// <summary>All members of a body, those of its parts included, the body itself first.</summary>
    public static IEnumerable<BodyMember> All(ApiDocument document, JsonNode schema, JsonObject body) => Walk(document, body, body, schema, [], isRequired: true);

    /// <summary>Members that the schema has and the body leaves out.</summary>
    public static IEnumerable<string> Missing(ApiDocument document, JsonNode schema, JsonObject body) =>
        from member in All(document, schema, body)
        let node = member.Read()
        from missing in node switch
        {
            JsonObject given => (member.Schema["properties"]?.AsObject() ?? []).Select(p => p.Key).Where(name => !given.ContainsKey(name)),
            JsonArray { Count: 0 } => ["an element"],
            _ => [],
        }
        select $"{member.Name} has no {missing}";

    /// <summary>The body as text, with this JSON in the place.</summary>
    public string With(string json)
    {
        if (Path.Count == 0)
            return json;
        var body = Body.DeepClone();
        var parent = Path.SkipLast(1).Aggregate(body, Step);
        if (Path[^1] is int index)
            parent[index] = Marker;
        else
            parent[(string)Path[^1]] = Marker;
        return body.ToJsonString().Replace($"\"{Marker}\"", json, StringComparison.Ordinal);
    }

    /// <summary>The body without the place.</summary>
    public string Without()
    {
        var body = Body.DeepClone();
        Path.SkipLast(1).Aggregate(body, Step).AsObject().Remove((string)Path[^1]);
        return body.ToJsonString();
    }

    /// <summary>The body with a further member in the place, which holds an object.</summary>
    public string WithFurther(string name, string json)
    {
        var text = Read()!.ToJsonString();
        return With($"{text[..^1]},\"{name}\":{json}}}");
    }

    public JsonNode? Read() => Path.Aggregate((JsonNode)Body, Step);

    private static JsonNode Step(JsonNode node, object step) => step is int index ? node[index]! : node[(string)step]!;

    private static IEnumerable<BodyMember> Walk(ApiDocument document, JsonObject body, JsonNode? node, JsonNode schema, IReadOnlyList<object> path, bool isRequired)
    {
        var resolved = document.Resolve(schema);
        yield return new BodyMember(body, path, resolved, ApiDocument.TakesNull(schema), isRequired);
        var required = (resolved["required"]?.AsArray() ?? []).Select(r => r!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        var parts = node switch
        {
            JsonObject members => members.Select(m => (Step: (object)m.Key, m.Value, Schema: resolved["properties"]?[m.Key] ?? resolved["additionalProperties"]!, IsRequired: required.Contains(m.Key))),
            JsonArray elements => elements.Take(1).Select((e, i) => (Step: (object)i, Value: e, Schema: resolved["items"]!, IsRequired: false)),
            _ => [],
        };
        foreach (var part in parts.SelectMany(p => Walk(document, body, p.Value, p.Schema, [.. path, p.Step], p.IsRequired)))
            yield return part;
    }
}
