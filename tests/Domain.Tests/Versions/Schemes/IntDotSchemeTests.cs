using CsCheck;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions.Schemes;

public class IntDotSchemeTests
{
    /// <summary>Few numbers, many zeros, and something after them that ends the version.</summary>
    internal static readonly Gen<string> Texts = Gen.Select(
        Gen.OneOf("0", "0", "1", "2", "10", "00", "01", "010", "18446744073709551616", "99999999999999999999999").Array[1, 5].Select(numbers => string.Join('.', numbers)),
        Gen.OneOf("", "", "", ".", "beta", "rc1", "-1", ".x", "+2.3", " 1", "é", "~"),
        string.Concat);

    public static TheoryData<string> Schemes => ["intdot", "nginx"];

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Compare_IsByNumber(string scheme) => SchemeRules.Ascend(scheme, "0", "0.0.1", "0.8.40", "0.9", "1.2", "1.2.1", "1.9.15", "1.10", "1.10.0.1", "2", "10", "18446744073709551616", "18446744073709551617");

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Compare_OfLeadingZerosAndMissingNumbers_IsTheSame(string scheme) => SchemeRules.AreEqual(scheme, "1.2", "01.002", "1.2.0", "1.2.0.00", "1.2.");

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Compare_StopsAtTheFirstCharacterThatIsNeitherDigitNorDot(string scheme)
    {
        SchemeRules.AreEqual(scheme, "1.2", "1.2beta", "1.2rc1", "1.2-3", "1.2+3.4", "1.2.x", "1.2.0a5", "1.2 7", "1.2\u0661", "1.2x..");
        SchemeRules.Ascend(scheme, "1.2rc1", "1.10alpha");
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Contains_OfABanOfAVersion_HoldsItWithASuffix(string scheme) =>
        Assert.All(["1.2", "1.2.0", "1.2beta"], text => Assert.True(VersionRange.Parse($"vers:{scheme}/1.2").Contains(SchemeRules.Parse(scheme, text))));

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Parse_OfWhatDoesNotBeginWithIntegersAndDots_IsRefused(string scheme) =>
        SchemeRules.AreUnreadable(scheme, "v1.2", "beta", ".1", "-1", "+1", " 1.2", "1..2", "1..", "1.2..x", "\u0661", "*");

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Lowest_IsZero(string scheme)
    {
        Assert.True(VersionRange.Parse($"vers:{scheme}/>=0.0").CoversEverything);
        Assert.False(VersionRange.Parse($"vers:{scheme}/>=0.0.1").CoversEverything);
    }
}
