using System.Text.Json;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Tests;

namespace ToolRegistry.Domain.Tests.Identity;

/// <summary>The table of package types against the definitions of the purl specification.</summary>
public class PurlTypeDefinitionTests
{
    private const string Root = "conformance/purl-spec/definitions";

    /// <summary>Qualifiers without which a package URL of the type is refused.</summary>
    private static readonly Dictionary<string, string> RequiredQualifiers = new() { ["julia"] = "uuid", ["swid"] = "tag_id" };

    public static TheoryData<string> Types()
    {
        var root = SharedFolder.Location is { } shared ? Path.Combine(shared, Root) : "";
        return Directory.Exists(root)
            ? [.. Directory.EnumerateFiles(root, "*-definition.json").Select(file => Path.GetFileName(file).Replace("-definition.json", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal)]
            : ["*"];
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Of_AnswersAsTheDefinitionDoes(string type)
    {
        var definition = Read(type);
        var rules = PurlType.Of(type);
        Assert.Equal(Requirement(definition), rules.Namespace.ToString().ToLowerInvariant());
        Assert.Equal(IsLower(definition, "namespace_definition"), rules.Lower.HasFlag(LowerParts.Namespace));
        Assert.Equal(IsLower(definition, "name_definition"), rules.Lower.HasFlag(LowerParts.Name));
        Assert.Equal(IsLower(definition, "version_definition"), rules.Lower.HasFlag(LowerParts.Version));
        Assert.Equal(IsLower(definition, "subpath_definition"), rules.Lower.HasFlag(LowerParts.Subpath));
        Assert.Equal(RequiredQualifier(definition), rules.RequiredQualifier);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Create_LowersAndRefusesAsTheDefinitionAsks(string type)
    {
        var definition = Read(type);
        var (ns, name) = (Requirement(definition) == "prohibited" ? null : "Ab", type == "chrome-extension" ? "Dlpngalgnefjeiefhmpklpfiohadpglk" : "Ab");
        KeyValuePair<string, string>[] qualifiers = RequiredQualifiers.TryGetValue(type, out var key) ? [new(key, "x")] : [];
        string Make(string? given) => PackageUrl.Create(type, given, name, version: null, qualifiers, "Ab").ToString();

        var canonical = Make(ns);
        var purl = PackageUrl.Parse(canonical);
        // A git host has no case, and neither has a CPAN author, who is written upper.
        if (type is not ("git" or "cpan"))
            Assert.Equal(IsLower(definition, "namespace_definition") ? ns?.ToLowerInvariant() : ns, purl.Namespace);
        Assert.Equal(IsLower(definition, "name_definition") ? name.ToLowerInvariant() : name, purl.Name);
        Assert.Equal(IsLower(definition, "subpath_definition") ? "ab" : "Ab", purl.Subpath);
        switch (Requirement(definition))
        {
            case "required":
                Assert.Contains("needs a namespace", Assert.Throws<DomainException>(() => Make(null)).Message, StringComparison.Ordinal);
                break;
            case "prohibited":
                Assert.Contains("has no namespace", Assert.Throws<DomainException>(() => Make("Ab")).Message, StringComparison.Ordinal);
                break;
            default:
                Assert.Null(PackageUrl.Parse(Make(null)).Namespace);
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Parse_OfTheDefinitionsExamples_ReadsThemAll(string type)
    {
        foreach (var example in Read(type).GetProperty("examples").EnumerateArray().Select(example => example.GetString()!))
        {
            var purl = PackageUrl.Parse(example);
            Assert.Equal(type, purl.Type);
            Assert.Equal(purl, PackageUrl.Parse(purl.ToString()));
        }
    }

    private static JsonElement Read(string type)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require($"{Root}/{type}-definition.json")));
        return document.RootElement.Clone();
    }

    private static string Requirement(JsonElement definition) => definition.GetProperty("namespace_definition").GetProperty("requirement").GetString()!;

    // Without a word on it a component has case (ECMA-427, 6.5.6).
    private static bool IsLower(JsonElement definition, string component) =>
        definition.TryGetProperty(component, out var part) && part.TryGetProperty("case_sensitive", out var sensitive) && !sensitive.GetBoolean();

    private static string? RequiredQualifier(JsonElement definition) =>
        definition.TryGetProperty("qualifiers_definition", out var qualifiers)
            ? qualifiers.EnumerateArray().SingleOrDefault(qualifier => qualifier.TryGetProperty("requirement", out var rule) && rule.GetString() == "required") is { ValueKind: JsonValueKind.Object } one
                ? one.GetProperty("key").GetString()
                : null
            : null;
}
