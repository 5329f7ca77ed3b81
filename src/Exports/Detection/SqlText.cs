using System.Buffers;
using System.Text;

namespace ToolRegistry.Exports.Detection;

/// <summary>A text in a query: in quotes, or by its bytes where that could be read as something else.</summary>
/// <param name="text">The text.</param>
internal readonly struct SqlText(string text)
{
    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Where(c => c != '$')]);

    private readonly string? quoted = IsPlain(text) ? text.Replace("'", "''", StringComparison.Ordinal) : null;

    /// <summary>Appends it.</summary>
    /// <param name="sql">What it is appended to.</param>
    /// <param name="inside">What stands before it: plain, without a quote, and its end never the beginning of what is not plain.</param>
    public StringBuilder AppendTo(StringBuilder sql, string inside = "") =>
        quoted is not null
            ? sql.Append('\'').Append(inside).Append(quoted).Append('\'')
            : sql.Append("CAST(X'").Append(Convert.ToHexString(Encoding.UTF8.GetBytes(inside + text))).Append("' AS TEXT)");

    // Fleet takes a dollar sign for a variable of its environment, and refuses a query with "attach … as", even in quotes.
    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExcept(Plain) && !text.Contains("attach", StringComparison.OrdinalIgnoreCase);
}
