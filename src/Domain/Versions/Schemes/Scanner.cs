using System.Buffers;

namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>Goes through a version once, from its beginning to its end.</summary>
internal ref struct Scanner(string text)
{
    internal static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");
    internal static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    internal static readonly SearchValues<char> LowerLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz");

    private int position;

    internal readonly bool IsAtEnd => position == text.Length;

    /// <summary>The character that comes next; NUL, which no version holds, at the end.</summary>
    internal readonly char Next => IsAtEnd ? '\0' : text[position];

    /// <summary>Passes over the text if it comes next.</summary>
    internal bool Skip(string expected)
    {
        var comes = text.AsSpan(position).StartsWith(expected, StringComparison.Ordinal);
        position += comes ? expected.Length : 0;
        return comes;
    }

    /// <summary>Takes what comes next as long as it is of these characters, perhaps nothing.</summary>
    internal string Take(SearchValues<char> characters)
    {
        var start = position;
        while (!IsAtEnd && characters.Contains(text[position]))
            position++;
        return text[start..position];
    }
}
