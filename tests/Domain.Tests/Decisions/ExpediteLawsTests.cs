using System.Text.Json;
using CsCheck;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tests.Policy;
using ToolRegistry.Domain.Versions;
using static ToolRegistry.Domain.Tests.Given;

namespace ToolRegistry.Domain.Tests.Decisions;

/// <summary>Whenever an expedition succeeds, no answer of the register is more permissive after it than it was before.</summary>
public class ExpediteLawsTests
{
    private static readonly DateTimeOffset Now = World.Instant(World.First - 2);
    private static readonly JsonSerializerOptions PrintOptions = new() { IncludeFields = true };

    /// <summary>A register, what replaces a decision of it (or comes as a new one), whether exceptions are kept, and questions.</summary>
    private sealed record Case(World World, WorldDecision After, bool Keep, IReadOnlyList<WorldQuestion> Questions);

    /// <summary>Cases, each with the number of the decision that was taken as the model.</summary>
    private static readonly Gen<(Case Case, int Standing)> Cases = Worlds.Any.SelectMany(world => Gen.Select(
        Gen.Int[0, 3],
        Gen.Int[0, world.Decisions.Count - 1].SelectMany(i => Successors(world, world.Decisions[i])),
        Gen.Bool,
        Worlds.QuestionsAbout(world).Array[12],
        (isNew, after, keep, questions) => (new Case(world, isNew == 0 ? after with { Number = 80 } : after, keep, questions), after.Number)));

    [Fact]
    public void Expedite_WhereItSucceeds_MakesNoAnswerMorePermissive() => HoldWhereItSucceeds((sample, _) => sample with { World = sample.World with { Exceptions = [] } });

    [Fact]
    public void Expedite_WhereItSucceeds_MakesNoAnswerMorePermissive_ToTheAudienceOfAnException() => HoldWhereItSucceeds((sample, standing) =>
    {
        var exceptions = sample.World.Exceptions.Where(e => !e.Audience.ToScope().IsEverywhere).Select(e => e with { Decision = standing }).ToArray();
        return sample with
        {
            World = sample.World with { Exceptions = exceptions },
            After = sample.After with { Number = standing },
            Questions = [.. sample.Questions.Select((question, i) => exceptions.Length == 0 ? question : AskedBy(exceptions[i % exceptions.Length], question))],
        };
    });

    private static WorldQuestion AskedBy(WorldException exception, WorldQuestion question) => question with
    {
        Groups = exception.Audience.Groups.Count > 0 ? exception.Audience.Groups : question.Groups,
        Environment = exception.Audience.Environments.Count > 0 ? exception.Audience.Environments[0] : question.Environment,
        Region = exception.Audience.Regions.Count > 0 ? exception.Audience.Regions[0] : question.Region,
        At = Math.Clamp(question.At, exception.From, exception.Until - 1),
    };

    private static void HoldWhereItSucceeds(Func<Case, int, Case> given)
    {
        var (succeeded, refused) = (0, 0);
        Cases.Sample(
            (any, standing) =>
            {
                var sample = given(any, standing);
                var world = sample.World;
                var exceptions = world.Exceptions.Where(e => e.Decision == sample.After.Number).Select(Granted).ToArray();
                var decision = Drafted(world, sample.After, [.. exceptions.Select(e => new ExceptionChoice(e.Number, sample.Keep))]);
                var before = Snapshot(world, decision, exceptions);
                try
                {
                    decision.Expedite(DecisionSteps.Rules(unknownIsBlocked: world.Stance == CheckAction.Block), exceptions, "exploited", Cleo, Now);
                }
                catch (DomainException refusal) when (refusal.Code == "decision.expedite-loosens")
                {
                    Interlocked.Increment(ref refused);
                    return;
                }

                Interlocked.Increment(ref succeeded);
                var after = Snapshot(world, decision, exceptions);
                foreach (var question in sample.Questions)
                    Permissiveness.NeverGrows(before.Check(question.ToQuery()), after.Check(question.ToQuery()));
            },
            iter: 700,
            print: sample => JsonSerializer.Serialize(sample.Item1, PrintOptions));
        Assert.True(succeeded > 50 && refused > 50, $"{succeeded} succeeded, {refused} were refused");
    }

