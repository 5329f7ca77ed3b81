using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Domain.Tests.Identity;

public class SlugsTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("7-zip")]
    [InlineData("claude-code")]
    [InlineData("node.js_lts")]
    public void IsValid_OfLowerCaseLettersDigitsHyphensDotsUnderscores_IsTrue(string text) => Assert.True(Slugs.IsValid(text));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("Claude")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData(".")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("caf\u00e9")]
    public void IsValid_OfAnythingElse_IsFalse(string? text) => Assert.False(Slugs.IsValid(text!));

    [Fact]
    public void IsValid_Of80Characters_IsTheLongest()
    {
        Assert.True(Slugs.IsValid(new string('a', Slugs.MaxLength)));
        Assert.False(Slugs.IsValid(new string('a', Slugs.MaxLength + 1)));
    }
}
