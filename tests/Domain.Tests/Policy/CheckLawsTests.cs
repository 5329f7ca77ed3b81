using System.Text.Json;
using CsCheck;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tests.Versions;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Policy;

/// <summary>The laws of "How a check is answered", for whole registers and any question.</summary>
public class CheckLawsTests
{
    [Fact]
    public void Check_AgreesWithTheOracle() => Hold(4_000, (world, question) =>
    {
        var verdict = world.ToSnapshot().Check(question.ToQuery());
        var answer = Oracle.Answer(world, question, question.At);
        Assert.Equal((answer.Outcome, answer.Action), (verdict.Outcome, verdict.Action));
        Assert.Equal(answer.Deciders, verdict.Decisions.Select(d => d.Decision.Number).Order());
        Assert.Equal(Oracle.Tools(world, question), verdict.Tools.Select(t => t.Slug).Order(StringComparer.Ordinal));
        Assert.Equal(Oracle.Alternatives(world, question), verdict.Alternatives.Select(a => a.Slug).Order(StringComparer.Ordinal));
        Assert.Equal(answer.RestsOnException, verdict.Exception is not null);
        Assert.Equal(Oracle.Since(world, question) is { } since ? World.Instant(since) : null, verdict.Since);
        Assert.Equal(Oracle.Next(world, question) is var (at, outcome) ? new NextChange(World.Instant(at), outcome) : null, verdict.Next);
    });

    [Fact]
    public void Generator_ReachesEveryAnswer()
    {
        var reached = new HashSet<string>();
        Worlds.WithQuestion.Sample(
            (world, question) =>
            {
                var verdict = world.ToSnapshot().Check(question.ToQuery());
                reached.UnionWith(
                [
                    $"{verdict.Outcome} {verdict.Action}",
                    $"next {verdict.Next?.Outcome}",
                    $"tools {Math.Min(verdict.Tools.Count, 2)}",
                    $"exception {verdict.Exception is not null}",
                    $"alternatives {verdict.Alternatives.Count > 0}",
                    $"overdue {verdict.Decisions.Any(d => d.IsRatificationOverdue)}",
                    .. verdict.Notes.Select(n => n.Split(' ')[^1]),
                ]);
            },
            iter: 3_000,
            threads: 1);
        Assert.Superset(
            new HashSet<string>
            {
                "Unknown Allow", "Unknown Warn", "Unknown Block", "Approved Allow", "Constrained Allow", "HighRisk Warn", "Banned Block",
                "DependsOnVersion Allow", "DependsOnVersion Warn", "DependsOnVersion Block", "next ", "next Unknown", "next Approved", "next Constrained",
                "next HighRisk", "next Banned", "next DependsOnVersion", "tools 0", "tools 1", "tools 2", "exception True", "alternatives True", "overdue True",
                "stated.", "subject.", "ranges.", "it.", "overdue.", "used.",
            },
            reached);
    }

    [Fact]
    public void FurtherBannedDecision_NeverMakesAnAnswerMorePermissive() => HoldWithFurther(Disposition.Banned, (world, questions, further) =>
        Permissiveness.NeverGrows(world, world with { Decisions = [.. world.Decisions, further] }, questions));

    [Fact]
    public void FurtherHighRiskDecision_NeverMakesAnAnswerMorePermissive_UnlessTheStanceIsBlock() => HoldWithFurther(Disposition.HighRisk, (world, questions, further) =>
    {
        if (world.Stance != CheckAction.Block)
            Permissiveness.NeverGrows(world, world with { Decisions = [.. world.Decisions, further] }, questions);
    });

