using ToolRegistry.Exports.Tests.Given;

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
    public void InternalTextAndExceptionAudiences_StayInside(string name)
    {
        var target = ExportTargets.Find(name)!;
        foreach (var (rule, finding) in ExportAcceptance.Judge(target, RichRegister.Export(RichRegister.After, highRisk: true, denyUnknown: true)))
        {
            Assert.NotNull(rule.Number);
            Assert.Equal(finding.Reason is null, finding.Fidelity == Domain.Fidelity.Exact);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void HighRisk_IsNothingToATargetThatCannotWatch(string name)
    {
        var target = ExportTargets.Find(name)!;
        if (!target.Info.CanAudit)
            Assert.Equal(Approved.Text(target, RichRegister.Export(RichRegister.Before)), Approved.Text(target, RichRegister.Export(RichRegister.Before, highRisk: true)));
    }
}
