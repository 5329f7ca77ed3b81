using System.Collections;

namespace ToolRegistry.Exports;

/// <summary>
/// Which of many names come more than once, known in memory that does not grow with them: names share places, so that a few that
/// come once are taken for such that may come again.
/// </summary>
/// <remarks>
/// Where one thing has one place in a file and several rules may speak of it, what they say is gathered for these names alone; all
/// others are written as they come. Hashes differ from process to process, which changes what is gathered and not what is written.
/// </remarks>
internal sealed class Repeats
{
    private const int Places = 1 << 23;

    private readonly BitArray seen = new(Places);
    private readonly BitArray again = new(Places);

    /// <summary>Has looked at no name yet.</summary>
    public Repeats()
    {
    }

    /// <summary>Looks at all names.</summary>
    public Repeats(IEnumerable<string> names)
    {
        foreach (var name in names)
            Add(name);
    }

    /// <summary>Looks at one name more.</summary>
    /// <returns>Whether it may have come before; false: it surely did not.</returns>
    public bool Add(ReadOnlySpan<char> name)
    {
        var place = PlaceOf(name);
        var mayHaveCome = seen[place];
        (mayHaveCome ? again : seen)[place] = true;
        return mayHaveCome;
    }

    /// <summary>Whether a name may come more than once; false: it surely does not.</summary>
    public bool MayHave(ReadOnlySpan<char> name) => again[PlaceOf(name)];

    private static int PlaceOf(ReadOnlySpan<char> name) => string.GetHashCode(name, StringComparison.Ordinal) & (Places - 1);
}