    // Where a decision has exceptions, a further phase of it carries them to new instants and may permit there: so none are left.
    [Fact]
    public void FurtherBannedPhase_OfADecision_NeverMakesAnAnswerMorePermissive() => HoldWithFurther(Disposition.Banned, (world, questions, further) =>
    {
        var bare = world with { Exceptions = [] };
        foreach (var decision in world.Decisions.Take(2))
        {
            var from = further.Phases[0].From;
            var phases = Worlds.Regular(decision.Phases.Where(p => p.From != from).Append(further.Phases[0]).OrderBy(p => p.From));
            Permissiveness.NeverGrows(bare, bare with { Decisions = [.. world.Decisions.Select(d => d == decision ? d with { Phases = phases } : d)] }, questions);
        }
    });

    [Fact]
    public void FurtherException_NeverMakesAnAnswerStricter() => HoldWithFurther(Disposition.Banned, (world, questions, _) =>
    {
        foreach (var exception in world.Exceptions)
            Permissiveness.NeverGrows(world, world with { Exceptions = [.. world.Exceptions.Where(e => e != exception)] }, questions);
    });

    [Fact]
    public void Outcome_IsConstantUntilNext_AndThenWhatNextSays() => Hold(1_500, (world, question) =>
    {
        var snapshot = world.ToSnapshot();
        var verdict = snapshot.Check(question.ToQuery());
        foreach (var at in World.Instants.Where(at => at >= question.At))
        {
            var then = snapshot.Check((question with { At = at }).ToQuery());
            if (verdict.Next is not { } next || World.Instant(at) < next.At)
                Assert.Equal(verdict.Outcome, then.Outcome);
            else if (World.Instant(at) == next.At)
                Assert.Equal((next.Outcome, true), (then.Outcome, then.Outcome != verdict.Outcome));
        }

        Assert.True(verdict.Next is null || World.Instants.Any(at => at > question.At && World.Instant(at) == verdict.Next.At));
    });

    [Fact]
    public void Outcome_IsConstantFromSince_AndAnotherRightBefore() => Hold(1_500, (world, question) =>
    {
        var snapshot = world.ToSnapshot();
        var verdict = snapshot.Check(question.ToQuery());
        foreach (var at in World.Instants.Where(at => at <= question.At && (verdict.Since is not { } since || World.Instant(at) >= since)))
            Assert.Equal(verdict.Outcome, snapshot.Check((question with { At = at }).ToQuery()).Outcome);
        if (verdict.Since is { } began)
        {
            var before = World.Instants.Last(at => World.Instant(at) < began);
            Assert.NotEqual(verdict.Outcome, snapshot.Check((question with { At = before }).ToQuery()).Outcome);
        }
    });

    [Fact]
    public void Answer_IsConstantUntilValidUntil_AndThenAnother() => Hold(1_500, (world, question) =>
    {
        var snapshot = world.ToSnapshot();
        var verdict = snapshot.Check(question.ToQuery());
        foreach (var at in World.Instants.Where(at => at >= question.At))
        {
            var then = snapshot.Check((question with { At = at }).ToQuery());
            if (verdict.ValidUntil is not { } until || World.Instant(at) < until)
                Assert.Equal(All(verdict) + verdict.ValidUntil, All(then) + then.ValidUntil);
            else if (World.Instant(at) == until)
                Assert.NotEqual(All(verdict), All(then));
        }

        Assert.True(verdict.Next is null || verdict.ValidUntil <= verdict.Next.At);
    });

    [Fact]
    public void Check_IsPure_AndABatchEqualsItsParts() => Worlds.Any.SelectMany(world => Worlds.QuestionsAbout(world).Array[1, 5].Select(questions => (world, questions))).Sample(
        (world, questions) =>
        {
            var snapshot = world.ToSnapshot();
            var batch = questions.Select(q => All(snapshot.Check(q.ToQuery()))).ToArray();
            Assert.Equal(questions.Reverse().Select(q => All(world.ToSnapshot().Check(q.ToQuery()))).Reverse(), batch);
            Assert.Equal(questions.Select(q => All(snapshot.Check(q.ToQuery()))), batch);
        },
        iter: 1_000,
        print: Print);

