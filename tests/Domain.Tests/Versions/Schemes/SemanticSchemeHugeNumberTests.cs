namespace ToolRegistry.Domain.Tests.Versions.Schemes;

/// <summary>Small numbers are compared as one, those up to 19 digits as machine numbers, longer ones as digits. Nothing may tell where the one becomes the other.</summary>
public class SemanticSchemeHugeNumberTests
{
    private static readonly string[] Ascending =
    [
        "0", "1", "524287", "524288", "33554431", "33554432", "9007199254740991", "9007199254740992", "9007199254740993", "999999999999999999", "9223372036854775807", "9223372036854775808",
        "9999999999999999999", "10000000000000000000", "18446744073709551614", "18446744073709551615", "18446744073709551616", "18446744073709551617",
        "99999999999999999999", "100000000000000000000", "184467440737095516160",
    ];

    [Theory]
    [InlineData("{0}.0.0")]
    [InlineData("0.0.{0}")]
    [InlineData("1.{0}.33554431")]
    [InlineData("0.{0}.0")]
    [InlineData("99999999999999999999.{0}.0-a")]
    [InlineData("v99999999999999999999.0.{0}+1.2")]
    [InlineData("{0}.99999999999999999999.0-99999999999999999999")]
    [InlineData("99999999999999999999.0.0-{0}")]
    [InlineData("1.0.0-a.{0}.b")]
    public void Compare_OfANumberOfAnyLength_IsByValue(string pattern) =>
        SchemeRules.Ascend("npm", [.. Ascending.Select(number => pattern.Replace("{0}", number, StringComparison.Ordinal))]);

    [Fact]
    public void Compare_OfAHugeNumberBehind_YieldsToASmallOneBefore() =>
        SchemeRules.Ascend("npm", "1.0.99999999999999999999", "1.1.0", "1.99999999999999999998.99999999999999999999", "1.99999999999999999999.0", "2.0.0", "99999999999999999999.0.0");

    [Fact]
    public void Parse_OfALeadingZeroBeforeAHugeNumber_IsRefused() =>
        SchemeRules.AreUnreadable("npm", "099999999999999999999.0.0", "0.00000000000000000000.0", "1.0.0-099999999999999999999", "1.0.0-000000000000000000000");
}
