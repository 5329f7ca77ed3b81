using CsCheck;
using ToolRegistry.Domain.Decisions;
using static ToolRegistry.Domain.Decisions.Disposition;
using static ToolRegistry.Domain.Tests.Given;

namespace ToolRegistry.Domain.Tests.Decisions;

/// <summary>A decision's disposition as a step function of time.</summary>
public class ScheduleTests
{
    private static readonly Gen<Schedule> Schedules = Gen.Select(Gen.Int[0, 9].HashSet[1, 4], Gen.Enum<Disposition>().Array[4], (days, dispositions) =>
        {
            try
            {
                return Schedule.Create(days.Order().Zip(dispositions, (day, disposition) => new Phase(Day(day), disposition)));
            }
            catch (DomainException)
            {
                return null;
            }
        })
        .Where(schedule => schedule is not null)!;

    private static void IsRefused(params (double Day, Disposition Disposition)[] phases) => Refused.With("decision.phases-invalid", Refusal.Invalid, () => Phases(phases), "phases");

    [Fact]
    public void Create_OfNoPhaseOrTooMany_IsRefused()
    {
        IsRefused();
        static (double, Disposition)[] Many(int count) => [.. Enumerable.Range(1, count).Select(i => ((double)i, i % 2 == 0 ? Banned : HighRisk))];
        Assert.Equal(Schedule.MaxPhases, Phases(Many(Schedule.MaxPhases)).Phases.Count);
        IsRefused(Many(Schedule.MaxPhases + 1));
    }

    [Fact]
    public void Create_OfAFirstPhaseThatSaysNothing_IsRefused() => IsRefused((1, Lapsed), (2, Banned));

    [Fact]
    public void Create_OutOfOrder_OrTwiceAtOneInstant_IsRefused()
    {
        IsRefused((2, HighRisk), (1, Banned));
        IsRefused((1, HighRisk), (1, Banned));
        Refused.With("decision.phases-invalid", Refusal.Invalid, () => Schedule.Create([new Phase(Day(1), HighRisk), new Phase(Day(1).ToOffset(TimeSpan.FromHours(8)), Banned)]));
    }

    [Fact]
    public void Create_OfOneDispositionTwiceInARow_IsRefused()
    {
        IsRefused((1, Banned), (2, Banned));
        Assert.Equal(3, Phases((1, Banned), (2, Lapsed), (3, Banned)).Phases.Count);
    }

    [Fact]
    public void Create_KeepsInstantsInUtc() =>
        Assert.Equal(TimeSpan.Zero, Schedule.Create([new Phase(Day(1).ToOffset(TimeSpan.FromHours(8)), Banned)]).Phases[0].From.Offset);

    [Fact]
    public void PhaseAt_IsTheLastThatBegan_AndSaysNothingBeforeTheFirst()
    {
        var schedule = Phases((1, HighRisk), (5, Banned), (9, Lapsed));
        Assert.Null(schedule.PhaseAt(Day(0.999)));
        Assert.Equal(HighRisk, schedule.DispositionAt(Day(1)));
        Assert.Equal(HighRisk, schedule.DispositionAt(Day(4.999)));
        Assert.Equal(Banned, schedule.DispositionAt(Day(5).ToOffset(TimeSpan.FromHours(-7))));
        Assert.Null(schedule.DispositionAt(Day(9)));
        Assert.Equal(Lapsed, schedule.PhaseAt(Day(9))?.Disposition);
    }

    [Fact]
    public void FirstRestriction_IsTheFirstPhaseThatRestricts_OrNowWhereThatHasPassedOrThereIsNone()
    {
        Assert.Equal(Day(5), Phases((1, Approved), (5, HighRisk), (7, Banned)).FirstRestrictionFrom(Day(2)));
        Assert.Equal(Day(6), Phases((1, Approved), (5, HighRisk), (7, Banned)).FirstRestrictionFrom(Day(6)));
        Assert.Equal(Day(2), Phases((1, Approved), (5, Constrained)).FirstRestrictionFrom(Day(2)));
        Assert.Equal((true, false), (Phases((1, Approved), (5, HighRisk)).Restricts, Phases((1, Approved), (5, Constrained)).Restricts));
    }

    [Fact]
    public void RestrictsFrom_AgreesWithTryingEveryInstant() => Gen.Select(Schedules, Gen.Int[-1, 11]).Sample((schedule, day) =>
        schedule.RestrictsFrom(Day(day)) == Enumerable.Range(day, 20).Any(d => schedule.DispositionAt(Day(d)) is HighRisk or Banned));

    [Fact]
    public void DiffersInDatesOnly_NeedsTheSameDispositionsAndAnotherDate()
    {
        var schedule = Phases((1, HighRisk), (5, Banned));
        Assert.True(schedule.DiffersInDatesOnly(Phases((1, HighRisk), (6, Banned))));
        Assert.False(schedule.DiffersInDatesOnly(Phases((1, HighRisk), (5, Banned))));
        Assert.False(schedule.DiffersInDatesOnly(Phases((1, HighRisk), (6, Lapsed))));
        Assert.False(schedule.DiffersInDatesOnly(Phases((1, HighRisk))));
    }

    [Theory]
    [InlineData(Banned, 4)]
    [InlineData(HighRisk, 3)]
    [InlineData(Constrained, 2)]
    [InlineData(Approved, 1)]
    [InlineData(Lapsed, 0)]
    [InlineData(null, 0)]
    public void Strictness_Orders(Disposition? disposition, int expected) => Assert.Equal(expected, disposition.Strictness());
}
