using System.Buffers;
using System.Globalization;
using System.Text;

namespace ToolRegistry.Exports.Detection;

/// <summary>Parts of queries in the SQL of osquery, which is SQLite's (sqlite.org/lang_expr.html).</summary>
internal static class Sql
{
    private const string Now = "(SELECT unix_time FROM time)";

    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Where(c => c != '$')]);

    /// <summary>A text: in quotes, or by its bytes where that could be read as something else.</summary>
    public static string Text(string text) => new StringBuilder().AppendText(text).ToString();

    /// <summary>Appends a text as <see cref="Text"/> says it.</summary>
    /// <param name="sql">What it is appended to.</param>
    /// <param name="text">The text.</param>
    /// <param name="inside">What stands before it: plain, without a quote, and its end never the beginning of what is not plain.</param>
    public static StringBuilder AppendText(this StringBuilder sql, string text, string inside = "") =>
        IsPlain(text)
            ? sql.Append('\'').Append(inside).Append(text.Replace("'", "''", StringComparison.Ordinal)).Append('\'')
            : sql.Append("CAST(X'").Append(Convert.ToHexString(Encoding.UTF8.GetBytes(inside + text))).Append("' AS TEXT)");

    /// <summary>Appends whether one of some expressions is one of some texts; in lower case, unless case is told.</summary>
    public static StringBuilder AppendIs(this StringBuilder sql, ReadOnlySpan<string> expressions, ReadOnlySpan<string> texts, bool tellsCase)
    {
        var before = "(";
        foreach (var expression in expressions)
        {
            sql.Append(before).Append(expression);
            before = " IN (";
            foreach (var text in texts)
            {
                sql.Append(before).AppendText(tellsCase ? text : Lower(text));
                before = ", ";
            }

            sql.Append(')');
            before = " OR ";
        }

        return sql.Append(')');
    }

    /// <summary>Appends that it is time on the machine. osquery's clock has whole seconds: a part of one is taken in at both ends.</summary>
    public static StringBuilder AppendDuring(this StringBuilder sql, DateTimeOffset from, DateTimeOffset? until)
    {
        // Numbers are compared with numbers: to SQLite every number is less than any text.
        sql.Append(CultureInfo.InvariantCulture, $"{Now} >= {from.ToUnixTimeSeconds()}");
        return until is { } end ? sql.Append(CultureInfo.InvariantCulture, $" AND {Now} < {end.AddTicks(TimeSpan.TicksPerSecond - 1).ToUnixTimeSeconds()}") : sql;
    }

    /// <summary>What <c>lower()</c> makes of a text in SQLite, which knows the case of ASCII alone.</summary>
    private static string Lower(string text) => text.AsSpan().ContainsAnyInRange('A', 'Z') ? string.Concat(text.Select(c => char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : c)) : text;

    // Fleet takes a dollar sign for a variable of its environment, and refuses a query with "attach … as", even in quotes.
    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExcept(Plain) && !text.Contains("attach", StringComparison.OrdinalIgnoreCase);
}
