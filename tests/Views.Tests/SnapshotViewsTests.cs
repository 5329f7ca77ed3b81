using System.Text.Json;
using CsCheck;
using ToolRegistry.Client;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tests.Policy;

namespace ToolRegistry.Views.Tests;

/// <summary>A snapshot that was taken away answers its asker as the service does.</summary>
public sealed class SnapshotViewsTests
{
    private static readonly DateTimeOffset At = World.Instant(7);

    [Fact]
    public void Document_TakenAway_AnswersAsTheServiceDoes() => Worlds.Any.SelectMany(world => Worlds.QuestionsAbout(world).Array[4].Select(questions => (world, questions))).Sample(
        (world, questions) =>
        {
            var snapshot = world.ToSnapshot();
            foreach (var question in questions)
            {
                var there = snapshot.Check(question.ToQuery());
                var document = SnapshotViews.Of(snapshot.Facts, snapshot.Revision, new PolicySettings(world.Stance, []), question.Groups, At);
                var here = SnapshotViews.Compile(Sent(document)).Check(question.ToQuery());
                Assert.Equal(Written(VerdictViews.Of(there, isAnonymous: false)), Written(VerdictViews.Of(here, isAnonymous: false)));
            }
        },
        iter: 1_000,
        print: sample => JsonSerializer.Serialize(sample, PrintOptions));

    [Fact]
    public void Document_HoldsNoExceptionForOthers() => Worlds.Any.Sample(
        world =>
        {
            var facts = world.ToFacts();
            foreach (var groups in new IReadOnlyList<string>?[] { null, [], ["g1"] })
            {
                var document = SnapshotViews.Of(facts, 17, PolicySettings.Default, groups, At);
                Assert.All(document.Exceptions, e => Assert.True(e.Audience.Groups!.Count == 0 || e.Audience.Groups.Intersect(groups ?? []).Any()));
            }
        },
        iter: 300);

    [Fact]
    public void Document_IsTheSameForTheSameFacts() => Worlds.Any.Sample(
        world =>
        {
            var shuffled = new PolicyFactSet([.. world.ToFacts().Tools.Reverse()], [.. world.ToFacts().Decisions.Reverse()], [.. world.ToFacts().Exceptions.Reverse()]);
            Assert.Equal(Written(SnapshotViews.Of(world.ToFacts(), 17, PolicySettings.Default, ["g1"], At)), Written(SnapshotViews.Of(shuffled, 17, PolicySettings.Default, ["g1"], At)));
        },
        iter: 100);

    private static SnapshotDocument Sent(SnapshotDocument document) => JsonSerializer.Deserialize<SnapshotDocument>(Written(document), WireJson.Options)!;

    private static string Written<T>(T value) => JsonSerializer.Serialize(value, WireJson.Options);

    private static readonly JsonSerializerOptions PrintOptions = new() { IncludeFields = true };
}
