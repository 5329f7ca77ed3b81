using CsCheck;
using ToolRegistry.Domain.Policy;

namespace ToolRegistry.Domain.Tests.Policy;

/// <summary>A snapshot that takes on what changed is the one that is compiled from all that stands.</summary>
public class SnapshotGrowthTests
{
    private static readonly Gen<(World Before, World After, WorldQuestion[] Questions)> Changes =
        Gen.Select(Worlds.Any, Worlds.Any).SelectMany((before, other) =>
        {
            var after = After(before, other);
            return Gen.Select(Worlds.QuestionsAbout(before).Array[3], Worlds.QuestionsAbout(after).Array[3], (some, more) => (before, after, (WorldQuestion[])[.. some, .. more]));
        });

    [Fact]
    public void Grown_AnswersAsCompiledWhole() => Changes.Sample(
        (before, after, questions) =>
        {
            var whole = new PolicySnapshot(18, new PolicySettings(before.Stance, []), after.ToFacts());
            var (ended, opened) = Difference(before, after);
            var grown = before.ToSnapshot().With(18, ended, opened);
            foreach (var question in questions)
                Assert.Equal(CheckLawsTests.All(whole.Check(question.ToQuery())), CheckLawsTests.All(grown.Check(question.ToQuery())));
            Assert.Equal(KeysOf(whole.Facts), KeysOf(grown.Facts));
        },
        iter: 3_000,
        print: CheckLawsTests.Print);

    [Fact]
    public void Growing_LeavesTheSnapshotBeforeAsItWas() => Changes.Sample(
        (before, after, questions) =>
        {
            var snapshot = before.ToSnapshot();
            var answers = questions.Select(q => CheckLawsTests.All(snapshot.Check(q.ToQuery()))).ToArray();
            var (ended, opened) = Difference(before, after);
            snapshot.With(18, ended, opened);
            Assert.Equal(answers, questions.Select(q => CheckLawsTests.All(snapshot.Check(q.ToQuery()))));
        },
        iter: 500,
        print: CheckLawsTests.Print);

    [Fact]
    public void Facts_AreThoseThatItWasMadeOf() => Worlds.Any.Sample(
        world => Assert.Equal(KeysOf(world.ToFacts()), KeysOf(world.ToSnapshot().Facts)),
        iter: 500,
        print: CheckLawsTests.Print);

    [Fact]
    public void ShardedMap_IsADictionary_HoweverItGrew() =>
        Gen.Select(Gen.Int[0, 2_000].HashSet[0, 600], Gen.Select(Gen.Int[0, 2_000], Gen.Bool).Array[0, 400].Array[0, 6]).Sample((first, changes) =>
        {
            var plain = first.ToDictionary(k => k, k => $"{k} at first");
            var map = ShardedMap<int, string>.Of(plain);
            for (var i = 0; i < changes.Length; i++)
            {
                var change = changes[i].DistinctBy(c => c.Item1).Select(c => KeyValuePair.Create(c.Item1, c.Item2 ? $"{c.Item1} at {i}" : null)).ToArray();
                foreach (var (key, value) in change)
                {
                    plain.Remove(key);
                    if (value is not null)
                        plain.Add(key, value);
                }

                map = map.With(change);
                Assert.Equal(plain.Count, map.Count);
                Assert.Equal(plain.Values.Order(StringComparer.Ordinal), map.Values.Order(StringComparer.Ordinal));
                Assert.All(Enumerable.Range(0, 2_001), key => Assert.Equal(plain.GetValueOrDefault(key), map.TryGetValue(key, out var found) ? found : null));
            }
        }, iter: 60);

    [Fact]
    public void ShardedMap_GrownFromNothing_KeepsItsPartsSmall()
    {
        var map = ShardedMap<int, string>.Of([]);
        for (var i = 0; i < 20_000; i += 100)
            map = map.With([.. Enumerable.Range(i, 100).Select(k => KeyValuePair.Create(k, (string?)"value"))]);
        Assert.Equal(20_000, map.Count);
        Assert.InRange(map.LargestShard, 1, 400);
    }

    /// <summary>The other register, as one that came of the first: no tool is gone, no number has moved to another record.</summary>
    private static World After(World before, World other) => other with
    {
        Stance = before.Stance,
        Tools = [.. other.Tools, .. before.Tools.Where(t => other.Tools.All(o => o.Slug != t.Slug))],
        Decisions = [.. other.Decisions.Select(d => before.Decisions.Any(b => b.Number == d.Number && b.Tool != d.Tool) ? d with { Number = d.Number + 10 } : d)],
        Exceptions = [.. other.Exceptions.Select(e => before.Exceptions.Any(b => b.Number == e.Number && b.Decision != e.Decision) ? e with { Number = e.Number + 10 } : e)],
    };

    /// <summary>What is told of the change: of facts that others take the place of, half are named as ended.</summary>
    private static (PolicyFactSet Ended, PolicyFactSet Opened) Difference(World before, World after)
    {
        var ended = new PolicyFactSet(
            [],
            [.. before.Decisions.Where(b => b.Number % 2 == 0 || after.Decisions.All(a => a.Number != b.Number)).Select(d => d.ToFact())],
            [.. before.Exceptions.Where(b => b.Number % 2 == 0 || after.Exceptions.All(a => a.Number != b.Number)).Select(e => e.ToFact())]);
        return (ended, after.ToFacts());
    }

    private static string[] KeysOf(PolicyFactSet facts) =>
    [
        .. facts.Tools.Select(t => t.Slug).Order(StringComparer.Ordinal),
        .. facts.Decisions.OrderBy(d => d.Number).Select(d => $"{d.Number} {d.Tool}"),
        .. facts.Exceptions.OrderBy(e => e.Number).Select(e => $"{e.Number} {e.Decision}"),
    ];
}
