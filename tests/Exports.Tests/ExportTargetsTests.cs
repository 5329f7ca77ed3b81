using System.IO.Compression;
using System.Text;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Exports.Tests.Engines;
using ToolRegistry.Exports.Tests.Given;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests;

/// <summary>What holds of every target.</summary>
public sealed class ExportTargetsTests
{
    public static TheoryData<string> Names => [.. ExportTargets.All.Select(t => t.Info.Name)];

    [Fact]
    public void Names_AreUnique() => Assert.Equal(ExportTargets.All.Count, ExportTargets.All.Select(t => t.Info.Name).Distinct(StringComparer.Ordinal).Count());

    [Theory]
    [MemberData(nameof(Names))]
    public void Bytes_StandUntilValidUntil(string name)
    {
        var target = ExportTargets.Find(name)!;
        for (var at = RichRegister.Before; ;)
        {
            var export = RichRegister.Export(at, highRisk: true);
            Assert.Equal(Approved.Bytes(target, export), Approved.Bytes(target, RichRegister.Export(export.AsOf, highRisk: true)));
            if (export.ValidUntil is not { } until)
                break;
            Assert.Equal(Approved.Bytes(target, export), Approved.Bytes(target, RichRegister.Export(until.AddTicks(-1), highRisk: true)));
            at = until;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Finding_GivesAReason_UnlessItIsExact(string name)
    {
        foreach (var (_, finding) in ExportAcceptance.Judge(ExportTargets.Find(name)!, RichRegister.Export(RichRegister.After, highRisk: true, denyUnknown: true)))
            Assert.Equal(finding.Reason is null, finding.Fidelity == Domain.Fidelity.Exact);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void InternalTextAndExceptionAudiences_StayInside(string name)
    {
        const string secret = "for-few-eyes", audience = "confidants";
        var terms = DecisionTerms.Create(new DecisionContent
        {
            Ranges = [VersionRange.Parse("vers:generic/*")],
            Schedule = Schedule.Create([new Phase(Day("2026-07-01"), Disposition.Banned)]),
            Identifiers = [Identifier("domain:everything.example")],
            PublicStatement = "Not allowed here.",
            Rationale = secret,
        });
        var facts = new PolicyFactSet(
            [RichRegister.Facts.Tools.Single(t => t.Slug == "everything")],
            [DecisionFact.Of(1, "everything", terms, Support.None)],
            [new ExceptionFact(1, 1, Scope.Create([audience], [], []), Day("2026-07-02"), Day("2026-12-31"), ["Only offline."])]);
        var file = Unpacked(Approved.Bytes(ExportTargets.Find(name)!, Export(facts, RichRegister.After, TakesAll with { IncludesHighRisk = true, DeniesUnknown = true })));
        Assert.DoesNotContain(secret, file, StringComparison.Ordinal);
        // A policy engine decides itself who has an exception.
        Assert.Equal(name is "cedar" or "opa-bundle", file.Contains(audience, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void HighRisk_IsNothingToATargetThatCannotWatch(string name)
    {
        var target = ExportTargets.Find(name)!;
        if (!target.Info.CanAudit)
            Assert.Equal(Approved.Text(target, RichRegister.Export(RichRegister.Before)), Approved.Text(target, RichRegister.Export(RichRegister.Before, highRisk: true)));
    }

    /// <summary>What is in a file, without compression.</summary>
    private static string Unpacked(byte[] file)
    {
        if (file is [0x1F, 0x8B, ..])
            return string.Concat(OpaBundleTargetTests.Read(file).Values.Select(Encoding.UTF8.GetString));
        if (file is not [(byte)'P', (byte)'K', ..])
            return Encoding.UTF8.GetString(file);
        using var zip = new ZipArchive(new MemoryStream(file));
        return string.Concat(zip.Entries.Select(e =>
        {
            using var reader = new StreamReader(e.Open());
            return reader.ReadToEnd();
        }));
    }
}
