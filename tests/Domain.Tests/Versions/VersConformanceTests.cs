using System.Text.Json;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Domain.Versions.Native;
using ToolRegistry.Tests;

namespace ToolRegistry.Domain.Tests.Versions;

/// <summary>The published test cases of the VERS specification: every required and recommended case of every file.</summary>
public class VersConformanceTests
{
    /// <summary>Cases that we answer otherwise, by file and input, and why.</summary>
    private static readonly Dictionary<string, string> Deviations = new(StringComparer.Ordinal)
    {
        [Case("maven_version_cmp", """{"input_scheme":"maven","versions":["2-1","2.0.a"]}""")] = "Maven's own ComparableVersion says 2.0.a < 2-1 since release 3.8.7; the published order is the one before.",
        [Npm("<=1.0")] = "To npm all of 1.0.x is inside; the published <=1.0.0 would let 1.0.1 out of a ban.",
        [Npm("<=2.1>=1.1")] = "The same for 2.1.x.",
        [Npm("2.1||2.6")] = "To npm a partial version is a range; the published text would let 2.1.1 out of a ban.",
        [Npm(">=1.x")] = "To npm this has no upper end; the published <2.0.0 would let 2.0.0 out of a ban.",
        [Npm("1.2.x")] = "npm audit finds 1.2.0-alpha inside, which sorts below the published >=1.2.0.",
        [Npm("<3.11||>=4<4.5")] = "The same for 4.0.0-alpha.",
        [Npm("2.0.x||2.1.x")] = "The published text names 2.1.0 twice, which the standard forbids (clause 5.4).",
        [Case("conan_range_from_native_basic", """{"scheme":"conan","native_range":"*,include_prerelease=True"}""")] = "With prereleases, 0.0.0-alpha is inside to Conan; the published >=0.0.0 would let it out.",
        [Case("conan_range_from_native_basic", """{"scheme":"conan","native_range":">1-<2.0"}""")] = "To Conan 1 lies above 1-; the published >1 would let it out of a ban.",
        [Case("conan_range_from_native", """{"native_range":"","scheme":"conan"}""")] = "The published vers:conan/ has no constraint and is no VERS (clause 5.3.3); an empty text is refused.",
    };

    [Fact]
    public void Cases_OfTheSpecification_AreAnsweredAsItSays()
    {
        var output = TestContext.Current.TestOutputHelper!;
        var wrong = new List<string>();
        var deviated = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(SharedFolder.Require("conformance/vers-spec"), "*test.json").Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            var name = Path.GetFileName(file);
            var (passed, deviating) = (0, 0);
            foreach (var test in document.RootElement.GetProperty("tests").EnumerateArray().Where(IsBinding))
            {
                var problem = Check(test);
                var key = $"{name}: {test.GetProperty("input").GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal)}";
                if (Deviations.ContainsKey(key))
                {
                    deviating++;
                    deviated.Add(key);
                    if (problem is null)
                        wrong.Add($"{key} deviates no longer");
                }
                else if (problem is null)
                {
                    passed++;
                }
                else
                {
                    wrong.Add($"{key}: {problem}");
                }
            }

            output.WriteLine($"{name}: {passed} as published, {deviating} otherwise");
            Assert.True(passed > 0, $"{name} holds no case");
        }

        foreach (var deviation in Deviations)
            output.WriteLine($"Otherwise: {deviation.Key}: {deviation.Value}");
        Assert.Empty(Deviations.Keys.Except(deviated, StringComparer.Ordinal));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>The key of a case: its file and its input without white space.</summary>
    private static string Case(string file, string input) => $"{file}_test.json: {input}";

    private static string Npm(string range) => Case("npm_range_from_native", $$"""{"native_range":"{{range}}","scheme":"npm"}""");

    private static bool IsBinding(JsonElement test) => test.GetProperty("test_group").GetString() is "required" or "recommended";

