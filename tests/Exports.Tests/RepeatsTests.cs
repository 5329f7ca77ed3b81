namespace ToolRegistry.Exports.Tests;

public sealed class RepeatsTests
{
    [Fact]
    public void Name_ThatComesAgain_IsNeverMissed()
    {
        string[] names = [.. Enumerable.Range(0, 10_000).Select(i => $"name-{i}")];
        var repeats = new Repeats([.. names, .. names]);
        Assert.All(names, name => Assert.True(repeats.MayHave(name)));
    }

    [Fact]
    public void OfNamesThatComeOnce_FewAreTakenForOthers()
    {
        string[] names = [.. Enumerable.Range(0, 10_000).Select(i => $"name-{i}")];
        var repeats = new Repeats(names);
        // Some 12 share a place.
        Assert.InRange(names.Count(name => repeats.MayHave(name)), 0, 100);
    }
}
