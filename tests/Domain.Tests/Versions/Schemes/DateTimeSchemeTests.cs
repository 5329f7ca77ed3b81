using CsCheck;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions.Schemes;

public class DateTimeSchemeTests
{
    /// <summary>Timestamps around the ends of days, months and years, at the ends of the calendar, some the same instant.</summary>
    internal static readonly Gen<string> Texts = Gen.Select(
        Gen.OneOf("0000", "0001", "0400", "1900", "2023", "2024", "9999"),
        Gen.OneOf("-01-01", "-02-28", "-02-29", "-03-01", "-06-30", "-07-01", "-12-31"),
        Gen.OneOf("T00:00:", "T00:01:", "T12:30:", "T23:58:", "T23:59:", "T15:59:"),
        Gen.OneOf("00", "01", "59", "60"),
        Gen.OneOf("", "", ".0", ".5", ".500", ".05", ".9999999999999999999999"),
        Gen.OneOf("Z", "Z", "+00:00", "-00:00", "+00:01", "-08:00", "+23:59", "-23:59"),
        (year, day, minute, second, fraction, offset) => year + day + minute + second + fraction + offset);

    [Fact]
    public void Compare_IsByInstant() => SchemeRules.Ascend(
        "datetime",
        "0000-01-01T00:00:00+23:59", "0000-02-29T00:00:00Z", "0000-12-31T23:59:59.9Z", "0001-01-01T00:00:00Z", "2024-01-01T00:00:00+02:00", "2023-12-31T23:00:00Z", "2024-01-01T00:00:00.090Z", "2024-01-01T00:00:00.123Z",
        "2024-01-01T00:00:00.9Z", "2024-02-29T12:00:00Z", "2024-02-29T12:00:00-00:01", "9998-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-23:59");

    [Theory]
    [InlineData("2024-01-01T00:00:00Z", "2024-01-01T00:00:00.000Z", "2024-01-01T00:00:00+00:00", "2024-01-01T00:00:00-00:00", "2024-01-01T05:30:00+05:30", "2023-12-31T16:00:00.0-08:00")]
    [InlineData("0000-12-31T23:30:00Z", "0001-01-01T00:30:00+01:00")]
    [InlineData("1900-02-28T23:30:00Z", "1900-03-01T00:30:00+01:00")]
    public void Compare_OfOneInstant_IsTheSame(params string[] texts) => SchemeRules.AreEqual("datetime", texts);

    [Fact]
    public void Compare_OfFractions_IsToTheLastDigit() => SchemeRules.Ascend(
        "datetime",
        "2024-01-01T00:00:00.0000000000000000000000000001Z", "2024-01-01T00:00:00.0000000000000000000000000002Z", "2024-01-01T00:00:00.1Z", "2024-01-01T00:00:00.10000000000000000000000000001Z", "2024-01-01T00:00:00.11Z");

    [Fact]
    public void Compare_OfALeapSecond_LiesBeforeTheNextMinute()
    {
        SchemeRules.Ascend("datetime", "1990-12-31T23:59:59.999Z", "1990-12-31T23:59:60Z", "1990-12-31T23:59:60.5Z", "1991-01-01T00:00:00Z");
        SchemeRules.AreEqual("datetime", "1990-12-31T23:59:60Z", "1990-12-31T15:59:60-08:00", "1991-01-01T05:29:60.0+05:30");
    }

    [Fact]
    public void Parse_OfALeapSecondElsewhereThanAtTheEndOfAMonth_IsRefused()
    {
        SchemeRules.AreUnreadable("datetime", "1990-12-31T23:58:60Z", "1990-12-31T22:59:60Z", "1990-12-30T23:59:60Z", "1990-12-31T23:59:60+01:00", "2024-02-28T23:59:60Z", "1990-12-31T23:59:61Z");
        SchemeRules.Ascend("datetime", "0000-02-29T23:59:60Z", "2023-02-28T23:59:60Z", "9999-12-31T23:59:60Z", "9999-12-31T23:59:59-00:01");
    }

    [Theory]
    [InlineData("2024-01-01t00:00:00Z", "2024-01-01T00:00:00z", "2024-01-01 00:00:00Z", "2024-01-01_00:00:00Z")]
    [InlineData("2024", "2024-01-01", "2024-01-01T00:00Z", "2024-01-01T00:00:00", "2024-01-01T00:00:00.Z", "2024-01-01T00:00:00,5Z", "2024-1-1T0:0:0Z", "20240101T000000Z", "24-01-01T00:00:00Z", "12024-01-01T00:00:00Z", "-2024-01-01T00:00:00Z")]
    [InlineData("2024-00-01T00:00:00Z", "2024-13-01T00:00:00Z", "2024-01-00T00:00:00Z", "2024-01-32T00:00:00Z", "2024-04-31T00:00:00Z", "2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2024-02-30T00:00:00Z")]
    [InlineData("2024-01-01T24:00:00Z", "2024-01-01T00:60:00Z", "2024-01-01T00:00:99Z", "2024-01-01T00:00:00+24:00", "2024-01-01T00:00:00+00:60")]
    [InlineData("2024-01-01T00:00:00+0200", "2024-01-01T00:00:00+02", "2024-01-01T00:00:00 Z", "2024-01-01T00:00:00ZZ", " 2024-01-01T00:00:00Z", "2024-01-01T00:00:00\u221202:00", "202\u0664-01-01T00:00:00Z")]
    public void Parse_OfOtherForms_IsRefused(params string[] texts) => SchemeRules.AreUnreadable("datetime", texts);

    [Fact]
    public void Lowest_IsTheBeginningOfYearZeroFarthestEast()
    {
        Assert.True(VersionRange.Parse("vers:datetime/>=0000-01-01T00:00:00+23:59").CoversEverything);
        Assert.False(VersionRange.Parse("vers:datetime/>=0000-01-01T00:00:00Z").CoversEverything);
        Texts.Where(text => VersionScheme.Get("datetime").TryParse(text, out _))
            .Sample(text => VersionScheme.Get("datetime").Compare(SchemeRules.Parse("datetime", "0000-01-01T00:00:00+23:59"), SchemeRules.Parse("datetime", text)) <= 0);
    }
}
