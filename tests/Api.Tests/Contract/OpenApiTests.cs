using System.Text.Json.Nodes;
using ToolRegistry.Client.Sboms;
using ToolRegistry.Tests;

namespace ToolRegistry.Api.Tests.Contract;

/// <summary>The OpenAPI document: what is served is what is committed, and it says all that a client needs.</summary>
public sealed class OpenApiTests(Staff staff) : IClassFixture<Staff>
{
    private const string UpdateSwitch = "TOOLREGISTRY_UPDATE";

    /// <summary>Members and parameters of these names stand for one of a few words, unless they are named below.</summary>
    private static readonly string[] Vocabulary = ["disposition", "state", "pendingState", "outcome", "action", "kind", "status", "likelihood", "impact", "rating", "level", "reliability", "role", "supportStatus", "versionScheme", "environment", "environments"];

    /// <summary>Of those names, the ones that are free text or a number.</summary>
    private static readonly string[] FreeText = ["ExceptionView.outcome", "RevisionView.outcome", "AuditEntryView.action", "Problem.status", "ListAudit.action", "ListAudit.outcome"];

    [Fact]
    public async Task Document_Served_IsTheOneCommitted()
    {
        var path = ProjectFolder.Of("docs", "openapi.json");
        var served = staff.Document.Text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(UpdateSwitch) == "1")
            await File.WriteAllTextAsync(path, served);
        var committed = File.Exists(path) ? (await File.ReadAllTextAsync(path)).ReplaceLineEndings("\n") : "";
        Assert.True(served == committed, $"docs/openapi.json is not what the service serves (first difference at line {FirstDifference(served, committed)}). If the change is meant, run this test with {UpdateSwitch}=1 and commit the file.");
    }

    [Fact]
    public void Document_Version_Is31() => Assert.StartsWith("3.1.", staff.Document.Json["openapi"]!.GetValue<string>(), StringComparison.Ordinal);

    [Fact]
    public void Operation_Each_HasAnIdOfItsOwn()
    {
        Assert.All(staff.Document.Operations, o => Assert.False(string.IsNullOrEmpty(o.Json["operationId"]?.GetValue<string>()), o.Id));
        Assert.Equal(staff.Document.Operations.Count, staff.Document.Operations.Select(o => o.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Operation_Each_HasSummaryAndDescription() =>
        Assert.All(staff.Document.Operations, o =>
        {
            Assert.False(string.IsNullOrWhiteSpace(o.Json["summary"]?.GetValue<string>()), $"{o.Id} has no summary.");
            Assert.False(string.IsNullOrWhiteSpace(o.Json["description"]?.GetValue<string>()), $"{o.Id} has no description.");
        });

    [Fact]
    public void Operation_Each_SaysWhetherItNeedsAToken()
    {
        var schemes = staff.Document.Json["components"]!["securitySchemes"]!.AsObject().Select(s => s.Key).ToArray();
        Assert.Equal("token", Assert.Single(schemes));
        Assert.All(staff.Document.Operations.Where(o => o.Id != "CompleteSetup"), o => Assert.Contains(o.Json["security"]?.AsArray() ?? [], s => s!.AsObject().ContainsKey("token")));
        Assert.Null(staff.Document["CompleteSetup"].Json["security"]);
    }

    [Fact]
    public void Operation_Each_DocumentsRefusalsAsProblemDetails() =>
        Assert.All(staff.Document.Operations, o =>
        {
            var refusals = o.Responses.Where(r => r.Key.StartsWith('4')).ToArray();
            Assert.NotEmpty(refusals);
            Assert.All(refusals, r => Assert.True(r.Value!["content"]?["application/problem+json"]?["schema"] is not null, $"{o.Id} {r.Key} is not application/problem+json."));
        });

    [Fact]
    public void Operation_Each_DocumentsItsAnswer() =>
        Assert.All(staff.Document.Operations, o =>
        {
            var answers = o.Responses.Where(r => r.Key.StartsWith('2')).ToArray();
            Assert.NotEmpty(answers);
            Assert.All(answers, r => Assert.True(r.Value!["content"] is JsonObject { Count: > 0 } forms && forms.All(f => f.Value!["schema"] is not null), $"{o.Id} {r.Key} has no schema."));
        });

    [Theory]
    [InlineData("Check")]
    [InlineData("PullExport")]
    public void Operation_ThatSavesWhatIsKnown_SaysSo(string id)
    {
        Assert.NotNull(staff.Document[id].Responses["304"]);
        Assert.False(staff.Document[id].Requires("If-None-Match"));
    }

    [Fact]
    public void Body_Each_HasAnExampleAndRefusesUnknownMembers() =>
        Assert.All(staff.Document.Operations.Where(o => o.BodySchema is not null), o =>
        {
            var schema = staff.Document.Resolve(o.BodySchema!);
            Assert.True(schema["examples"] is JsonArray { Count: > 0 } || schema["example"] is not null, $"The body of {o.Id} has no example.");
            Assert.False(schema["additionalProperties"]!.GetValue<bool>(), $"The body of {o.Id} takes unknown members.");
        });

    [Fact]
    public void Body_OfEachOperation_IsJsonButForThoseOfBytes()
    {
        var bytes = staff.Document.Operations.Where(o => o.Json["requestBody"] is not null && o.BodySchema is null).ToArray();
        Assert.Equal(["BeginSantaSync", "CheckSbom", "DownloadSantaRules", "EndSantaSync", "StoreEvidenceCopy", "UploadSantaEvents"], bytes.Select(o => o.Id).Order(StringComparer.Ordinal));
        foreach (var operation in bytes)
        {
            Assert.True(operation.RequiresBody);
            Assert.All(operation.Json["requestBody"]!["content"]!.AsObject(), form => Assert.Equal("binary", staff.Document.Resolve(form.Value!["schema"]!)["format"]!.GetValue<string>()));
            Assert.False(operation.Documents(415, "request.media-type"));
        }
    }

    [Fact]
    public void Body_OfAnSbom_MayBeOfAnyMediaTypeThatIsRead() =>
        Assert.Equal(SbomReader.MediaTypes, staff.Document["CheckSbom"].Json["requestBody"]!["content"]!.AsObject().Select(form => form.Key));

    [Fact]
    public void Member_Each_IsDescribedAndTyped() => Assert.All(Schemas().SelectMany(Members), m =>
    {
        Assert.True(IsDescribed(m.Schema), $"{m.Name} has no description.");
        Assert.DoesNotContain("&lt;", Description(m.Schema), StringComparison.Ordinal);
        Assert.DoesNotContain("&gt;", Description(m.Schema), StringComparison.Ordinal);
        Assert.True(m.Schema["$ref"] is not null || m.Schema["oneOf"] is not null || ApiDocument.TypesOf(m.Schema).Count > 0, $"{m.Name} has no type.");
    });

    [Fact]
    public void Member_ThatTakesOneOfAFewWords_NamesThem()
    {
        var silent = Schemas().SelectMany(Members).Where(m => Vocabulary.Contains(m.Name.Split('.')[1]) && !FreeText.Contains(m.Name) && !NamesWords(m.Schema)).Select(m => m.Name);
        Assert.Empty(silent);
    }

    [Fact]
    public void Parameter_ThatTakesOneOfAFewWords_NamesThem()
    {
        var silent = staff.Document.Operations.SelectMany(o => o.QueryParameters.Select(p => (Name: $"{o.Id}.{p["name"]}", Schema: p["schema"]!)))
            .Where(p => Vocabulary.Contains(p.Name.Split('.')[1]) && !FreeText.Contains(p.Name) && !NamesWords(p.Schema)).Select(p => p.Name);
        Assert.Empty(silent);
    }

    [Fact]
    public void Example_OfEveryBody_HasTheMembersOfItsSchemaOnly() =>
        Assert.All(staff.Document.Operations.Where(o => o.BodySchema is not null), o =>
        {
            var schema = staff.Document.Resolve(o.BodySchema!);
            var example = schema["examples"]![0]!.AsObject();
            var members = schema["properties"]!.AsObject().Select(p => p.Key).ToArray();
            Assert.All(example, m => Assert.Contains(m.Key, members));
            Assert.All(schema["required"]?.AsArray() ?? [], r => Assert.True(example.ContainsKey(r!.GetValue<string>()), $"The example of {o.Id} lacks {r}."));
        });

    private static bool NamesWords(JsonNode schema) => schema["enum"] is JsonArray { Count: > 0 } || schema["items"]?["enum"] is JsonArray { Count: > 0 };

    private static bool IsDescribed(JsonNode schema) => Description(schema).Length > 0 || schema["$ref"] is not null;

    private static string Description(JsonNode schema) =>
        schema["description"]?.GetValue<string>() ?? (schema["oneOf"]?.AsArray() ?? []).Select(o => o!["description"]?.GetValue<string>()).FirstOrDefault(d => d is not null) ?? "";

    private static IEnumerable<(string Name, JsonObject Schema)> Members(KeyValuePair<string, JsonNode?> schema) =>
        (schema.Value!["properties"]?.AsObject() ?? []).Select(p => ($"{schema.Key}.{p.Key}", p.Value!.AsObject()));

    private JsonObject Schemas() => staff.Document.Json["components"]!["schemas"]!.AsObject();

    private static int FirstDifference(string a, string b) => a.Split('\n').Zip(b.Split('\n')).TakeWhile(pair => pair.First == pair.Second).Count() + 1;
}
