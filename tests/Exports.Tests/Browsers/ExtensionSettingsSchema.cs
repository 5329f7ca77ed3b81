using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ToolRegistry.Exports.Tests.Browsers;

/// <summary>The few keywords of JSON Schema that the schema of <c>ExtensionSettings</c> consists of; it fails on any other.</summary>
internal static class ExtensionSettingsSchema
{
    private static readonly string[] Known = ["$comment", "type", "patternProperties", "properties", "enum", "pattern"];

    /// <summary>What in a value is not as the schema says. A property that the schema does not name is a problem: the browser passes over it.</summary>
    public static IEnumerable<string> Problems(JsonNode schema, JsonNode value, string at = "")
    {
        Assert.All(schema.AsObject(), keyword => Assert.Contains(keyword.Key, Known));
        var type = value switch { JsonObject => "object", JsonArray => "array", _ => value.GetValueKind().ToString().ToLowerInvariant() };
        if (schema["type"] is { } wanted && wanted.GetValue<string>() != type)
            yield return $"{at} is {type}";
        if (schema["enum"] is JsonArray values && !values.Any(v => JsonNode.DeepEquals(v, value)))
            yield return $"{at} is {value}";
        if (schema["pattern"] is { } pattern && !Matches(value.GetValue<string>(), pattern.GetValue<string>()))
            yield return $"{at} is {value}";
        if (value is not JsonObject properties)
            yield break;
        foreach (var (name, property) in properties)
        {
            var found = schema["properties"]?[name] ?? schema["patternProperties"]?.AsObject().FirstOrDefault(p => Matches(name, p.Key)).Value;
            if (found is null)
                yield return $"{at}/{name} is unknown";
            else
            {
                foreach (var problem in Problems(found, property!, $"{at}/{name}"))
                    yield return problem;
            }
        }
    }

    private static bool Matches(string text, string pattern) => Regex.IsMatch(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
}
