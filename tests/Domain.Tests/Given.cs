using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests;

/// <summary>People, days and well-formed terms for tests to change.</summary>
internal static class Given
{
    public static readonly Owner Ana = Owner.Parse("ana");
    public static readonly Owner Ben = Owner.Parse("ben");
    public static readonly Owner Cleo = Owner.Parse("cleo");
    public static readonly Owner Dan = Owner.Parse("dan");

    /// <summary>The first instant of a day, counted from 1 July 2026.</summary>
    public static DateTimeOffset Day(double day) => new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day - 1);

    public static VersionRange[] Ranges(params string[] texts) => [.. texts.Select(VersionRange.Parse)];

    public static Schedule Phases(params (double Day, Disposition Disposition)[] phases) => Schedule.Create(phases.Select(p => new Phase(Day(p.Day), p.Disposition)));

    public static DecisionContent Content(params (double Day, Disposition Disposition)[] phases) => new()
    {
        Ranges = Ranges("vers:npm/*"),
        Schedule = Phases(phases),
        Constraints = ["Only on test data."],
        PublicStatement = "Because.",
    };

    public static DecisionTerms Terms(params (double Day, Disposition Disposition)[] phases) => DecisionTerms.Create(Content(phases));

    public static Scope Group(params string[] groups) => Scope.Create(groups, environments: null, regions: null);

    public static Scope Environment(params string[] environments) => Scope.Create(groups: null, environments, regions: null);

    public static Scope Region(params string[] regions) => Scope.Create(groups: null, environments: null, regions);
}