    // The order in which a shared identifier's tools are listed is a rule of its own, in CheckRulesTests.
    [Fact]
    public void Check_DoesNotDependOnTheOrderOfFacts() => Hold(1_500, (world, question) =>
    {
        var shuffled = world with { Tools = [.. world.Tools.Reverse()], Decisions = [.. world.Decisions.Reverse()], Exceptions = [.. world.Exceptions.Reverse()] };
        Assert.Equal(All(Sorted(world.ToSnapshot().Check(question.ToQuery()))), All(Sorted(shuffled.ToSnapshot().Check(question.ToQuery()))));
    });

    [Theory]
    [InlineData("npm")]
    [InlineData("semver")]
    [InlineData("generic")]
    public void Containment_AgreesWithSortingAllVersions(string schemeName)
    {
        var scheme = VersionScheme.Get(schemeName);
        var sorted = WorldVersion.All.Where(v => scheme.TryParse(v.Text, out _)).Select(v => SchemeRules.Parse(schemeName, v.Text)).Order(Comparer<ParsedVersion>.Create(scheme.Compare)).ToArray();
        Assert.Equal(WorldVersion.All.Count(v => v.PointIn(schemeName) is not null), sorted.Length);
        var points = sorted.Select(v => WorldVersion.Of(v.Text).PointIn(schemeName)!.Value).ToArray();
        Assert.Equal(points.Order(), points);
        foreach (var model in Worlds.AllRanges(schemeName))
        {
            var range = VersionRange.Parse(model.Text);
            Assert.Equal(points.Select(model.Holds), sorted.Select(range.Contains));
        }
    }

    [Fact]
    public void AnswerWithoutAVersion_BoundsTheAnswerForEveryReadableVersion() => Hold(800, (world, question) =>
    {
        if (question.Kind == "sha256")
            return;
        var snapshot = world.ToSnapshot();
        var (floor, ceiling) = Permissiveness.Bounds(snapshot.Check((question with { Version = null }).ToQuery()));
        foreach (var version in WorldVersion.All.Where(v => v is { Semantic: not null, Generic: not null }))
            Assert.InRange(Permissiveness.Bounds(snapshot.Check((question with { Version = version.Text }).ToQuery())).Floor, floor, ceiling);
    });

    private static Verdict Sorted(Verdict verdict) => verdict with
    {
        Tools = [.. verdict.Tools.OrderBy(t => t.Slug, StringComparer.Ordinal)],
        Notes = [.. verdict.Notes.Order(StringComparer.Ordinal)],
    };

    /// <summary>All that a verdict says, but for what was asked and until when it holds.</summary>
    internal static string All(Verdict verdict) => JsonSerializer.Serialize(new
    {
        verdict.Tools,
        verdict.Outcome,
        verdict.Action,
        verdict.Since,
        verdict.Next,
        Decisions = verdict.Decisions.Select(d => new { d.Decision.Number, d.Disposition, d.Since, d.IsRatificationOverdue, d.Exception }),
        verdict.Alternatives,
        verdict.Constraints,
        verdict.Exception,
        Ranges = verdict.Ranges.Select(r => new { r.Decision, Range = r.Range.ToString(), r.Disposition }),
        verdict.Notes,
        verdict.Revision,
    });

    private static void Hold(int iterations, Action<World, WorldQuestion> law) => Worlds.WithQuestion.Sample((world, question) => law(world, question), iter: iterations, print: Print);

    private static void HoldWithFurther(Disposition disposition, Action<World, IReadOnlyList<WorldQuestion>, WorldDecision> law) =>
        Worlds.Any.SelectMany(world => Gen.Select(Worlds.QuestionsAbout(world).Array[8], Worlds.Further(world, disposition), (questions, further) => (world, questions, further)))
            .Sample((world, questions, further) => law(world, questions, further), iter: 400, print: Print);

    internal static string Print<T>(T sample) => JsonSerializer.Serialize(sample, PrintOptions);

    private static readonly JsonSerializerOptions PrintOptions = new() { IncludeFields = true };
}
