using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Reports;
using ToolRegistry.Domain.Tests.Policy;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Domain.Tests.Reports;

/// <summary>The measures of CIS Control 2, to the day.</summary>
public sealed class MeasureTests
{
    private static readonly DateOnly Today = Inventory.Today;

    [Theory]
    [InlineData("2026-07-10", true)]
    [InlineData("2026-01-10", true)]
    [InlineData("2026-01-09", false)]
    [InlineData("2026-07-11", false)]
    [InlineData(null, false)]
    public void Inventory_VerifiedAtMostSixMonthsAgo_Passes(string? verified, bool passes) =>
        Assert.Equal(passes, new Inventory().Tool("t", verified: Date(verified)).Row().InventoryVerified);

    [Theory]
    [InlineData("2026-06-12", true)]
    [InlineData("2026-06-11", false)]
    [InlineData(null, false)]
    public void Support_OfAnAuthorizedToolVerifiedAtMost28DaysAgo_Passes(string? verified, bool passes) =>
        Assert.Equal(passes, new Inventory().Tool("t", verified: Date(verified)).Decide(1, "t", Disposition.Constrained).Row().SupportReviewed);

    [Fact]
    public void Support_OfAToolThatIsNotAuthorized_IsNotMeasured()
    {
        Assert.Null(new Inventory().Tool("t", verified: Today).Row().SupportReviewed);
        Assert.Null(new Inventory().Tool("t", verified: Today).Decide(1, "t", Disposition.Banned).Row().SupportReviewed);
    }

    [Fact]
    public void Unsupported_BannedOrUnderAnException_Passes()
    {
        Assert.True(Unsupported().Decide(1, "t", Disposition.Banned).Row().UnsupportedAddressed);
        Assert.True(Unsupported().Decide(1, "t", Disposition.HighRisk).Except(1, 1).Row().UnsupportedAddressed);
    }

    [Fact]
    public void Unsupported_OtherwiseDecidedOrNotAtAll_Fails()
    {
        Assert.False(Unsupported().Row().UnsupportedAddressed);
        Assert.False(Unsupported().Decide(1, "t", Disposition.HighRisk).Row().UnsupportedAddressed);
        Assert.False(Unsupported().Decide(1, "t", Disposition.Approved).Row().UnsupportedAddressed);
        Assert.False(Unsupported().Decide(1, "t", Disposition.HighRisk).Except(1, 1, until: 10).Row().UnsupportedAddressed);
        Assert.False(Unsupported().Decide(Register.Decision(1, "t", "vers:npm/<2.0.0", (1, Disposition.Banned))).Row().UnsupportedAddressed);
        var banInCi = Register.Decision(2, "t", "vers:npm/*", (1, Disposition.Banned)) with { Scope = Given.Environment("ci") };
        Assert.False(Unsupported().Decide(1, "t", Disposition.Approved).Decide(banInCi).Row().UnsupportedAddressed);
    }

    [Fact]
    public void Unsupported_IsMeasuredOnlyOfUnsupportedTools()
    {
        Assert.Null(new Inventory().Tool("t").Row().UnsupportedAddressed);
        Assert.Null(new Inventory().Tool("t", support: SupportStatus.Supported).Decide(1, "t", Disposition.Banned).Row().UnsupportedAddressed);
    }

    [Theory]
    [InlineData("2026-01-10T00:00:00+00:00", true)]
    [InlineData("2026-01-09T23:59:59+00:00", false)]
    public void Allowlist_DecidedAtMostSixMonthsAgo_Passes(string decided, bool passes) =>
        Assert.Equal(passes, new Inventory().Tool("t").Decide(1, "t", Disposition.Approved, Instant(decided)).Row().AllowlistReassessed);

    [Fact]
    public void Allowlist_WithOnePermitOfSeveralOverdue_FailsAndNamesIt()
    {
        var inventory = new Inventory().Tool("t")
            .Decide(1, "t", Disposition.Approved)
            .Decide(2, "t", Disposition.Constrained, Instant("2025-12-01T00:00:00+00:00"))
            .Decide(Register.Decision(3, "t", "vers:npm/<1.0.0", (1, Disposition.Banned)), Instant("2025-12-01T00:00:00+00:00"));
        var result = inventory.Result(Measure.AllowlistReassessed);
        var failure = Assert.Single(result.Failures);
        Assert.Equal("t", failure.Tool);
        Assert.Equal([2], failure.Decisions);
    }

    [Fact]
    public void SixMonths_BeforeTheEndOfALongerMonth_EndOnTheSameDayOfTheMonth()
    {
        var at = new DateTimeOffset(2026, 8, 29, 0, 0, 0, TimeSpan.Zero);
        Assert.False(new Inventory { At = at }.Tool("t", verified: new DateOnly(2026, 2, 28)).Row().InventoryVerified);
        Assert.True(new Inventory { At = at.AddDays(-1) }.Tool("t", verified: new DateOnly(2026, 2, 28)).Row().InventoryVerified);
        Assert.True(new Inventory { At = new DateTimeOffset(2026, 2, 28, 23, 0, 0, TimeSpan.Zero) }.Tool("t", verified: new DateOnly(2025, 8, 31)).Row().InventoryVerified);
    }

    [Fact]
    public void Verification_InTheLastDaysThereAre_IsReadWithoutOverflow() =>
        Assert.False(new Inventory().Tool("t", verified: DateOnly.MaxValue, endOfSupport: DateOnly.MaxValue).Decide(1, "t", Disposition.Approved).Row().SupportReviewed);

    [Fact]
    public void Score_OfNothingMeasured_IsNull() =>
        Assert.All(new Inventory().Report().Measures, m => Assert.Equal((0, 0, null), (m.Numerator, m.Denominator, m.Score)));

    [Fact]
    public void Score_IsTheShareThatPasses()
    {
        var result = new Inventory().Tool("a", verified: Today).Tool("b").Tool("c", verified: Today).Tool("d", verified: Today).Result(Measure.InventoryVerified);
        Assert.Equal((3, 4, 0.75), (result.Numerator, result.Denominator, result.Score));
        Assert.Equal("b", Assert.Single(result.Failures).Tool);
    }

    [Fact]
    public void Measure_Each_HasAnIdAndReferencesOfItsOwn()
    {
        Assert.Equal(4, Measure.All.DistinctBy(m => m.Id, StringComparer.Ordinal).Count());
        Assert.All(Measure.All, m => Assert.True(m.Safeguards.Count > 0 && m.Controls.Count > 0));
    }

    private static Inventory Unsupported() => new Inventory().Tool("t", support: SupportStatus.Unsupported);

    private static DateOnly? Date(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
