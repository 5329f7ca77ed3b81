using System.Text;

namespace ToolRegistry.Domain.Versions;

internal enum Comparator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>One constraint of a range: <c>&gt;=2.1.91</c>.</summary>
internal readonly record struct Constraint(Comparator Comparator, ParsedVersion Version)
{
    internal bool IsPoint => Comparator is Comparator.Equal or Comparator.NotEqual;

    internal bool IsLower => Comparator is Comparator.Greater or Comparator.GreaterOrEqual;

    internal bool IsUpper => Comparator is Comparator.Less or Comparator.LessOrEqual;

    internal bool IsInclusive => Comparator is Comparator.LessOrEqual or Comparator.GreaterOrEqual;

    /// <summary>Splits the comparator from the version that it stands before, which is still percent-encoded. No comparator means equal.</summary>
    internal static Comparator Split(string text, out string version)
    {
        var (comparator, length) = text switch
        {
            ['!', '=', ..] => (Comparator.NotEqual, 2),
            ['<', '=', ..] => (Comparator.LessOrEqual, 2),
            ['>', '=', ..] => (Comparator.GreaterOrEqual, 2),
            ['<', ..] => (Comparator.Less, 1),
            ['>', ..] => (Comparator.Greater, 1),
            _ => (Comparator.Equal, 0),
        };
        version = text[length..];
        return comparator;
    }

    /// <summary>The constraint in canonical form.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Comparator switch
        {
            Comparator.Equal => "",
            Comparator.NotEqual => "!=",
            Comparator.Less => "<",
            Comparator.LessOrEqual => "<=",
            Comparator.Greater => ">",
            Comparator.GreaterOrEqual => ">=",
        });
        Identity.PercentEncoding.Append(text, Version.Text, IsLiteral);
        return text.ToString();
    }

    // Clause 5.3.3.2 encodes separators and comparators, the percent sign and white space; it leaves ':', '+' and '~' as they are.
    internal static bool IsLiteral(char c) => char.IsBetween(c, '!', '~') && c is not ('>' or '<' or '=' or '!' or '*' or '|' or '%');
}
