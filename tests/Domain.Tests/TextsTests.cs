namespace ToolRegistry.Domain.Tests;

/// <summary>What text the register takes.</summary>
public class TextsTests
{
    [Theory]
    [InlineData("a", true, true)]
    [InlineData("\u00e9 \u4e2d", true, true)]
    [InlineData("a\nb", false, true)]
    [InlineData("a\r\n\tb", false, true)]
    [InlineData("a\u2028b", false, true)]
    [InlineData(" a", false, true)]
    [InlineData("a\u00a0", false, true)]
    [InlineData("", false, false)]
    [InlineData(" \t\n", false, false)]
    [InlineData(null, false, false)]
    [InlineData("a\0", false, false)]
    [InlineData("a\u001b[31m", false, false)]
    [InlineData("a\u0085", false, false)]
    [InlineData("a\u007f", false, false)]
    public void ALine_HasNoBreaksAndNoSpaceAround_AndNoTextHoldsControlCharacters(string? text, bool isLine, bool isParagraphs) =>
        Assert.Equal((isLine, isParagraphs), (Texts.IsLine(text, 100), Texts.IsParagraphs(text, 100)));

    [Fact]
    public void Text_IsWellFormed()
    {
        Assert.True(Texts.IsLine("a\ud83d\ude00", 3));
        Assert.All(["\ud83d", "\ude00\ud83d", "a\ud83db"], text => Assert.False(Texts.IsParagraphs(text, 10)));
    }

    [Theory]
    [InlineData("abcd", "abcd")]
    [InlineData("abcde", "abc…")]
    [InlineData("ab\ud83d\ude00e", "ab…")]
    [InlineData("a\ud83d\ude00de", "a\ud83d\ude00…")]
    public void Text_ThatIsTooLong_IsShortenedBetweenCharacters(string text, string shortened) => Assert.Equal(shortened, Texts.Shortened(text, 4));

    [Fact]
    public void Text_IsMeasuredInUtf16Units()
    {
        Assert.False(Texts.IsLine("a\ud83d\ude00", 2));
        Assert.True(Texts.IsLine(new string('a', 10), 10));
        Assert.False(Texts.IsLine(new string('a', 11), 10));
    }
}
