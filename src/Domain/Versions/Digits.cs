using System.Globalization;
using System.Numerics;

namespace ToolRegistry.Domain.Versions;

/// <summary>Decimal numbers of any length, as versions hold them.</summary>
internal static class Digits
{
    /// <summary>Compares two runs of ASCII digits by value. An empty run is zero.</summary>
    internal static int Compare(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = WithoutLeadingZeros(a);
        b = WithoutLeadingZeros(b);
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.CompareTo(b, StringComparison.Ordinal);
    }

    /// <summary>Whether the text is one or more ASCII digits.</summary>
    internal static bool Are(ReadOnlySpan<char> text) => !text.IsEmpty && RunAt(text, 0) == text.Length;

    /// <summary>How many ASCII digits stand in <paramref name="text"/> from <paramref name="start"/> on.</summary>
    internal static int RunAt(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return end - start;
    }

    /// <summary>The number after a run of ASCII digits, without leading zeros. An empty run is zero.</summary>
    internal static string Increment(string digits) =>
        (BigInteger.Parse($"0{digits}", NumberStyles.None, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);

    private static ReadOnlySpan<char> WithoutLeadingZeros(ReadOnlySpan<char> digits)
    {
        var zeros = 0;
        while (zeros < digits.Length && digits[zeros] == '0')
            zeros++;
        return digits[zeros..];
    }
}
