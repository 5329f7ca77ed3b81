using System.Globalization;

namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>
/// One part of a version that is ordered part by part: by rank first, then by number or word. What a rank means is the scheme's
/// matter; parts of one rank are all numbers or all words.
/// </summary>
/// <remarks>A number of any length keeps its order: what a machine number can't hold is compared by its digits.</remarks>
internal readonly struct Part
{
    private readonly int rank;
    private readonly ulong number;
    private readonly string text;

    private Part(int rank, ulong number, string text)
    {
        this.rank = rank;
        this.number = number;
        this.text = text;
    }

    internal static Part Word(int rank, string word = "") => new(rank, 0, word);

    /// <summary>A number of ASCII digits; no digits are zero.</summary>
    internal static Part Number(int rank, ReadOnlySpan<char> digits) =>
        ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || digits.IsEmpty
            ? new(rank, number, "")
            : new(rank, ulong.MaxValue, digits.TrimStart('0').ToString());

    /// <summary>Removes the zeros at the end, but none of the first <paramref name="keep"/> parts.</summary>
    internal static void DropTrailingZeros(List<Part> parts, int keep)
    {
        while (parts.Count > keep && parts[^1] is { number: 0, text: "" })
            parts.RemoveAt(parts.Count - 1);
    }

    /// <summary>Orders two versions by the first part in which they differ. A version goes on with <paramref name="end"/> after its last part.</summary>
    internal static int Compare(ReadOnlySpan<Part> a, ReadOnlySpan<Part> b, in Part end)
    {
        for (var i = 0; i < Math.Max(a.Length, b.Length); i++)
        {
            if (Compare(i < a.Length ? a[i] : end, i < b.Length ? b[i] : end) is not 0 and var order)
                return order;
        }

        return 0;
    }

    private static int Compare(in Part a, in Part b)
    {
        if (a.rank != b.rank)
            return a.rank.CompareTo(b.rank);
        if (a.number != b.number)
            return a.number.CompareTo(b.number);

        // Only numbers that no machine number holds have both: of them the one with more digits is the greater.
        return a.number != 0 && a.text.Length != b.text.Length
            ? a.text.Length.CompareTo(b.text.Length)
            : string.CompareOrdinal(a.text, b.text);
    }
}
