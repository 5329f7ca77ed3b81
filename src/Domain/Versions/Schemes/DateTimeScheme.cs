using System.Globalization;

namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>The VERS type <c>datetime</c>: timestamps as of RFC 3339, section 5.6, ordered by the instant that they name.</summary>
/// <remarks>
/// <para>Canonical VERS writes <c>T</c> and <c>Z</c> in upper case; lower case is not read. Every year from 0000 to 9999 is, with
/// an offset that may lead out of them, and a fraction of any length.</para>
/// <para>A second 60 is read only where RFC 3339, section 5.7, allows it: in the last minute of a month in UTC. It lies between
/// second 59 and the next minute.</para>
/// </remarks>
internal sealed class DateTimeScheme : VersionScheme
{
    private const int MinutesOfADay = 24 * 60;
    private const int DaysOf400Years = 146_097;
    private const string DateAndTime = "0000-00-00T00:00:00";

    internal DateTimeScheme()
        : base("datetime") => Lowest = Read("0000-01-01T00:00:00+23:59");

    internal override ParsedVersion? Lowest { get; }

    private protected override ParsedVersion? Read(string text)
    {
        if (text.Length <= DateAndTime.Length || !HasShape(text.AsSpan(0, DateAndTime.Length), DateAndTime))
            return null;

        var rest = text.AsSpan(DateAndTime.Length);
        var fraction = "";
        if (rest[0] == '.')
        {
            var length = Digits.RunAt(rest, 1);
            if (length == 0)
                return null;
            fraction = rest.Slice(1, length).TrimEnd('0').ToString();
            rest = rest[(length + 1)..];
        }

        if (OffsetOf(rest) is not { } offset || MinuteOf(text) is not { } local)
            return null;
        var minute = local - offset;
        var second = Number(text.AsSpan(17, 2));
        return second < 60 || (second == 60 && EndsAMonth(minute)) ? new Version(this, text, minute, second, fraction) : null;
    }

    private protected override int Order(ParsedVersion a, ParsedVersion b)
    {
        var (left, right) = ((Version)a, (Version)b);
        if (left.Minute != right.Minute)
            return left.Minute.CompareTo(right.Minute);
        return left.Second != right.Second ? left.Second.CompareTo(right.Second) : string.CompareOrdinal(left.Fraction, right.Fraction);
    }

    /// <summary>The minutes from 0001-01-01T00:00 on, as the text writes it; null when there is no such day, hour or minute.</summary>
    private static long? MinuteOf(ReadOnlySpan<char> text)
    {
        var (year, month, day) = (Number(text[..4]), Number(text.Slice(5, 2)), Number(text.Slice(8, 2)));
        var (hour, minute) = (Number(text.Slice(11, 2)), Number(text.Slice(14, 2)));

        // The calendar repeats after 400 years; .NET's has no year 0.
        var shift = year == 0 ? 400 : 0;
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year + shift, month) || hour > 23 || minute > 59)
            return null;
        long days = new DateOnly(year + shift, month, day).DayNumber - (shift == 0 ? 0 : DaysOf400Years);
        return (days * MinutesOfADay) + (hour * 60) + minute;
    }

    /// <summary>The minutes of an offset; null for a text that is none.</summary>
    private static int? OffsetOf(ReadOnlySpan<char> offset)
    {
        if (offset is "Z")
            return 0;
        if (offset is not ['+' or '-', .. var time] || !HasShape(time, "00:00"))
            return null;
        var (hours, minutes) = (Number(time[..2]), Number(time[3..]));
        if (hours > 23 || minutes > 59)
            return null;
        return ((hours * 60) + minutes) * (offset[0] == '-' ? -1 : 1);
    }

    private static bool EndsAMonth(long minute)
    {
        var days = Math.DivRem(minute + 1 + ((long)DaysOf400Years * MinutesOfADay), MinutesOfADay, out var rest);
        return rest == 0 && DateOnly.FromDayNumber((int)(days % DaysOf400Years)).Day == 1;
    }

    /// <summary>Whether the text is the pattern with any ASCII digit for each zero.</summary>
    private static bool HasShape(ReadOnlySpan<char> text, string pattern)
    {
        if (text.Length != pattern.Length)
            return false;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '0' ? !char.IsAsciiDigit(text[i]) : text[i] != pattern[i])
                return false;
        }

        return true;
    }

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private sealed class Version(VersionScheme scheme, string text, long minute, int second, string fraction) : ParsedVersion(scheme, text)
    {
        internal long Minute { get; } = minute;

        internal int Second { get; } = second;

        internal string Fraction { get; } = fraction;
    }
}
