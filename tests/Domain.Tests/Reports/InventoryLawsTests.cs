using CsCheck;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Reports;
using ToolRegistry.Domain.Tests.Policy;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Domain.Tests.Reports;

/// <summary>The laws of the inventory report, for whole registers at any instant.</summary>
public sealed class InventoryLawsTests
{
    private static readonly DateOnly Epoch = DateOnly.FromDateTime(World.Instant(World.First).UtcDateTime);

    private static readonly Gen<DateOnly?> Verifications = Gen.Frequency(
        (1, Gen.Const((DateOnly?)null)),
        (3, Gen.OneOf(-190, -184, -183, -30, -29, -28, -27, -1, 0, 1, 2).Select(days => (DateOnly?)Epoch.AddDays(days))));

    private static readonly Gen<ToolDetails> Details = Gen.Select(
        Gen.Enum<SupportStatus>(),
        Gen.OneOf<int?>(null, -1, 0, 1),
        Verifications,
        (support, end, verified) => new ToolDetails { Name = "Tool", Publisher = "Publisher", SupportStatus = support, EndOfSupport = end is { } days ? Epoch.AddDays(days) : null, LastVerifiedAt = verified });

    private static readonly Gen<Case> Cases = Gen.Select(
        Worlds.Any,
        Details.Array[3],
        Gen.OneOf(0, 5, 183, 184, 200).Array[6],
        Gen.Int[World.Instants[0], World.Instants[^1]],
        (world, details, ages, at) => new Case(world, details, ages, World.Instant(at)));

    [Fact]
    public void Measure_PassesAndFailuresMakeItsPopulation() => Hold(c =>
    {
        var report = c.Report();
        Assert.Equal(c.World.Tools.Count, report.Rows.Count);
        Assert.All(report.Measures, m =>
        {
            Assert.Equal(m.Denominator, m.Numerator + m.Failures.Count);
            Assert.Equal(report.Rows.Where(r => m.Measure.Standing(r) == false).Select(r => r.Tool.Slug), m.Failures.Select(f => f.Tool));
            Assert.Equal(m.Denominator == 0, m.Score is null);
            Assert.True(m.Score is null or (>= 0 and <= 1));
        });
        Assert.Equal(report.Rows.Count, Result(report, Measure.InventoryVerified).Denominator);
        Assert.Equal(report.Rows.Count(r => r.IsAuthorized), Result(report, Measure.SupportReviewed).Denominator);
        Assert.Equal(report.Rows.Count(r => r.IsAuthorized), Result(report, Measure.AllowlistReassessed).Denominator);
        Assert.Equal(report.Rows.Count(r => r.IsSupported == false), Result(report, Measure.UnsupportedAddressed).Denominator);
    });

    [Fact]
    public void Verifying_AToolToday_LowersNoScore() => Hold(c =>
    {
        var before = c.Report();
        for (var i = 0; i < c.World.Tools.Count; i++)
        {
            ToolDetails[] verified = [.. c.Details];
            verified[i] = verified[i] with { LastVerifiedAt = DateOnly.FromDateTime(c.At.UtcDateTime) };
            Assert.All((c with { Details = verified }).Report().Measures.Zip(before.Measures), m => Assert.True(m.First.Score is null ? m.Second.Score is null : m.First.Score >= m.Second.Score));
        }
    });

    [Fact]
    public void Reassessing_EveryDecision_LowersNoScoreAndFillsTheAllowlist() => Hold(c =>
    {
        var before = c.Report();
        var after = (c with { Ages = [0, 0, 0, 0, 0, 0] }).Report();
        Assert.All(after.Measures.Zip(before.Measures), m => Assert.True(m.First.Score is null ? m.Second.Score is null : m.First.Score >= m.Second.Score));
        Assert.Empty(Result(after, Measure.AllowlistReassessed).Failures);
    });

    [Fact]
    public void Status_IsThatOfTheCheck_UnlessThatIsUnknown() => Hold(c =>
    {
        var policy = c.World.ToSnapshot();
        Assert.All(c.Report().Rows, row =>
        {
            var outcome = policy.Check(CheckQuery.Create(Subject.Parse(row.Tool.Slug), version: null, groups: null, environment: null, region: null, c.At)).Outcome;
            Assert.True(row.AuthorizationStatus == outcome || outcome == Outcome.Unknown && row.IsAuthorized && row.AuthorizationStatus is Outcome.Approved or Outcome.Constrained);
            Assert.Equal(row.AuthorizationStatus == Outcome.Unknown, row.Decisions.Count == 0);
        });
    });

    [Fact]
    public void Status_ApprovedOrConstrainedWithoutException_IsAuthorized() => Hold(c =>
        Assert.All(c.Report().Rows.Where(r => r.AuthorizationStatus is Outcome.Approved or Outcome.Constrained && r.Exceptions.Count == 0), r => Assert.True(r.IsAuthorized)));

    [Fact]
    public void Permit_SaysApprovedOrConstrainedAtTheInstant() => Hold(c =>
    {
        var decisions = c.World.Decisions.ToDictionary(d => d.Number, d => d.ToFact());
        Assert.All(c.Report().Rows, row => Assert.All(row.Permits, n => Assert.True(decisions[n].Tool == row.Tool.Slug && decisions[n].Schedule.DispositionAt(c.At) is Disposition.Approved or Disposition.Constrained)));
    });

    [Fact]
    public void Generator_ReachesBothEndsOfEveryMeasure()
    {
        var reached = new HashSet<(string, bool?)>();
        Cases.Sample(c => reached.UnionWith(c.Report().Rows.SelectMany(r => Measure.All.Select(m => (m.Id, m.Standing(r))))), iter: 500, threads: 1);
        Assert.Equal(11, reached.Count);
    }

    private static MeasureResult Result(InventoryReport report, Measure measure) => report.Measures.Single(m => m.Measure == measure);

    private static void Hold(Action<Case> law) => Cases.Sample(law, iter: 2_000);

    private sealed record Case(World World, ToolDetails[] Details, int[] Ages, DateTimeOffset At)
    {
        public InventoryReport Report() => InventoryReport.Of(
            World.ToSnapshot(),
            World.Tools.Select((tool, i) => new InventoryTool(tool.Slug, Details[i])),
            World.Decisions.ToDictionary(d => d.Number, d => At.AddDays(-Ages[d.Number - 1])),
            At,
            TimeZoneInfo.Utc);
    }
}
