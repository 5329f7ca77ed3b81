namespace ToolRegistry.Domain.Tests;

public sealed class MessageTemplateTests
{
    private const string Parts = "a b\u00a0\n\t\u2028🦊.";

    [Theory]
    [InlineData("{tool} is banned. {alternatives} {link}", "T is banned. L")]
    [InlineData("{alternatives} {tool}", "T")]
    [InlineData("{tool} {alternatives}", "T")]
    [InlineData("{alternatives}", "")]
    [InlineData("({alternatives}){tool}", "()T")]
    public void Fill_WhereAValueIsMissing_LeavesNoGap(string template, string expected) =>
        Assert.Equal(expected, new MessageTemplate(template).Fill(name => name switch { "tool" => "T", "link" => "L", _ => null }));

    [Fact]
    public void Fill_OfAnyText_IsOneLineWithSingleSpaces()
    {
        var random = new Random(20_261_129);
        for (var round = 0; round < 2_000; round++)
        {
            string Text() => string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => random.Next(3) == 0 ? " " : Parts[random.Next(Parts.Length)].ToString()));
            var (before, between, after) = (Text(), Text(), Text());
            var (one, other) = (random.Next(3) == 0 ? null : Text(), Text());
            var filled = new MessageTemplate($"{before}{{one}}{between}{{other}}{after}").Fill(name => name is "one" ? one : other);
            Assert.Equal(string.Join(' ', $"{before}{one}{between}{other}{after}".Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), filled);
        }
    }

    [Fact]
    public void Fill_OfALongText_IsWhole()
    {
        var text = string.Join("  ", Enumerable.Repeat("word", 1_000));
        Assert.Equal(string.Join(' ', Enumerable.Repeat("word", 1_000)), new MessageTemplate("{text}").Fill(_ => text));
    }
}
