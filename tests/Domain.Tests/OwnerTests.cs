using CsCheck;

namespace ToolRegistry.Domain.Tests;

/// <summary>A person as four eyes counts people.</summary>
public class OwnerTests
{
    [Theory]
    [InlineData("ana", "ana")]
    [InlineData("Ana", "ana")]
    [InlineData("ANA@Example.COM", "ana@example.com")]
    public void Parse_FoldsCase(string text, string expected)
    {
        Assert.Equal(expected, Owner.Parse(text).Value);
        Assert.Equal(Owner.Parse(expected), Owner.Parse(text));
        Assert.Equal(Owner.Parse(expected).GetHashCode(), Owner.Parse(text).GetHashCode());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" ana")]
    [InlineData("ana ")]
    [InlineData("a b")]
    [InlineData("ana\n")]
    [InlineData("\u0430na")]
    [InlineData("an\u00e4")]
    [InlineData("ana\u200b")]
    [InlineData("\u212aim")]
    public void Parse_OfAnythingButVisibleAscii_IsRefused(string text)
    {
        Refused.With("owner.invalid", Refusal.Invalid, () => Owner.Parse(text), "owner");
        Assert.False(Owner.TryParse(text, out _));
    }

    [Fact]
    public void Parse_TakesUpTo200Characters()
    {
        Assert.Equal(200, Owner.Parse(new string('a', 200)).Value.Length);
        Refused.With("owner.invalid", Refusal.Invalid, () => Owner.Parse(new string('a', 201)));
        Assert.False(Owner.TryParse(null, out _));
    }

    [Fact]
    public void TryParse_OfAnyText_RoundTrips() => Gen.String.Sample(text => !Owner.TryParse(text, out var owner) || Owner.Parse(owner.ToString()) == owner && text.Equals(owner.Value, StringComparison.OrdinalIgnoreCase));
}
