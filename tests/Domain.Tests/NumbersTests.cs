using CsCheck;

namespace ToolRegistry.Domain.Tests;

/// <summary>The numbers by which people name records.</summary>
public class NumbersTests
{
    [Fact]
    public void Format_IsThePrefixAHyphenAndTheNumber() => Assert.Equal("TR-42", Numbers.Format(Numbers.Decision, 42));

    [Fact]
    public void TryParse_ReadsWhatFormatWrites() => Gen.Select(Gen.OneOf("TR", "EX", "RQ", "CL", "EV", "RA"), Gen.Int[1, int.MaxValue]).Sample((prefix, number) =>
        Numbers.TryParse(prefix, Numbers.Format(prefix, number), out var read) && read == number);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("TR")]
    [InlineData("TR-")]
    [InlineData("TR-0")]
    [InlineData("TR-042")]
    [InlineData("TR--1")]
    [InlineData("TR-+1")]
    [InlineData("TR- 1")]
    [InlineData("TR-1 ")]
    [InlineData("TR-1\n")]
    [InlineData("tr-1")]
    [InlineData("EX-1")]
    [InlineData("TR1")]
    [InlineData("TR_1")]
    [InlineData("1")]
    [InlineData("TR-2147483648")]
    [InlineData("TR-1.0")]
    [InlineData("TR-\u0661")]
    public void TryParse_OfAnythingElse_IsFalse(string? text) => Assert.False(Numbers.TryParse(Numbers.Decision, text, out _));
}
