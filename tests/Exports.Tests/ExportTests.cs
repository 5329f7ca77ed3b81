using ToolRegistry.Domain.Channels;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Exports.Tests.Given;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests;

public sealed class ExportTests
{
    [Fact]
    public void Serial_OfTheLaterOfTwoCommitsWithinASecond_IsHigher()
    {
        var committed = Day("2026-07-01");
        Assert.True(Of(revision: 17, committed.AddMilliseconds(200)).Serial < Of(revision: 18, committed.AddMilliseconds(700)).Serial);
    }

    [Fact]
    public void Serial_GrowsAtABanDate_AndNotBetween()
    {
        Assert.True(RichRegister.Export(RichRegister.Before).Serial < RichRegister.Export(RichRegister.After).Serial);
        Assert.Equal(RichRegister.Export(RichRegister.After).Serial, RichRegister.Export(RichRegister.After.AddDays(1)).Serial);
    }

    private static Export Of(long revision, DateTimeOffset committedAt) =>
        new(new PolicySnapshot(revision, PolicySettings.Default, PolicyFactSet.None), committedAt, new ChannelFact("fleet", ChannelTerms.Create(TakesAll)), committedAt, Address);
}
