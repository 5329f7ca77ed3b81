using CsCheck;
using ToolRegistry.Cli.Frame;

namespace ToolRegistry.Cli.Tests.Frame;

public sealed class HarmlessTextTests
{
    [Theory]
    [InlineData("\u001b[31mred\u001b[0m", @"\u001b[31mred\u001b[0m")]
    [InlineData("a\u009b31mb\u007fc\0\a\b", @"a\u009b31mb\u007fc\u0000\u0007\u0008")]
    [InlineData("abc\u202etxt.exe", @"abc\u202etxt.exe")]
    [InlineData("[red]not markup[/]", "[red]not markup[/]")]
    [InlineData("a\r\nb\nc\rd\u2028e\tf", "a b c d e f")]
    [InlineData("naïve 中文 👩‍💻", "naïve 中文 👩‍💻")]
    [InlineData("tag \U000e0041", @"tag \ue0041")]
    [InlineData(null, "")]
    public void OneLine_KeepsWhatIsText_AndWritesOutTheRest(string? text, string expected) => Assert.Equal(expected, HarmlessText.OneLine(text));

    // An attribute can't hold these.
    [Fact]
    public void OneLine_OfHalfCharacters_ReplacesThem() => Assert.Equal("\ufffdx\ufffd", HarmlessText.OneLine("\ud800x\udfff"));

    [Fact]
    public void Lines_KeepsLineBreaksAlone() => Assert.Equal("a\nb\nc d", HarmlessText.Lines("a\r\nb\nc\td"));

    [Fact]
    public void Text_OfAnyKind_ComesOutWithoutControls() =>
        Gen.String[Gen.Char, 0, 40].Sample(text =>
            HarmlessText.OneLine(text).EnumerateRunes().All(r => !System.Text.Rune.IsControl(r))
            && HarmlessText.OneLine(HarmlessText.OneLine(text)) == HarmlessText.OneLine(text));
}
