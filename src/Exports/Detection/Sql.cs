using System.Globalization;
using System.Text;

namespace ToolRegistry.Exports.Detection;

/// <summary>Parts of queries in the SQL of osquery, which is SQLite's (sqlite.org/lang_expr.html).</summary>
internal static class Sql
{
    private const string Now = "(SELECT unix_time FROM time)";

    /// <summary>Appends a text.</summary>
    public static StringBuilder AppendText(this StringBuilder sql, string text) => new SqlText(text).AppendTo(sql);

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

    /// <summary>That it is time on the machine. osquery's clock has whole seconds: a part of one is taken in at both ends.</summary>
    public static string During(DateTimeOffset from, DateTimeOffset? until)
    {
        // Numbers are compared with numbers: to SQLite every number is less than any text.
        var since = string.Create(CultureInfo.InvariantCulture, $"{Now} >= {from.ToUnixTimeSeconds()}");
        return until is { } end ? string.Create(CultureInfo.InvariantCulture, $"{since} AND {Now} < {end.AddTicks(TimeSpan.TicksPerSecond - 1).ToUnixTimeSeconds()}") : since;
    }

    /// <summary>What <c>lower()</c> makes of a text in SQLite, which knows the case of ASCII alone.</summary>
    private static string Lower(string text) => text.AsSpan().ContainsAnyInRange('A', 'Z') ? string.Concat(text.Select(c => char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : c)) : text;
}