    /// <summary>What is wrong with our answer, or null.</summary>
    private static string? Check(JsonElement test)
    {
        var input = test.GetProperty("input");
        if (test.TryGetProperty("expected_failure", out var fails) && fails.GetBoolean())
            return VersionRange.TryParse(input.GetString()!, out var range, out _) ? $"was read as {range}" : null;

        var expected = test.GetProperty("expected_output");
        return test.GetProperty("test_type").GetString() switch
        {
            "comparison" => CheckOrder(Versions(input), [.. expected.EnumerateArray().Select(version => version.GetString()!)]),
            "equality" => CheckEquality(Versions(input), expected.GetBoolean()),
            "containment" => CheckContainment(input, expected.GetBoolean()),
            "validate" => CheckRange(VersionRange.TryParse(input.GetString()!, out var range, out var error) ? range : null, error, expected),
            "parse" => CheckNotation(input.GetString()!, expected),
            "from_native" => CheckNative(input, expected),
            var other => $"the kind of test {other} is unknown",
        };
    }

    private static List<ParsedVersion> Versions(JsonElement input)
    {
        var scheme = input.GetProperty("input_scheme").GetString()!;
        return [.. input.GetProperty("versions").EnumerateArray().Select(version => SchemeRules.Parse(scheme, version.GetString()!))];
    }

    private static string? CheckOrder(List<ParsedVersion> versions, string[] expected)
    {
        var scheme = versions[0].Scheme;
        var ordered = versions.OrderBy(version => version, Comparer<ParsedVersion>.Create(scheme.Compare)).ToList();
        // By version and not by text: the published order of one case writes its versions in another case than its input.
        if (!ordered.Zip(expected.Select(text => SchemeRules.Parse(scheme.Name, text))).All(pair => scheme.Compare(pair.First, pair.Second) == 0))
            return $"sorted as {string.Join(' ', ordered)}";
        return ordered.Zip(ordered.Skip(1)).Any(pair => pair.First.Text != pair.Second.Text && scheme.Compare(pair.First, pair.Second) == 0)
            ? "different versions compare equal"
            : null;
    }

    private static string? CheckEquality(List<ParsedVersion> versions, bool expected) =>
        versions[0].Scheme.Compare(versions[0], versions[1]) == 0 == expected ? null : $"equal is not {expected}";

    private static string? CheckContainment(JsonElement input, bool expected)
    {
        var range = VersionRange.Parse(input.GetProperty("vers").GetString()!);
        return range.Contains(SchemeRules.Parse(range.Scheme.Name, input.GetProperty("version").GetString()!)) == expected ? null : $"contained is not {expected}";
    }

    private static string? CheckRange(VersionRange? range, DomainException? error, JsonElement expected) =>
        range?.ToString() == expected.GetString() ? null : $"gives {range?.ToString() ?? error!.Message}";

    // What the notation says is told before a scheme understands it: npm has no version 1.0%2F0, and such a range is refused.
    private static string? CheckNotation(string text, JsonElement expected)
    {
        if (!RangeNotation.TryRead(text, out var notation, out var problem))
            return problem;
        var constraints = expected.GetProperty("version_constraints").EnumerateArray().Select(pair => (pair[0].GetString()!, pair[1].GetString()!));
        return notation.Scheme == expected.GetProperty("scheme").GetString()
            && notation.Constraints.Select(constraint => (Sign(constraint.Comparator), constraint.Version)).SequenceEqual(constraints)
                ? null
                : $"is read as {notation}";
    }

    private static string Sign(Comparator comparator) => comparator switch
    {
        Comparator.Equal => "=",
        Comparator.NotEqual => "!=",
        Comparator.Less => "<",
        Comparator.LessOrEqual => "<=",
        Comparator.Greater => ">",
        Comparator.GreaterOrEqual => ">=",
    };

    private static string? CheckNative(JsonElement input, JsonElement expected)
    {
        try
        {
            return CheckRange(NativeRange.Parse(input.GetProperty("scheme").GetString()!, input.GetProperty("native_range").GetString()!).Value, error: null, expected);
        }
        catch (DomainException refusal)
        {
            return refusal.Message;
        }
    }
}
