using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tests.Policy;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Domain.Tests.Reports;

/// <summary>What the inventory says of a tool.</summary>
public sealed class InventoryRowTests
{
    private static readonly DateOnly Today = Inventory.Today;

    [Fact]
    public void Tool_WithoutDecision_IsUnknownAndNotAuthorized()
    {
        var row = new Inventory().Tool("t").Row();
        Assert.Equal(Outcome.Unknown, row.AuthorizationStatus);
        Assert.Empty(row.Decisions);
        Assert.False(row.IsAuthorized);
        Assert.Null(row.DecommissionAt);
    }

    [Theory]
    [InlineData(Disposition.Approved, Outcome.Approved, true)]
    [InlineData(Disposition.Constrained, Outcome.Constrained, true)]
    [InlineData(Disposition.HighRisk, Outcome.HighRisk, false)]
    [InlineData(Disposition.Banned, Outcome.Banned, false)]
    public void Status_OfADecisionOnAll_IsWhatItSays(Disposition disposition, Outcome status, bool isAuthorized)
    {
        var row = new Inventory().Tool("t").Decide(7, "t", disposition).Row();
        Assert.Equal((status, isAuthorized), (row.AuthorizationStatus, row.IsAuthorized));
        Assert.Equal([7], row.Decisions);
    }

    [Fact]
    public void Status_OfAPermitForSome_IsWhatThePermitSays()
    {
        var row = new Inventory().Tool("t").Decide(Register.Decision(1, "t", "vers:npm/*", (1, Disposition.Approved)) with { Scope = Given.Environment("ci") }).Row();
        Assert.Equal((Outcome.Approved, true), (row.AuthorizationStatus, row.IsAuthorized));
        Assert.Equal([1], row.Decisions);
    }

    [Fact]
    public void Status_OfPermitsForSome_IsTheStrictestOfThem()
    {
        var row = new Inventory().Tool("t")
            .Decide(Register.Decision(1, "t", "vers:npm/*", (1, Disposition.Approved)) with { Scope = Given.Environment("ci") })
            .Decide(Register.Decision(2, "t", "vers:npm/*", (1, Disposition.Constrained)) with { Scope = Given.Environment("server") })
            .Row();
        Assert.Equal(Outcome.Constrained, row.AuthorizationStatus);
        Assert.Equal([2], row.Decisions);
        Assert.Equal([1, 2], row.Permits);
    }

    [Fact]
    public void Status_OfAPermitThatHasNotBegunOrHasLapsed_IsUnknown() =>
        Assert.All([Given.Phases((11, Disposition.Approved)), Given.Phases((1, Disposition.Approved), (10, Disposition.Lapsed))], schedule =>
        {
            var row = new Inventory().Tool("t").Decide(Register.Decision(1, "t", "vers:npm/*", (1, Disposition.Approved)) with { Schedule = schedule }).Row();
            Assert.Equal((Outcome.Unknown, false), (row.AuthorizationStatus, row.IsAuthorized));
        });

    [Fact]
    public void Status_OfABanOnSomeVersions_DependsOnVersion()
    {
        var row = new Inventory().Tool("t").Decide(1, "t", Disposition.Approved).Decide(Register.Decision(2, "t", "vers:npm/<2.0.0", (1, Disposition.Banned))).Row();
        Assert.Equal((Outcome.DependsOnVersion, true), (row.AuthorizationStatus, row.IsAuthorized));
        Assert.Equal([1, 2], row.Decisions);
    }

    [Fact]
    public void Permit_OverruledInAllItReaches_AuthorizesNothing()
    {
        Assert.False(new Inventory().Tool("t").Decide(1, "t", Disposition.Approved).Decide(2, "t", Disposition.Banned).Row().IsAuthorized);
        var banInCi = Register.Decision(2, "t", "vers:npm/<2.0.0", (1, Disposition.Banned)) with { Scope = Given.Environment("ci") };
        var permitInCi = Register.Decision(1, "t", "vers:npm/<1.0.0", (1, Disposition.Approved)) with { Scope = Given.Environment("ci") };
        Assert.False(new Inventory().Tool("t").Decide(permitInCi).Decide(banInCi).Row().IsAuthorized);
    }

