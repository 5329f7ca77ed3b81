namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>
/// The order for software without a scheme of its own: what a person expects of Windows' four-part versions, macOS bundle
/// versions, and names of prereleases. It reads every text without white space.
/// </summary>
/// <remarks>
/// <para>A version is numbers and words in turns: numbers, word, numbers, word, numbers … A number is a run of ASCII digits; a
/// word is a run of letters and other characters, or one <c>~</c>; the separators <c>. - _ +</c> part and are not compared; a
/// <c>v</c> before the first digit is passed over.</para>
/// <para>Numbers are compared by value, at any length, and missing ones are zero: <c>1.0</c> is <c>1.0.0</c>. Words are
/// compared without regard to case: <c>~</c>, then the development builds (dev, snapshot, nightly, canary), alpha (a),
/// beta (b), pre (preview), rc, then the end of the version, then all other words in ordinal order. So
/// <c>1.0-dev &lt; 1.0-alpha.2 &lt; 1.0b1 &lt; 1.0-rc &lt; 1.0 &lt; 1.0g &lt; 1.0.1</c>.</para>
/// </remarks>
internal sealed class GenericScheme() : VersionScheme("generic")
{
    private const int RankOfEnd = 6;

    private static readonly Turn End = new("", RankOfEnd, []);

    private protected override ParsedVersion? Read(string text)
    {
        if (text.Any(char.IsWhiteSpace))
            return null;

        var turns = new List<Turn>();
        var (word, numbers) = ("", new List<string>());
        for (var i = HasLeadingV(text) ? 1 : 0; i < text.Length;)
        {
            if (IsSeparator(text[i]))
            {
                i++;
                continue;
            }

            if (char.IsAsciiDigit(text[i]))
            {
                var run = Digits.RunAt(text, i);
                numbers.Add(text.Substring(i, run));
                i += run;
                continue;
            }

            turns.Add(NewTurn(word, numbers));
            var start = i++;
            while (text[start] != '~' && i < text.Length && !IsSeparator(text[i]) && !char.IsAsciiDigit(text[i]) && text[i] != '~')
                i++;
            (word, numbers) = (text[start..i].ToLowerInvariant(), []);
        }

        turns.Add(NewTurn(word, numbers));
        return new Version(this, text, turns);
    }

    // Lexicographic over turns, each version going on for ever with ends and zeros: hence a total order.
    private protected override int Order(ParsedVersion a, ParsedVersion b)
    {
        var (left, right) = (((Version)a).Turns, ((Version)b).Turns);
        for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
        {
            var order = OrderTurns(i < left.Count ? left[i] : End, i < right.Count ? right[i] : End);
            if (order != 0)
                return order;
        }

        return 0;
    }

    private static int OrderTurns(Turn a, Turn b)
    {
        if (a.Rank != b.Rank)
            return a.Rank.CompareTo(b.Rank);
        if (a.Rank > RankOfEnd && string.CompareOrdinal(a.Word, b.Word) is not 0 and var byWord)
            return byWord;
        for (var i = 0; i < Math.Max(a.Numbers.Count, b.Numbers.Count); i++)
        {
            var byNumber = Digits.Compare(i < a.Numbers.Count ? a.Numbers[i] : "", i < b.Numbers.Count ? b.Numbers[i] : "");
            if (byNumber != 0)
                return byNumber;
        }

        return 0;
    }

    private static Turn NewTurn(string word, List<string> numbers) => new(
        word,
        word switch
        {
            "~" => 0,
            "dev" or "snapshot" or "nightly" or "canary" => 1,
            "alpha" or "a" => 2,
            "beta" or "b" => 3,
            "pre" or "preview" => 4,
            "rc" => 5,
            "" => RankOfEnd,
            _ => RankOfEnd + 1,
        },
        numbers);

    private static bool HasLeadingV(string text) => text.Length > 1 && text[0] is 'v' or 'V' && char.IsAsciiDigit(text[1]);

    private static bool IsSeparator(char c) => c is '.' or '-' or '_' or '+';

    /// <summary>A word (empty for the beginning, and for the end) and the numbers after it.</summary>
    private sealed record Turn(string Word, int Rank, List<string> Numbers);

    private sealed class Version(VersionScheme scheme, string text, List<Turn> turns) : ParsedVersion(scheme, text)
    {
        internal List<Turn> Turns { get; } = turns;
    }
}
