using CsCheck;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Risk;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;
using static ToolRegistry.Domain.Tests.Given;

namespace ToolRegistry.Domain.Tests.Risk;

/// <summary>Which assessment counts.</summary>
public class RiskAssessmentsTests
{
    // Bounds are whole numbers, of which 0 stands for what lies below all bounds.
    private const int Highest = 5;

    /// <summary>A range from one number up to another, which it does not hold; null is no bound.</summary>
    private sealed record Drawn(string Scheme, int? From, int? To, RiskLevel Level, int Day)
    {
        public bool IsStar => From is null && To is null;

        public bool Holds(int? position) => IsStar || position is { } at && (From is null || From <= at) && (To is null || at < To);

        public override string ToString() =>
            $"vers:{Scheme}/{(IsStar ? "*" : string.Join('|', new[] { From is null ? null : $">={From}.0.0", To is null ? null : $"<{To}.0.0" }.OfType<string>()))}";
    }

    private static readonly Gen<Drawn> OneDrawn =
        Gen.Select(Gen.OneOf("npm", "intdot"), Gen.Int[1, Highest].Nullable(), Gen.Int[1, Highest].Nullable(), Gen.Enum<RiskLevel>(), Gen.Int[1, 3])
            .Where((_, from, to, _, _) => from is null || to is null || from < to)
            .Select((scheme, from, to, level, day) => new Drawn(scheme, from, to, level, day));

    // Both schemes read the first, npm alone the second, intdot alone the third, and neither the fourth.
    private static readonly Gen<(string Version, int? Npm, int? IntDot)> Asked = Gen.Select(Gen.Int[0, Highest], Gen.Int[0, 3]).Select((at, form) => form switch
    {
        0 => ($"{at}.0.0", at, at),
        1 => ($"v{at}.0.0", (int?)at, (int?)null),
        2 => ($"{at}", null, at),
        _ => ("nightly", null, null),
    });

    private static RiskAssessment Assess(int number, string range, RiskLevel level, int day = 1) =>
        new(number, "claude", new AssessmentContent { Range = VersionRange.Parse(range), Likelihood = RiskLevel.VeryHigh, Impact = level, Rationale = "Because." }, AssessmentRules.Default, Ana, Day(day));

    private static RiskAssessment[] Assess(Drawn[] drawn) => [.. drawn.Select((d, i) => Assess(i + 1, d.ToString(), d.Level, d.Day))];

    private static int? Current(string version, params RiskAssessment[] assessments) => RiskAssessments.Current(assessments, version)?.Number;

    /// <summary>Every place where the version may stand; null is nowhere.</summary>
    private static IEnumerable<int?> Places(int? known) => known is null ? [null, .. Enumerable.Range(0, Highest + 1)] : [known];

    /// <summary>The number of the one of the highest level among all that are the latest to hold the version in some world.</summary>
    private static int? Oracle(Drawn[] drawn, int? npm, int? intDot)
    {
        var numbered = drawn.Select((d, i) => new { Drawn = d, Number = i + 1 }).ToArray();
        var latest =
            from inNpm in Places(npm)
            from inIntDot in Places(intDot)
            select numbered.Where(d => d.Drawn.Holds(d.Drawn.Scheme == "npm" ? inNpm : inIntDot)).MaxBy(d => (d.Drawn.Day, d.Number));
        return latest.Where(l => l is not null).MaxBy(l => (l!.Drawn.Level, l.Drawn.Day, l.Number))?.Number;
    }

    [Fact]
    public void Current_AgreesWithTheOracle_InAnyOrder() => Gen.Select(OneDrawn.Array[0, 6], Asked).Sample(
        (drawn, asked) =>
        {
            var expected = Oracle(drawn, asked.Npm, asked.IntDot);
            Assert.Equal(expected, Current(asked.Version, Assess(drawn)));
            Assert.Equal(expected, Current(asked.Version, [.. Assess(drawn).Reverse()]));
        },
        iter: 5_000);

    [Fact]
    public void Standing_HoldsAllThatCountForSomeReadableVersion_LatestFirst() => OneDrawn.Array[0, 6].Sample(drawn =>
    {
        var standing = RiskAssessments.Standing(Assess(drawn));
        var counting = Enumerable.Range(0, Highest + 1).SelectMany(at => new[] { Oracle(drawn, at, null), Oracle(drawn, null, at), Oracle(drawn, at, at) }).OfType<int>();
        Assert.Subset(standing.Select(a => a.Number).ToHashSet(), counting.ToHashSet());
        Assert.Equal(standing.OrderByDescending(a => (a.AssessedAt, a.Number)), standing);
    });

