using ToolRegistry.Infrastructure.Signing;

namespace ToolRegistry.Infrastructure.Tests.Signing;

/// <summary>A key is published before it signs, and after; which one signs is told by the clock alone.</summary>
public sealed class KeyScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-1, "a", "b")]
    [InlineData(0, "a", "b")]
    [InlineData(106, "a", "b")]
    [InlineData(107, "b", "a")]
    [InlineData(136, "b", "a")]
    [InlineData(137, "b")]
    public void Key_IsPublishedBeforeItSigns_AndAfterAnotherDoes(int day, params string[] published) =>
        Assert.Equal(published, Published(new SigningOptions(), day, ("b", 100), ("a", 0)));

    [Fact]
    public void Key_ThatIsTheOnlyOne_SignsAtOnce() => Assert.Equal(["a"], Published(new SigningOptions(), 0, ("a", 0)));

    [Theory]
    [InlineData(106, "b", "c", "a")]
    [InlineData(107, "c", "b", "a")]
    [InlineData(40, "b", "a")]
    public void Keys_Several_AreListedWithTheOneThatSignsFirst_ThenTheComing_ThenTheFormer(int day, params string[] published) =>
        Assert.Equal(published, Published(new SigningOptions { Overlap = TimeSpan.FromDays(365) }, day, [.. Known(day, ("c", 100), ("b", 20), ("a", 0))]));

    [Fact]
    public void Key_WithoutLeadAndOverlap_TakesThePlaceOfTheFormerAtOnce() =>
        Assert.Equal(["b"], Published(new SigningOptions { Lead = TimeSpan.Zero, Overlap = TimeSpan.Zero }, 100, ("b", 100), ("a", 0)));

    [Fact]
    public void Keys_WhereThereAreNone_AreNone() => Assert.Empty(Published(new SigningOptions(), 0));

    private static IEnumerable<(string Id, int Day)> Known(int day, params (string Id, int Day)[] keys) => keys.Where(k => k.Day <= day);

    private static IEnumerable<string> Published(SigningOptions options, int day, params (string Id, int Day)[] keys) =>
        new KeySchedule([.. keys.Select(k => new SigningKey { Id = k.Id, PublicKey = [], Sealed = [], CreatedAt = Start.AddDays(k.Day) })], options).PublishedAt(Start.AddDays(day)).Select(k => k.Id);
}
