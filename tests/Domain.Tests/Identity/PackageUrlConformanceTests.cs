using System.Text.Json;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Tests;

namespace ToolRegistry.Domain.Tests.Identity;

/// <summary>The published cases of the purl specification: every one of every file that is there.</summary>
public class PackageUrlConformanceTests(ITestOutputHelper output)
{
    private const string Root = "conformance/purl-spec";

    /// <summary>What is deliberately answered otherwise: file, description and input of the case, and why. None at present.</summary>
    private static readonly Dictionary<(string File, string Description, string Input), string> Deviations = [];

    public static TheoryData<string> Files()
    {
        // The folder may be missing beside a clone; the test then says so itself.
        var files = new TheoryData<string>();
        var root = SharedFolder.Location is { } shared ? Path.Combine(shared, Root) : null;
        foreach (var folder in new[] { "spec", "types" }.Select(name => (Name: name, Path: Path.Combine(root ?? "", name))))
        {
            if (root is null || !Directory.Exists(folder.Path))
                files.Add($"{folder.Name}/*");
            else
                files.AddRange(Directory.GetFiles(folder.Path, "*-test.json").Select(file => $"{folder.Name}/{Path.GetFileName(file)}").Order(StringComparer.Ordinal).ToArray());
        }

        return files;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Cases_OfTheSpecification_AreAnsweredAsItSays(string file)
    {
        var (run, disagreements) = (0, new List<string>());
        foreach (var test in Cases(file))
        {
            run++;
            var key = (file, test.GetProperty("description").GetString()!, test.GetProperty("input").GetRawText());
            var problem = Problem(test);
            if (problem is not null && !Deviations.ContainsKey(key))
                disagreements.Add($"{key.Item2}: {key.Item3}: {problem}");
            if (problem is null && Deviations.ContainsKey(key))
                disagreements.Add($"{key.Item2}: {key.Item3}: no longer a deviation");
        }

        output.WriteLine($"{file}: {run} cases");
        Assert.NotEqual(0, run);
        Assert.Empty(disagreements);
    }

    [Fact]
    public void Deviations_AreAllOfCasesThatAreThere()
    {
        SharedFolder.Require(Root);
        Assert.All(Deviations, deviation => Assert.Contains(
            Cases(deviation.Key.File),
            test => (test.GetProperty("description").GetString(), test.GetProperty("input").GetRawText()) == (deviation.Key.Description, deviation.Key.Input)));
    }

    [Fact]
    public void Cases_AreOfTheGroupsAndTypesThatTheSchemaKnows()
    {
        SharedFolder.Require(Root);
        var counts = Files().Select(row => row.Data).SelectMany(Cases)
            .CountBy(test => (Group: test.GetProperty("test_group").GetString()!, Type: test.GetProperty("test_type").GetString()!))
            .OrderBy(count => count.Key).ToList();
        foreach (var (key, count) in counts)
            output.WriteLine($"{key.Group} {key.Type}: {count} cases");
        Assert.Equal(
            [("recommended", "build"), ("recommended", "parse"), ("recommended", "validate"), ("required", "build"), ("required", "parse"), ("required", "validate")],
            counts.Select(count => count.Key));
    }

    private static List<JsonElement> Cases(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require($"{Root}/{file}")));
        return [.. document.RootElement.GetProperty("tests").EnumerateArray()
            .Where(test => test.GetProperty("test_group").GetString() is "required" or "recommended")
            .Select(test => test.Clone())];
    }

    /// <summary>How the answer differs from what the case says, or null.</summary>
    private static string? Problem(JsonElement test)
    {
        var type = test.GetProperty("test_type").GetString();
        PackageUrl answer;
        try
        {
            answer = type == "build" ? Build(test.GetProperty("input")) : PackageUrl.Parse(test.GetProperty("input").GetString()!);
        }
        catch (DomainException refusal)
        {
            return test.GetProperty("expected_failure").GetBoolean() && refusal.Code == "purl.invalid" ? null : $"refused: {refusal.Message}";
        }

        if (test.GetProperty("expected_failure").GetBoolean())
            return $"not refused, but {answer}";
        var expected = test.GetProperty("expected_output");
        return type switch
        {
            "parse" => Compare(Parts(expected), Parts(answer)),
            "build" or "validate" => Compare(expected.GetString()!, answer.ToString()),
            _ => $"a case of the type {type}, which nobody knows",
        };
    }

    private static string? Compare(string expected, string actual) => expected == actual ? null : $"{actual} instead of {expected}";

    private static string Parts(JsonElement parts) => string.Join('\n', [
        .. new[] { "type", "namespace", "name", "version", "subpath" }.Select(name => $"{name} {parts.GetProperty(name).GetString()}"),
        .. Qualifiers(parts).OrderBy(qualifier => qualifier.Key, StringComparer.Ordinal).Select(qualifier => $"{qualifier.Key}={qualifier.Value}")]);

    private static string Parts(PackageUrl purl) => string.Join('\n', [
        $"type {purl.Type}", $"namespace {purl.Namespace}", $"name {purl.Name}", $"version {purl.Version}", $"subpath {purl.Subpath}",
        .. purl.Qualifiers.Select(qualifier => $"{qualifier.Key}={qualifier.Value}")]);

    private static PackageUrl Build(JsonElement parts)
    {
        string? Text(string name) => parts.GetProperty(name).GetString();
        return PackageUrl.Create(Text("type")!, Text("namespace"), Text("name")!, Text("version"), Qualifiers(parts), Text("subpath"));
    }

    private static IEnumerable<KeyValuePair<string, string>> Qualifiers(JsonElement parts) =>
        parts.GetProperty("qualifiers") is { ValueKind: JsonValueKind.Object } given
            ? given.EnumerateObject().Select(qualifier => KeyValuePair.Create(qualifier.Name, qualifier.Value.GetString()!))
            : [];
}
