using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ToolRegistry.Client;
using ToolRegistry.Client.Findings;

namespace ToolRegistry.Cli.Tests.Findings;

/// <summary>Verdicts as the logs that code hosts and build servers show.</summary>
public sealed class FindingWritersTests
{
    private static readonly Finding Allowed = new(Verdict("pkg:npm/good@1.0.0", "1.0.0", "Approved", "allow", "TR-1"), "package-lock.json", 4);
    private static readonly Finding Risky = new(Verdict("pkg:npm/risky@1.0.0", "1.0.0", "HighRisk", "warn", "TR-2"), "web app/package-lock.json", 9);
    private static readonly Finding Banned = new(Verdict("pkg:npm/bad", "2.1.95", "Banned", "block", "TR-3"));
    private static readonly Finding Unknown = new(Verdict("pkg:npm/new@1.0.0", "1.0.0", "Unknown", "warn", decision: null));

    [Fact]
    public void Sarif_HoldsWhatNeedsAttention_ByTheDecisionThatSaysSo()
    {
        var run = Sarif(Allowed, Risky, Banned, Unknown, Banned)["runs"]!.AsArray().Single()!;
        Assert.Equal(["TR-2", "TR-3", "unknown-software"], run["tool"]!["driver"]!["rules"]!.AsArray().Select(r => r!["id"]!.GetValue<string>()));
        Assert.Equal(
            ["0 TR-2 warning", "1 TR-3 error", "2 unknown-software warning", "1 TR-3 error"],
            run["results"]!.AsArray().Select(r => $"{r!["ruleIndex"]} {r["ruleId"]} {r["level"]}"));
        Assert.Equal(17, run["properties"]!["revision"]!.GetValue<long>());
    }

    [Fact]
    public void Sarif_SaysWhereItWasFound_WhereThatIsKnown()
    {
        var results = Sarif(Risky, Banned)["runs"]![0]!["results"]!.AsArray();
        var found = results[0]!["locations"]![0]!;
        Assert.Equal(("web%20app/package-lock.json", 9), (found["physicalLocation"]!["artifactLocation"]!["uri"]!.GetValue<string>(), found["physicalLocation"]!["region"]!["startLine"]!.GetValue<int>()));
        Assert.Null(results[1]!["locations"]![0]!["physicalLocation"]);
        Assert.Equal("pkg:npm/bad 2.1.95", results[1]!["locations"]![0]!["logicalLocations"]![0]!["fullyQualifiedName"]!.GetValue<string>());
        Assert.Equal("pkg:npm/bad 2.1.95 is Banned. TR-3: Because. Use instead: Good. Banned from 2026-07-10 00:00 +08:00.", results[1]!["message"]!["text"]!.GetValue<string>());
    }

    [Fact]
    public void Sarif_WithNothingFound_IsALogOfARunWithoutResults()
    {
        var log = Sarif(Allowed);
        Assert.Equal("2.1.0", log["version"]!.GetValue<string>());
        Assert.Empty(log["runs"]![0]!["results"]!.AsArray());
        Assert.Empty(log["runs"]![0]!["tool"]!["driver"]!["rules"]!.AsArray());
    }

    [Fact]
    public void Sarif_GivesAFindingTheSameFingerprint_WhereverItsLineIs() =>
        Assert.Equal(Fingerprint(Risky), Fingerprint(Risky with { Line = 100 }));

    [Fact]
    public void JUnit_FailsWhatIsBlocked_AndLetsAWarningPass()
    {
        var suites = JUnit(Allowed, Risky, Banned, Unknown).Root!;
        var suite = suites.Elements("testsuite").Single();
        Assert.All([suites, suite], e => Assert.Equal(("4", "1", "0"), (e.Attribute("tests")!.Value, e.Attribute("failures")!.Value, e.Attribute("errors")!.Value)));
        Assert.Equal(
            ["pkg:npm/good@1.0.0 ", "pkg:npm/risky@1.0.0 system-out", "pkg:npm/bad 2.1.95 failure", "pkg:npm/new@1.0.0 system-out"],
            suite.Elements("testcase").Select(c => $"{c.Attribute("name")!.Value} {c.Elements().SingleOrDefault()?.Name.LocalName}"));
        Assert.Equal("9", suite.Elements("testcase").ElementAt(1).Attribute("line")!.Value);
        Assert.Equal("Banned", suite.Descendants("failure").Single().Attribute("type")!.Value);
    }

    [Fact]
    public void Action_ThatIsNotKnown_IsAFailure()
    {
        var odd = new Finding(Verdict("pkg:npm/odd@1", "1", "Quarantined", "quarantine", "TR-9"));
        Assert.Equal("error", Sarif(odd)["runs"]![0]!["results"]![0]!["level"]!.GetValue<string>());
        Assert.Single(JUnit(odd).Descendants("failure"));
    }

    [Theory]
    [InlineData("a\u0001b\uFFFEc", "a\uFFFDb\uFFFDc")]
    [InlineData("<&\"'>]]>", "<&\"'>]]>")]
    [InlineData("😀", "😀")]
    public void JUnit_OfTextThatXmlCannotHold_IsStillXml(string subject, string expected) =>
        Assert.Equal(expected, JUnit(new Finding(Verdict(subject, version: null, "Unknown", "warn", decision: null))).Descendants("testcase").Single().Attribute("name")!.Value);

    private static string Fingerprint(Finding finding) => Sarif(finding)["runs"]![0]!["results"]![0]!["partialFingerprints"]!.ToJsonString();

    private static JsonNode Sarif(params Finding[] findings)
    {
        using var output = new MemoryStream();
        SarifWriter.Write(findings, revision: 17, output);
        return JsonNode.Parse(output.ToArray())!;
    }

    private static XDocument JUnit(params Finding[] findings)
    {
        using var output = new MemoryStream();
        JUnitWriter.Write(findings, revision: 17, output);
        return XDocument.Parse(Encoding.UTF8.GetString(output.ToArray()));
    }

    private static VerdictView Verdict(string subject, string? version, string outcome, string action, string? decision) => new()
    {
        Subject = subject,
        Version = version,
        Tools = [],
        At = DateTimeOffset.UnixEpoch,
        Outcome = outcome,
        Action = action,
        Since = null,
        Next = outcome == "Banned" ? new NextChangeView(new DateTimeOffset(2026, 7, 10, 0, 0, 0, TimeSpan.FromHours(8)), "Banned") : null,
        ValidUntil = null,
        Decisions = decision is null ? [] : [new DeciderView(decision, outcome, DateTimeOffset.UnixEpoch, "Because.", ReviewBy: null, Provisional: false, "low", 0, RatificationOverdue: false)],
        Alternatives = outcome == "Banned" ? [new SuggestionView("good", "Good", Note: null, OwnProduct: false)] : [],
        Constraints = [],
        Exception = null,
        Ranges = [],
        Notes = [],
        Revision = 17,
    };
}
