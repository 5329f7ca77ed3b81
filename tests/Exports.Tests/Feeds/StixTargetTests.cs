using System.Text.Json;
using System.Text.RegularExpressions;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Exports.Feeds;
using ToolRegistry.Exports.Tests.Given;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests.Feeds;

public sealed partial class StixTargetTests
{
    private const string CpeName = @"cpe:2.3:a:acme:it\'s_a.tool\+:*:*:*:*:*:*:*:*";

    private static readonly StixTarget Target = new();

    [Fact]
    public void RichRegister_IsWrittenAsApproved() => Approved.Holds(Target);

    [Fact]
    public void Bundle_IsValidByThePublishedSchema() => Schemas.Hold("stix", Target);

    [Fact]
    public void Indicators_SayWhatWasDecided() =>
        ExportLaw.Holds(Target, ["domain:one.example", "domain:sub.one.example", "domain:notone.example", "domain:two_.example", $"cpe:{CpeName}", "cpe:cpe:2.3:a:acme:other:*:*:*:*:*:*:*:*", $"sha256:{Sha256('5')}"], (file, at) => new Sensor(file, at), alwaysNamed: true);

    [Fact]
    public void AFileFromBeforeTheBanDate_HoldsAfterIt()
    {
        string[] ValidAfter(DateTimeOffset written) => [.. Indicators(Approved.Bytes(Target, RichRegister.Export(written))).Where(i => IsValid(i, RichRegister.After)).Select(i => $"{i.GetProperty("id")} {i.GetProperty("pattern")} {i.GetProperty("valid_from")}").Order(StringComparer.Ordinal)];
        Assert.NotEmpty(ValidAfter(RichRegister.Before));
        Assert.Equal(ValidAfter(RichRegister.After), ValidAfter(RichRegister.Before));
    }

    [Fact]
    public void ABanThatIsMoved_StaysTheSameIndicators()
    {
        string[] Ids(string day) => [.. Indicators(Approved.Bytes(Target, Export(new PolicyFactSet([Tool("t", "T", "semver", ["domain:one.example"])], [Decision(1, "t", "vers:semver/*", (day, Disposition.Banned)) with { Identifiers = [Identifier("domain:one.example")] }], []), Day("2026-07-02")))).Select(i => i.GetProperty("id").GetString()!)];
        Assert.Equal(Ids("2026-07-10"), Ids("2026-07-20"));
    }

    [Fact]
    public void AnExceptionThatAllOfTheChannelHave_InterruptsTheBan()
    {
        var facts = new PolicyFactSet(
            [Tool("t", "T", "semver", [$"sha256:{Sha256('5')}"])],
            [Decision(1, "t", "vers:semver/*", ("2026-07-01", Disposition.Banned))],
            [new ExceptionFact(1, 1, Scope.Create(["finance"], [], []), Day("2026-07-05"), Day("2026-07-15"), ["Only offline."])]);
        var file = Approved.Bytes(Target, Export(facts, Day("2026-07-02"), TakesAll with { Scope = Scope.Create(["finance"], [], []) }));
        Assert.Equal([true, false, true], new[] { "2026-07-04", "2026-07-06", "2026-07-15" }.Select(day => new Sensor(file, Day(day)).Blocks(Subject.Parse($"sha256:{Sha256('5')}"), version: null)));
    }

    [Fact]
    public void Literal_HasABackslashBeforeQuotesAndBackslashes() =>
        Assert.Contains(
            Indicators(Approved.Bytes(Target, Export(new PolicyFactSet([Tool("t", "T", "semver", [$"cpe:{CpeName}"])], [Decision(1, "t", "vers:semver/*", ("2026-07-01", Disposition.Banned))], []), Day("2026-07-02")))),
            i => i.GetProperty("pattern").GetString() == @"[software:cpe MATCHES '^cpe:2\\.3:a:acme:it\\\\\'s_a\\.tool\\\\\\+:']");

    private static JsonElement[] Indicators(byte[] file) => [.. JsonDocument.Parse(file).RootElement.GetProperty("objects").EnumerateArray().Where(o => o.GetProperty("type").GetString() == "indicator")];

    private static bool IsValid(JsonElement indicator, DateTimeOffset at) =>
        indicator.GetProperty("valid_from").GetDateTimeOffset() <= at && !(indicator.TryGetProperty("valid_until", out var until) && until.GetDateTimeOffset() <= at);

    /// <summary>Blocks what a valid indicator with the label "banned" describes: patterns of one comparison, by STIX 2.1, part 9.</summary>
    private sealed partial class Sensor(byte[] file, DateTimeOffset at) : IConsumer
    {
        private readonly string[] patterns = [.. Indicators(file).Where(i => IsValid(i, at) && i.GetProperty("labels")[0].GetString() == "banned").Select(i => i.GetProperty("pattern").GetString()!)];

        public bool Blocks(Subject subject, string? version)
        {
            var (kind, value) = (subject.Text[..subject.Text.IndexOf(':', StringComparison.Ordinal)], subject.Text[(subject.Text.IndexOf(':', StringComparison.Ordinal) + 1)..]);
            if (kind == "cpe" && version is not null)
                value = value.Replace(":*:*:*:*:*:*:*:*", $":{version}:*:*:*:*:*:*:*", StringComparison.Ordinal);
            var path = kind switch { "domain" => "domain-name:value", "cpe" => "software:cpe", "sha256" => "file:hashes.'SHA-256'", _ => throw new ArgumentException(kind, nameof(subject)) };
            return Array.Exists(patterns, pattern =>
            {
                var read = Comparison().Match(pattern);
                Assert.True(read.Success, pattern);
                var literal = Escaped().Replace(read.Groups["literal"].Value, "${one}");
                return read.Groups["path"].Value == path && (read.Groups["operator"].Value == "=" ? literal == value : Regex.IsMatch(value, literal, RegexOptions.NonBacktracking));
            });
        }

        [GeneratedRegex(@"^\[(?<path>\S+) (?<operator>=|MATCHES) '(?<literal>([^'\\]|\\['\\])*)'\]$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
        private static partial Regex Comparison();

        [GeneratedRegex(@"\\(?<one>.)", RegexOptions.NonBacktracking)]
        private static partial Regex Escaped();
    }
}