    [Fact]
    public void Permit_OverruledInPart_StillAuthorizes()
    {
        var ban = Register.Decision(2, "t", "vers:npm/*", (1, Disposition.Banned)) with { Scope = Given.Environment("ci") };
        var row = new Inventory().Tool("t").Decide(1, "t", Disposition.Approved).Decide(ban).Row();
        Assert.Equal((Outcome.Banned, true), (row.AuthorizationStatus, row.IsAuthorized));
    }

    [Fact]
    public void Exception_ToABan_IsListedAndAuthorizesNothing()
    {
        var row = new Inventory().Tool("t").Decide(1, "t", Disposition.Banned).Except(3, 1).Except(4, 1, from: 11).Except(5, 1, until: 10).Row();
        Assert.Equal([3], row.Exceptions);
        Assert.False(row.IsAuthorized);
    }

    [Fact]
    public void Exception_WhileItsDecisionDoesNotRestrict_IsNotListed() =>
        Assert.Empty(new Inventory().Tool("t").Decide(Register.Decision(1, "t", "vers:npm/*", (1, Disposition.Approved), (15, Disposition.Banned))).Except(3, 1).Row().Exceptions);

    [Fact]
    public void Decommission_IsTheEarliestBanThatIsNotOver_OfAllVersions()
    {
        var inventory = new Inventory().Tool("t")
            .Decide(Register.Decision(1, "t", "vers:npm/*", (1, Disposition.Banned), (5, Disposition.Approved), (20, Disposition.Banned)))
            .Decide(Register.Decision(2, "t", "vers:npm/<2.0.0", (12, Disposition.Banned)));
        Assert.Equal(Given.Day(20), inventory.Row().DecommissionAt);
        inventory.Decide(Register.Decision(3, "t", "vers:npm/*", (8, Disposition.Banned), (30, Disposition.Lapsed)));
        Assert.Equal(Given.Day(8), inventory.Row().DecommissionAt);
    }

    [Theory]
    [InlineData(SupportStatus.Supported, null, true)]
    [InlineData(SupportStatus.Supported, 0, true)]
    [InlineData(SupportStatus.Supported, -1, false)]
    [InlineData(SupportStatus.Unknown, null, null)]
    [InlineData(SupportStatus.Unknown, 0, null)]
    [InlineData(SupportStatus.Unknown, -1, false)]
    [InlineData(SupportStatus.Unsupported, null, false)]
    [InlineData(SupportStatus.Unsupported, 1, false)]
    public void Support_EndsAfterTheDayOnWhichItEnds(SupportStatus status, int? endsInDays, bool? expected) =>
        Assert.Equal(expected, new Inventory().Tool("t", support: status, endOfSupport: endsInDays is { } days ? Today.AddDays(days) : null).Row().IsSupported);

    [Fact]
    public void Day_IsThatOfTheOrganization()
    {
        var ahead = TimeZoneInfo.CreateCustomTimeZone("ahead", TimeSpan.FromHours(8), displayName: null, standardDisplayName: null);
        var lastSecond = new DateTimeOffset(2026, 7, 10, 15, 59, 59, TimeSpan.Zero);
        Assert.Null(new Inventory { Zone = ahead, At = lastSecond }.Tool("t", endOfSupport: Today).Row().IsSupported);
        Assert.False(new Inventory { Zone = ahead, At = lastSecond.AddSeconds(1) }.Tool("t", endOfSupport: Today).Row().IsSupported);
    }

    [Fact]
    public void Rows_StandInTheOrderOfSlugs() =>
        Assert.Equal(["a", "b", "b-c", "b1"], new Inventory().Tool("b1").Tool("b").Tool("b-c").Tool("a").Report().Rows.Select(r => r.Tool.Slug));
}
