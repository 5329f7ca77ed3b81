namespace ToolRegistry.Domain.Versions;

/// <summary>Decimal numbers of any length, as versions hold them.</summary>
internal static class Digits
{
    /// <summary>Compares two runs of ASCII digits by value. An empty run is zero.</summary>
    internal static int Compare(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a.TrimStart('0');
        b = b.TrimStart('0');
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
    }

    /// <summary>Whether the text is one or more ASCII digits.</summary>
    internal static bool Are(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>How many ASCII digits stand in <paramref name="text"/> from <paramref name="start"/> on.</summary>
    internal static int RunAt(ReadOnlySpan<char> text, int start)
    {
        var length = text[start..].IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? text.Length - start : length;
    }
}
