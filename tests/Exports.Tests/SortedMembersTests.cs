using System.Text;
using System.Text.Json;

namespace ToolRegistry.Exports.Tests;

public sealed class SortedMembersTests
{
    private const int Many = 2_000;

    [Theory]
    [InlineData(SortedMembers.DefaultInMemory)]
    [InlineData(700)]
    [InlineData(1)]
    public void Members_ComeInTheOrderOfTheirNamesBytes_HoweverFewMemoryHolds(int inMemory)
    {
        var random = new Random(20_261_129);
        (string Name, int Value)[] added = [.. Enumerable.Range(0, Many).Select(i => ($"{(char)('a' + random.Next(26))}{(random.Next(2) == 0 ? "🦊" : "\ue000")}{random.Next(500)}", i))];
        using var members = new SortedMembers(new JsonWriterOptions(), inMemory);
        foreach (var (name, value) in added)
        {
            members.Value.WriteNumberValue(value);
            members.Add(name);
        }

        Assert.Equal(
            added.OrderBy(m => Convert.ToHexString(Encoding.UTF8.GetBytes(m.Name)), StringComparer.Ordinal).Select(m => $"{m.Name}={m.Value}"),
            members.InOrder().Select(m => $"{Encoding.UTF8.GetString(m.Name.Span)}={Encoding.UTF8.GetString(m.Value.Span)}"));
    }

    [Fact]
    public void Member_LargerThanWhatMemoryHolds_IsKept()
    {
        var large = new string('x', 100_000);
        using var members = new SortedMembers(new JsonWriterOptions(), inMemory: 1_000);
        foreach (var name in new[] { "c", "a", "b" })
        {
            members.Value.WriteStringValue(large);
            members.Add(name);
        }

        Assert.Equal([("a", 100_002), ("b", 100_002), ("c", 100_002)], members.InOrder().Select(m => (Encoding.UTF8.GetString(m.Name.Span), m.Value.Length)));
    }

    [Fact]
    public void NothingAdded_IsNothing()
    {
        using var members = new SortedMembers(new JsonWriterOptions());
        Assert.Empty(members.InOrder());
    }
}
