using System.Text.Json;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Exports.Feeds;
using ToolRegistry.Exports.Tests.Given;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests.Feeds;

public sealed class RegisterTargetsTests
{
    private static readonly RegisterJsonTarget Json = new();
    private static readonly RegisterCsvTarget Csv = new();

    public static TheoryData<string> Days => ["2026-06-30", "2026-07-02", "2026-07-09", "2026-07-10", "2026-07-11", "2026-08-02", "2027-01-02"];

    [Fact]
    public void RichRegister_IsWrittenAsApproved()
    {
        Approved.Holds(Json);
        Approved.Holds(Csv);
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void EveryDecisionInScope_Stands_WithWhatItSaysNow(string day)
    {
        var export = RichRegister.Export(Day(day));
        var decisions = JsonDocument.Parse(Approved.Bytes(Json, export)).RootElement.GetProperty("decisions").EnumerateArray().ToArray();
        Assert.Equal(RichRegister.Facts.Decisions.Count, decisions.Length);
        foreach (var (rule, decision) in export.Rules.Zip(decisions))
        {
            Assert.Equal(rule.Number, decision.GetProperty("number").GetString());
            Assert.Equal(rule.Disposition?.ToString(), decision.GetProperty("disposition").GetString());
            Assert.Equal(rule.Tool.Name, decision.GetProperty("tool").GetProperty("name").GetString());
            Assert.Equal(rule.Decision.PublicStatement, decision.GetProperty("publicStatement").GetString());
        }
    }

    [Fact]
    public void Next_IsWhatIsSaid_WhenItComes()
    {
        foreach (var day in Days.Select(d => Day(d.Data)))
        {
            foreach (var decision in Decisions(RichRegister.Export(day)).Where(d => d.GetProperty("next").ValueKind != JsonValueKind.Null))
            {
                var next = decision.GetProperty("next");
                var then = Decisions(RichRegister.Export(next.GetProperty("at").GetDateTimeOffset())).Single(d => d.GetProperty("number").GetString() == decision.GetProperty("number").GetString());
                Assert.True(next.GetProperty("at").GetDateTimeOffset() > day);
                Assert.Equal(next.GetProperty("disposition").GetString(), then.GetProperty("disposition").GetString());
                Assert.Equal(next.GetProperty("at").GetString(), then.GetProperty("since").GetString());
            }
        }
    }

    [Fact]
    public void AnExceptionThatAllOfTheChannelHave_IsPartOfTheCourse()
    {
        var facts = new PolicyFactSet(
            [Tool("t", "T", "semver", ["pkg:npm/t"])],
            [Decision(1, "t", "vers:semver/*", ("2026-07-01", Disposition.Banned))],
            [new ExceptionFact(1, 1, Scope.Create(["finance"], [], []), Day("2026-07-05"), Day("2026-07-15"), ["Only offline."])]);
        var channel = TakesAll with { Scope = Scope.Create(["finance"], [], []) };

        var before = Decisions(Export(facts, Day("2026-07-02"), channel)).Single();
        var during = Decisions(Export(facts, Day("2026-07-06"), channel)).Single();

        Assert.Equal(("Banned", "Constrained"), (before.GetProperty("disposition").GetString(), before.GetProperty("next").GetProperty("disposition").GetString()));
        Assert.Equal(("Constrained", "2026-07-05T00:00:00.000Z"), (during.GetProperty("disposition").GetString(), during.GetProperty("since").GetString()));
        Assert.Equal("2026-07-15T00:00:00.000Z", during.GetProperty("next").GetProperty("at").GetString());
    }

    [Fact]
    public void OfAnException_OnlyItsEndIsTold()
    {
        foreach (var target in new IExportTarget[] { Json, Csv })
        {
            var text = Approved.Text(target, RichRegister.Export(RichRegister.After));
            Assert.Contains("2026-12-31", text, StringComparison.Ordinal);
            Assert.DoesNotContain("finance", text, StringComparison.Ordinal);
            Assert.DoesNotContain("2026-07-02", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Only offline", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("\t=1+1")]
    public void Csv_GivesASpreadsheetNothingToRun(string name)
    {
        var facts = new PolicyFactSet([Tool("t", name, "semver", ["pkg:npm/t"])], [Decision(1, "t", "vers:semver/*", ("2026-07-01", Disposition.Banned))], []);
        Assert.Equal($"'{name}", Lines(Export(facts, Day("2026-07-02")))[1][2]);
    }

    [Fact]
    public void Csv_HasALineForEachIdentifierAndFile_AndOneWhereThereIsNone()
    {
        var export = RichRegister.Export(RichRegister.After);
        var lines = Lines(export);
        Assert.All(lines, l => Assert.Equal(lines[0].Length, l.Length));
        foreach (var rule in export.Rules)
            Assert.Equal(Math.Max(1, rule.Identifiers.Count(i => rule.RangesOn(i).Count > 0) + rule.HeldArtifacts.Count()), lines.Count(l => l[0] == rule.Number));
        Assert.Contains(lines, l => l[2] == RichRegister.Hostile);
    }

    private static JsonElement[] Decisions(Export export) => [.. JsonDocument.Parse(Approved.Bytes(Json, export)).RootElement.GetProperty("decisions").EnumerateArray()];

    /// <summary>The lines of the table by RFC 4180, read by hand.</summary>
    private static List<string[]> Lines(Export export)
    {
        var (lines, cells, cell, isQuoted) = (new List<string[]>(), new List<string>(), new System.Text.StringBuilder(), false);
        var text = Approved.Text(Csv, export);
        for (var i = 0; i < text.Length; i++)
        {
            if (isQuoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[++i]);
            else if (text[i] == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && text[i] is ',' or '\n')
                EndCell(isLast: text[i] == '\n');
            else if (isQuoted || text[i] != '\r')
                cell.Append(text[i]);
        }

        return lines;

        void EndCell(bool isLast)
        {
            cells.Add(cell.ToString());
            cell.Clear();
            if (!isLast)
                return;
            lines.Add([.. cells]);
            cells.Clear();
        }
    }
}
