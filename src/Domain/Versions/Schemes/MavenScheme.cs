using System.Buffers;

namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>
/// Maven's versions, read and ordered as <c>ComparableVersion</c> of Maven 3.8.7 does: numbers and qualifiers, of which a hyphen
/// and every change between digits and letters begin a list that lasts to the end of the version.
/// </summary>
/// <remarks>
/// <para>Qualifiers are compared without regard to case: alpha (<c>a1</c>), beta (<c>b1</c>), milestone (<c>m1</c>), rc (cr),
/// snapshot, the release itself (ga, final, release), sp, then all others in ordinal order. Then come lists, then numbers. Zeros
/// and names of the release don't count at the end of a list and before the list in it: <c>2.0.a</c> is <c>2-a</c>, and so below
/// <c>2-1</c> (before Maven 3.8.7 it was above).</para>
/// <para>That comparison is no order: <c>0-alpha &lt; 0 &lt; x &lt; 0-alpha</c>. This one asks first on which side of the release
/// (<c>0</c>) a version lies, and then compares as Maven does. So it differs only where Maven says <c>a &lt; release &lt; b</c>
/// and yet <c>b &lt; a</c>; the side of the release, which is what counts for a ban, is always Maven's. Maven 4 mends the circle in
/// the same way.</para>
/// <para>A version is written in ASCII letters, digits and <c>. - _ + ~</c>. Refused are the words LATEST and RELEASE, which stand for
/// a version to be looked up, and ten zeros or more for a number, which Maven compares by their length. No version is the lowest:
/// <c>alpha.alpha.1</c> sorts before <c>alpha.1</c>.</para>
/// </remarks>
internal sealed class MavenScheme() : PartwiseScheme("maven", Part.Word(Above / 2))
{
    // Maven compares numbers of ten digits and more by their length first, and so finds 0000000000 above 5.
    private const int LongestZero = 9;

    // What is below the release keeps its kind for its rank; what is above it has this much more. Between them is the end.
    private const int Above = 20;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("+-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private enum Kind
    {
        Alpha,
        Beta,
        Milestone,
        ReleaseCandidate,
        Snapshot,
        Release,
        ServicePack,
        OtherWord,
        List,
        Number,
    }

    private protected override List<Part>? Split(string text)
    {
        if (text.AsSpan().ContainsAnyExcept(Allowed))
            return null;
        var version = text.ToLowerInvariant();
        var items = version is "latest" or "release" ? [] : ReadItems(version);
        return items.Count == 0 || items.Exists(item => item is { IsNull: true, Text.Length: > LongestZero })
            ? null
            : Arrange(items);
    }

    private static List<Item> ReadItems(string text)
    {
        var items = new List<Item>();
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            var isNumber = char.IsAsciiDigit(text[i]);
            while (i < text.Length && text[i] is not ('.' or '-') && char.IsAsciiDigit(text[i]) == isNumber)
                i++;

            var touchesDigit = i < text.Length && char.IsAsciiDigit(text[i]);
            if (i == start)
                items.Add(Item.Number("0"));
            else if (isNumber)
                items.Add(Item.Number(text[start..i]));
            else
                AddWord(items, text[start..i], touchesDigit, isLast: i == text.Length);

            if (i == text.Length)
                break;
            if (text[i] != '.')
                items.Add(Item.List);
            if (text[i] is '.' or '-')
                i++;
        }

        return items;
    }

    private static void AddWord(List<Item> items, string word, bool touchesDigit, bool isLast)
    {
        // A word before a digit, and the last one, begin a list unless they are the first in one already.
        if ((touchesDigit || isLast) && items is [.., { Kind: not Kind.List }])
            items.Add(Item.List);
        items.Add(Item.Word(word, touchesDigit));
    }

    // From the end: leaves out what doesn't count, and finds on which side of the release the rest of the version lies.
    private static List<Part> Arrange(List<Item> items)
    {
        var parts = new List<Part>();
        var (atEndOfList, side) = (true, 0);
        for (var i = items.Count - 1; i >= 0; i--)
        {
            var item = items[i];
            if (item.Kind == Kind.List)
            {
                atEndOfList = true;
                if (parts.Count == 0)
                    continue;
            }
            else
            {
                if (atEndOfList && item.IsNull)
                    continue;
                atEndOfList = false;
                side = item.Side == 0 ? side : item.Side;
            }

            var rank = (int)item.Kind + (side > 0 ? Above : 0);
            parts.Add(item.Kind == Kind.Number ? Part.Number(rank, item.Text) : Part.Word(rank, item.Kind == Kind.OtherWord ? item.Text : ""));
        }

        parts.Reverse();
        return parts;
    }

    /// <summary>A number, a word, or the beginning of a list.</summary>
    private readonly record struct Item(Kind Kind, string Text)
    {
        internal static Item List => new(Kind.List, "");

        /// <summary>Whether it doesn't count where it is the last.</summary>
        internal bool IsNull => Kind == Kind.Release || (Kind == Kind.Number && !Text.AsSpan().ContainsAnyExcept('0'));

        /// <summary>Negative when it makes a version lower than the release, positive when it makes it higher.</summary>
        internal int Side => IsNull ? 0 : (int)Kind - (int)Kind.Release;

        internal static Item Number(string digits) => new(Kind.Number, digits);

        internal static Item Word(string word, bool touchesDigit) => new(KindOf(word, touchesDigit), word);

        private static Kind KindOf(string word, bool touchesDigit) => word switch
        {
            "alpha" => Kind.Alpha,
            "beta" => Kind.Beta,
            "milestone" => Kind.Milestone,
            "a" when touchesDigit => Kind.Alpha,
            "b" when touchesDigit => Kind.Beta,
            "m" when touchesDigit => Kind.Milestone,
            "rc" or "cr" => Kind.ReleaseCandidate,
            "snapshot" => Kind.Snapshot,
            "ga" or "final" or "release" => Kind.Release,
            "sp" => Kind.ServicePack,
            _ => Kind.OtherWord,
        };
    }
}
