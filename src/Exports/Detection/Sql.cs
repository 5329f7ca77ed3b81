using System.Globalization;
using System.Text;

namespace ToolRegistry.Exports.Detection;

/// <summary>Parts of queries in the SQL of osquery, which is SQLite's (sqlite.org/lang_expr.html).</summary>
internal static class Sql
{
    private const string Now = "(SELECT unix_time FROM time)";

    /// <summary>A text: in quotes, or by its bytes where that could be read as something else.</summary>
    public static string Text(string text) =>
        IsPlain(text) ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'" : $"CAST(X'{Convert.ToHexString(Encoding.UTF8.GetBytes(text))}' AS TEXT)";

    /// <summary>Whether one of some expressions is one of some texts.</summary>
    public static string Is(IEnumerable<string> expressions, IEnumerable<string> texts)
    {
        var list = string.Join(", ", texts.Select(Text));
        return $"({string.Join(" OR ", expressions.Select(e => $"{e} IN ({list})"))})";
    }

    /// <summary>That it is time on the machine. osquery's clock has whole seconds: a part of one is taken in at both ends.</summary>
    public static string During(DateTimeOffset from, DateTimeOffset? until)
    {
        // Numbers are compared with numbers: to SQLite every number is less than any text.
        var since = string.Create(CultureInfo.InvariantCulture, $"{Now} >= {from.ToUnixTimeSeconds()}");
        return until is { } end ? string.Create(CultureInfo.InvariantCulture, $"{since} AND {Now} < {end.AddTicks(TimeSpan.TicksPerSecond - 1).ToUnixTimeSeconds()}") : since;
    }

    /// <summary>What <c>lower()</c> makes of a text in SQLite, which knows the case of ASCII alone.</summary>
    public static string Lower(string text) => text.AsSpan().ContainsAnyInRange('A', 'Z') ? string.Concat(text.Select(c => char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : c)) : text;

    // Fleet takes a dollar sign for a variable of its environment, and refuses a query with "attach … as", even in quotes.
    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.Contains('$', StringComparison.Ordinal) && !text.Contains("attach", StringComparison.OrdinalIgnoreCase);
}
