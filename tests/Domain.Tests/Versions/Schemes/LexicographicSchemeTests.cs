using System.Text;
using CsCheck;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions.Schemes;

public class LexicographicSchemeTests
{
    /// <summary>Characters of one to four bytes, on both sides of the surrogates.</summary>
    internal static readonly Gen<string> Texts =
        Gen.OneOf(" ", "0", "9", "A", "a", "~", "\u00a0", "é", "e\u0301", "ß", "\u07ff", "\u0800", "\ud7ff", "\ue000", "\ufffd", "\U00010000", "\U0001F600", "\U0010FFFD").Array[1, 5].Select(string.Concat);

    [Fact]
    public void Compare_IsByByteOfUtf8() => SchemeRules.Ascend(
        "lexicographic",
        " ", "  ", "!", "1.10", "1.9", "A", "A ", "AA", "a", "e\u0301", "ss", "\u00a0", "ß", "ä", "é", "\u07ff", "\u0800", "\ud7ff", "\ue000", "\ufffd", "\U00010000", "\U0001F600", "\U0010FFFD");

    [Fact]
    public void Compare_OfAnyTexts_IsAsOfTheirBytes() => Gen.Select(Texts, Texts).Sample((a, b) =>
        Math.Sign(VersionScheme.Get("lexicographic").Compare(SchemeRules.Parse("lexicographic", a), SchemeRules.Parse("lexicographic", b)))
            == Math.Sign(Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b))));

    [Fact]
    public void Parse_OfHalfASurrogatePairOrAControlCharacter_IsRefused() => SchemeRules.AreUnreadable("lexicographic", "\ud800", "a\udc00", "\udc00\ud800", "a\n", "\0", "\u0085");

    [Fact]
    public void Lowest_IsASpace()
    {
        Assert.True(VersionRange.Parse("vers:lexicographic/>=%20").CoversEverything);
        Assert.False(VersionRange.Parse("vers:lexicographic/>=%20%20").CoversEverything);
    }
}