    [Fact]
    public void Latest_CountsWhateverItsLevel_ByInstantAndThenByNumber()
    {
        var (first, second) = (Assess(1, "vers:npm/*", RiskLevel.VeryHigh), Assess(2, "vers:npm/<3.0.0", RiskLevel.Low));
        Assert.Equal((2, 1), (Current("2.1.95", first, second), Current("3.0.0", first, second)));
        Assert.Equal(1, Current("2.1.95", Assess(1, "vers:npm/*", RiskLevel.Low, day: 2), Assess(2, "vers:npm/*", RiskLevel.High, day: 1)));
    }

    [Fact]
    public void Nothing_CountsForAVersionThatNoRangeContains()
    {
        Assert.Null(Current("1.0.0"));
        Assert.Null(Current("1.0.0", Assess(1, "vers:npm/>=2.0.0", RiskLevel.High)));
    }

    [Fact]
    public void Prerelease_IsInsideWhereItSorts() => Assert.Equal(1, Current("2.1.0-rc.1", Assess(1, "vers:npm/>=2.0.0|<2.1.0", RiskLevel.High)));

    [Fact]
    public void UnreadableVersion_IsInside_AndNeverHidesAHigherLevel()
    {
        var (broad, high, low) = (Assess(1, "vers:npm/*", RiskLevel.Moderate), Assess(2, "vers:npm/<3.0.0", RiskLevel.High), Assess(3, "vers:npm/>=3.0.0", RiskLevel.Low));
        Assert.Equal(2, Current("nightly", high));
        Assert.Equal(1, Current("nightly", broad, low));
        Assert.Equal(2, Current("nightly", broad, high, low));
    }

    [Fact]
    public void UnreadableVersion_BringsBackNothingThatIsSuperseded() =>
        Assert.Equal(2, Current("nightly", Assess(1, "vers:npm/<3.0.0", RiskLevel.VeryHigh), Assess(2, "vers:npm/<4.0.0", RiskLevel.Low)));

    [Fact]
    public void Slug_IsReadInEachRangesOwnScheme()
    {
        var (npm, pypi) = (Assess(1, "vers:npm/>=2.0.0", RiskLevel.High), Assess(2, "vers:pypi/<1.5", RiskLevel.Low));
        Assert.Equal((1, 2), (Current("2.0.0", npm, pypi), Current("1.0", pypi)));
    }

    [Theory]
    [InlineData("pkg:npm/%40anthropic-ai/claude-code", false, false, 1)]
    [InlineData("pkg:pypi/claude-code", false, false, 2)]
    [InlineData("pkg:pypi/claude-code", true, false, 3)]
    [InlineData("pkg:npm/%40anthropic-ai/claude-code", true, false, 3)]
    [InlineData("pkg:npm/%40anthropic-ai/claude-code", true, true, 0)]
    public void Identifier_IsComparedAsInACheck(string purl, bool oneVersionLine, bool ownVersionLine, int expected)
    {
        var identifier = new ToolIdentifier(Identifier.Create(IdentifierKind.Purl, purl), ownVersionLine);
        var tool = Tool.Register(
            "claude",
            new ToolDetails { Name = "Claude Code", Publisher = "Anthropic" },
            ToolIdentity.Create(VersionScheme.Get("generic"), oneVersionLine, [identifier], []),
            Day(1));
        RiskAssessment[] ofSchemes = [Assess(1, "vers:npm/>=2.0.0", RiskLevel.Low), Assess(2, "vers:pypi/>=2.0.0", RiskLevel.Low), Assess(3, "vers:generic/>=2.0.0", RiskLevel.Low)];
        RiskAssessment[] withAll = [Assess(0, "vers:npm/*", RiskLevel.High), .. ofSchemes];
        Assert.Equal(expected, RiskAssessments.Current(withAll, "2.1.0", tool, identifier)?.Number);
        Assert.Equal(expected == 0 ? null : expected, RiskAssessments.Current(ofSchemes, "2.1.0", tool, identifier)?.Number);
    }

    [Fact]
    public void Standing_LeavesOutWhatLaterOnesTakeTheWholePlaceOf()
    {
        RiskAssessment[] all =
        [
            Assess(1, "vers:npm/*", RiskLevel.High), Assess(2, "vers:npm/>=1.0.0|<3.0.0", RiskLevel.Low),
            Assess(3, "vers:npm/<2.0.0", RiskLevel.Low), Assess(4, "vers:npm/>=2.0.0|<4.0.0", RiskLevel.Low), Assess(5, "vers:pypi/<1", RiskLevel.Low),
        ];
        Assert.Equal([5, 4, 3, 1], RiskAssessments.Standing(all).Select(a => a.Number));
        Assert.Equal([6], RiskAssessments.Standing([.. all, Assess(6, "vers:npm/*", RiskLevel.Low)]).Select(a => a.Number));
    }
}
