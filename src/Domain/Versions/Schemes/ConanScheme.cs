using System.Buffers;

namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>
/// Conan 2's versions, <c>items[-prerelease][+build]</c>, each part dotted items, ordered as Conan's class <c>Version</c> does:
/// by items, then any prerelease before none, then no build before any.
/// </summary>
/// <remarks>
/// <para>Items of value zero at the end of a part are dropped: <c>1</c> is <c>1.0</c>. An item is a number when Conan reads one
/// (ASCII digits, single underscores between them left out), and numbers are compared by value. Everything else is compared as
/// text, which puts words that start with a letter above numbers and those that start with <c>*</c>, <c>+</c> or <c>-</c>, and
/// empty ones, below. The prerelease starts at the first hyphen, the build at the last plus sign. Hence <c>2-</c> is below
/// every other prerelease of 2 but <c>2-0</c>, whose prerelease has no items left.</para>
/// <para>Conan compares a number with an item such as <c>1a</c> as text, too, and so runs in circles: <c>2 &lt; 10</c>,
/// <c>10 &lt; 1a</c>, <c>1a &lt; 2</c>. Here such an item lies right above the number that it starts with:
/// <c>9 &lt; 9d &lt; 10 &lt; 10a</c>. Where the numbers have equally many digits, that is Conan's order.</para>
/// <para>It reads ASCII letters, digits and <c>. _ + - *</c>; not an item that Conan takes for a number with a sign.</para>
/// </remarks>
internal sealed class ConanScheme : PartwiseScheme
{
    private const int RankOfPrerelease = 0;
    private const int RankOfNoPrerelease = 1;
    private const int RankOfEnd = 0;
    private const int RankOfWordBelowNumbers = 1;
    private const int RankOfNumber = 2;
    private const int RankOfWord = 3;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    internal ConanScheme()
        : base("conan") => Lowest = Read("0-0");

    internal override ParsedVersion? Lowest { get; }

    private protected override List<Part>? Split(string text)
    {
        if (text.AsSpan().ContainsAnyExcept(Allowed))
            return null;

        var plus = text.LastIndexOf('+');
        var (rest, build) = plus < 0 ? (text, null) : (text[..plus], text[(plus + 1)..]);
        var hyphen = rest.IndexOf('-', StringComparison.Ordinal);
        var (main, prerelease) = hyphen < 0 ? (rest, null) : (rest[..hyphen], rest[(hyphen + 1)..]);

        var parts = new List<Part>();
        if (!TryAppend(parts, main))
            return null;
        parts.Add(Part.Word(prerelease is null ? RankOfNoPrerelease : RankOfPrerelease));
        if (prerelease is not null && !TryAppend(parts, prerelease))
            return null;
        return build is null || TryAppend(parts, build) ? parts : null;
    }

    private static bool TryAppend(List<Part> parts, string part)
    {
        var items = part.Split('.');
        var count = items.Length;
        while (count > 0 && IsNumber(items[count - 1]) && items[count - 1].AsSpan().IndexOfAnyExcept('0', '_') < 0)
            count--;

        foreach (var item in items.AsSpan(0, count))
        {
            if (item is ['+' or '-', .. var unsigned] && IsNumber(unsigned))
                return false;
            AppendItem(parts, item);
        }

        parts.Add(Part.Word(RankOfEnd));
        return true;
    }

    private static void AppendItem(List<Part> parts, string item)
    {
        if (IsNumber(item))
        {
            parts.Add(Part.Number(RankOfNumber, item.Replace("_", "", StringComparison.Ordinal)));
            parts.Add(Part.Word(RankOfEnd));
        }
        else if (item.Length > 0 && char.IsAsciiDigit(item[0]))
        {
            // The whole item, not only what follows the digits: 01a isn't 1a to Conan.
            parts.Add(Part.Number(RankOfNumber, item.AsSpan(0, Digits.RunAt(item, 0))));
            parts.Add(Part.Word(RankOfEnd, item));
        }
        else
        {
            parts.Add(Part.Word(item.Length > 0 && item[0] > '9' ? RankOfWord : RankOfWordBelowNumbers, item));
        }
    }

    // Digits, and single underscores between digits: what Python's int() takes for a number.
    private static bool IsNumber(string item)
    {
        foreach (var part in item.AsSpan().Split('_'))
        {
            if (!Digits.Are(item.AsSpan(part)))
                return false;
        }

        return true;
    }
}
