using System.Text.Json;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Tests;

namespace ToolRegistry.Domain.Tests.Identity;

/// <summary>The test cases of the purl specification, every one of the files named here.</summary>
public class PackageUrlConformanceTests
{
    [Theory]
    [InlineData("spec/specification-test.json")]
    [InlineData("types/npm-test.json")]
    [InlineData("types/nuget-test.json")]
    [InlineData("types/deb-test.json")]
    [InlineData("types/pypi-test.json")]
    public void Cases_OfTheSpecification_AreAnsweredAsItSays(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require($"conformance/purl-spec/{file}")));
        var cases = document.RootElement.GetProperty("tests").EnumerateArray().ToList();
        Assert.NotEmpty(cases);
        Assert.All(cases, Check);
    }

    private static void Check(JsonElement test)
    {
        var (input, expected) = (test.GetProperty("input"), test.GetProperty("expected_output"));
        PackageUrl Answer() => input.ValueKind == JsonValueKind.String ? PackageUrl.Parse(input.GetString()!) : Build(input);

        if (test.GetProperty("expected_failure").GetBoolean())
            Assert.Equal("purl.invalid", Assert.Throws<DomainException>(Answer).Code);
        else if (expected.ValueKind == JsonValueKind.String)
            Assert.Equal(expected.GetString(), Answer().ToString());
        else
            Assert.Equal(Build(expected), Answer());
    }

    private static PackageUrl Build(JsonElement parts)
    {
        string? Text(string name) => parts.GetProperty(name).GetString();
        var qualifiers = parts.GetProperty("qualifiers") is { ValueKind: JsonValueKind.Object } given
            ? given.EnumerateObject().Select(qualifier => KeyValuePair.Create(qualifier.Name, qualifier.Value.GetString()!))
            : null;
        return PackageUrl.Create(Text("type")!, Text("namespace"), Text("name")!, Text("version"), qualifiers, Text("subpath"));
    }
}
