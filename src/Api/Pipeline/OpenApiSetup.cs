using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Pipeline;

/// <summary>Writes the OpenAPI document from what the routes say of themselves.</summary>
internal static class OpenApiSetup
{
    private const string Bearer = "token";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "ToolRegistry", Version = "v1", Description = "The register in which an enterprise decides what software its people may use.", License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" } };
            // The address differs from one installation to the next; the document does not.
            document.Servers = [new OpenApiServer { Url = "/" }];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
            document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API token of the register." };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(DescribeAsync);
        options.AddSchemaTransformer((schema, context, _) =>
        {
            Describe(schema, context);
            return Task.CompletedTask;
        });
    });

    private static void Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var type = context.JsonTypeInfo.Type;
        if (Examples.Of(type) is { } example)
            schema.Examples = [example];
        // Our own converters write these, of which the framework knows nothing.
        if ((Nullable.GetUnderlyingType(type) ?? type) is { } plain && (plain == typeof(DateTimeOffset) || plain == typeof(DateOnly)))
        {
            schema.Type = plain == type ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Format = plain == typeof(DateOnly) ? "date" : "date-time";
        }

        // The XML documentation's own escapes come through as they stand.
        schema.Description = System.Net.WebUtility.HtmlDecode(schema.Description);
        if (context.JsonPropertyInfo is { } member && Vocabularies.Of(member) is { } words)
            AddWords(schema, words);
    }

    private static void AddWords(OpenApiSchema schema, IReadOnlyList<string> words)
    {
        if (schema.Items is OpenApiSchema items)
            AddWords(items, words);
        else
            schema.Enum = [.. words.Select(w => (JsonNode)w), .. schema.Type?.HasFlag(JsonSchemaType.Null) == true ? [JsonNullSentinel.JsonNull] : Array.Empty<JsonNode>()];
    }

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RouteFacts>().SingleOrDefault() is not { } facts)
            return;
        var permission = PermissionOf(facts.Request);
        operation.Description = permission == Permission.Setup ? "Needs no token." : $"Needs the permission {permission}{(permission == Permission.Check ? ", which everyone has while Access:AnonymousCheck is on" : "")}.";
        if (permission != Permission.Setup)
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
        AddHeaders(operation, facts);
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            if (parameter.Schema is OpenApiSchema query && Vocabularies.Of(facts.Request, parameter.Name!) is { } words)
                AddWords(query, words);
        }

        context.Document!.AddComponent(nameof(Problem), await context.GetOrCreateSchemaAsync(typeof(Problem), cancellationToken: ct));
        var schema = new OpenApiSchemaReference(nameof(Problem), context.Document);
        foreach (var group in CodesOf(operation, facts).GroupBy(ProblemCatalogue.StatusOf).OrderBy(g => g.Key))
            operation.Responses![group.Key.ToString(System.Globalization.CultureInfo.InvariantCulture)] = Refusal(group.Key, [.. group], schema);
    }

    private static void AddHeaders(OpenApiOperation operation, RouteFacts facts)
    {
        operation.Parameters ??= [];
        if (facts.TakesPrecondition != false)
            operation.Parameters.Add(Header("If-Match", facts.TakesPrecondition == true, "The ETag that was read; * for any state.", "\"7\""));
        if (facts.TakesIdempotencyKey)
            operation.Parameters.Add(Header("Idempotency-Key", required: false, "Makes the request safe to repeat for 24 hours.", "0190b6b2-6a3e-7c1d-9a55-3f4f3c1f6c11"));
    }

    /// <summary>A header that a route takes.</summary>
    public static OpenApiParameter Header(string name, bool required, string description, string example) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = required,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Example = JsonValue.Create(example),
    };

    private static IEnumerable<string> CodesOf(OpenApiOperation operation, RouteFacts facts) =>
        ProblemCatalogue.Anywhere
            .Concat(operation.RequestBody is null ? [] : ProblemCatalogue.WithBody)
            .Concat(operation.RequestBody?.Content?.ContainsKey("application/json") == true ? ProblemCatalogue.WithTypedBody : [])
            .Concat(facts.TakesPrecondition == false ? [] : ProblemCatalogue.WithPrecondition)
            .Concat(facts.TakesIdempotencyKey ? ProblemCatalogue.WithIdempotencyKey : [])
            .Concat(facts.IsList ? ProblemCatalogue.OfLists : [])
            .Concat(facts.IsCommand ? ProblemCatalogue.OfCommands : [])
            .Concat(facts.Codes)
            .Distinct(StringComparer.Ordinal);

    private static OpenApiResponse Refusal(int status, IReadOnlyList<string> codes, IOpenApiSchema schema) => new()
    {
        Description = $"{Problems.TitleOf(status)}. Codes: {string.Join(", ", codes.Select(c => $"`{c}`"))}.",
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            ["application/problem+json"] = new()
            {
                Schema = schema,
                Example = new JsonObject
                {
                    ["type"] = $"urn:toolregistry:problem:{codes[^1]}",
                    ["title"] = Problems.TitleOf(status),
                    ["status"] = status,
                    ["code"] = codes[^1],
                    ["correlationId"] = "0HNB2M5T9V1QK:00000001",
                },
            },
        },
    };

    /// <summary>What permission a message needs.</summary>
    public static Permission PermissionOf(Type request) =>
        (Permission)request.GetProperty(nameof(IMessage<>.Permission), System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)!.GetValue(null)!;
}