    /// <summary>The same decision with more ranges, a wider scope and stricter phases, each likely but not certain.</summary>
    private static Gen<WorldDecision> Successors(World world, WorldDecision decision) => Gen.Select(
        Worlds.Further(world, Disposition.Banned),
        Worlds.Further(world, Disposition.HighRisk),
        Gen.Int[0, 5],
        Gen.Int[0, 5],
        Gen.Int[0, 5],
        (ban, warning, ranges, scope, phases) => decision with
        {
            Ranges = ranges switch
            {
                < 3 => decision.Ranges,
                < 5 => [.. decision.Ranges.Concat(ban.Ranges).DistinctBy(r => r.Text)],
                _ => ban.Ranges,
            },
            Scope = scope switch
            {
                < 3 => decision.Scope,
                3 => new WorldScope([], [], []),
                4 => decision.Scope with { Groups = [] },
                _ => ban.Scope,
            },
            Phases = phases switch
            {
                0 => decision.Phases,
                1 => ban.Phases,
                2 => [new WorldPhase(decision.Phases[0].From, Disposition.Banned)],
                3 => Worlds.Regular(decision.Phases.Select(p => p.Disposition == Disposition.HighRisk ? p with { Disposition = Disposition.Banned } : p)),
                4 => Worlds.Regular(decision.Phases.Where(p => p.From < ban.Phases[0].From).Append(ban.Phases[0])),
                _ => Worlds.Regular(decision.Phases.Where(p => p.From < warning.Phases[0].From).Append(warning.Phases[0])),
            },
        });

    /// <summary>The decision with the successor pending: as its revision when the register holds it, else as a first draft.</summary>
    private static Decision Drafted(World world, WorldDecision after, IReadOnlyList<ExceptionChoice> choices)
    {
        if (world.Decisions.SingleOrDefault(d => d.Number == after.Number) is not { } standing)
            return Decision.Draft(after.Number, after.Tool, Terms(after), Cleo, Now);
        var decision = Decision.Draft(standing.Number, standing.Tool, Terms(standing), Ana, Now);
        decision.Propose([], Ana, Now);
        decision.Approve(DecisionSteps.Rules(), [], Ben, Now);
        decision.Revise(Terms(after), choices, "exploited", Cleo, Now);
        return decision;
    }

    private static ExceptionRecord Granted(WorldException exception)
    {
        var restriction = Decision.Draft(exception.Decision, "t0", Given.Terms((1, Disposition.Banned)), Ana, Now);
        restriction.Expedite(DecisionSteps.Rules(), [], "why", Ana, Now);
        var fact = exception.ToFact();
        var granted = ExceptionRecord.Draft(exception.Number, restriction, ExceptionTerms.Create(fact.Audience, fact.From, fact.Until, "needed", fact.CompensatingControls, "some"), Ana, Now);
        granted.Propose(Ana);
        granted.Approve(restriction, 1, Ben, Now);
        return granted;
    }

    private static DecisionTerms Terms(WorldDecision decision) => DecisionTerms.Create(new DecisionContent
    {
        Ranges = [.. decision.Ranges.Select(r => VersionRange.Parse(r.Text))],
        Scope = decision.Scope.ToScope(),
        Schedule = decision.ToFact().Schedule,
        Constraints = ["Only on test data."],
        PublicStatement = "Because.",
    });

    private static PolicySnapshot Snapshot(World world, Decision decision, IReadOnlyList<ExceptionRecord> exceptions) => new(
        1,
        new PolicySettings(world.Stance, []),
        new PolicyFactSet(
            [.. world.Tools.Select(t => t.ToFact())],
            [.. world.Decisions.Where(d => d.Number != decision.Number).Select(d => d.ToFact()), .. DecisionFact.Of(decision, Support.None) is { } fact ? (DecisionFact[])[fact] : []],
            [.. world.Exceptions.Where(e => e.Decision != decision.Number).Select(e => e.ToFact()), .. exceptions.Select(ExceptionFact.Of).OfType<ExceptionFact>()]));
}
