using System.Text;

namespace ToolRegistry.Api.Pipeline;

/// <summary>Writes a document of headings, paragraphs, lists, quotations and tables, block by block.</summary>
internal sealed class MarkdownWriter
{
    /// <summary>The most rows of a table and entries of a list; what is cut is counted.</summary>
    public const int MaxRows = 1_000;

    private readonly StringBuilder document = new();

    public void Heading(int level, Markup text) => Block($"{new string('#', level)} {text}");

    public void Paragraph(Markup text) => Block(text.ToString());

    /// <summary>A list; nothing when it is empty.</summary>
    public void List(IReadOnlyCollection<Markup> entries)
    {
        if (entries.Count == 0)
            return;
        Block(string.Join('\n', entries.Take(MaxRows).Select(e => $"- {e}")));
        SayWhatIsCut(entries.Count);
    }

    /// <summary>What somebody wrote, with its line breaks.</summary>
    public void Quote(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(line => (Markup)$"{line.Trim()}").Select(line => line.ToString()).ToArray();
        // A backslash at the end of a line breaks it; before an empty line it would stand there.
        Block(string.Join('\n', lines.Select((line, i) => line.Length == 0 ? ">" : i + 1 < lines.Length && lines[i + 1].Length > 0 ? $"> {line}\\" : $"> {line}")));
    }

    /// <summary>A table with one line of heads.</summary>
    public void Table(IReadOnlyList<string> heads, IReadOnlyCollection<Markup[]> rows)
    {
        var lines = rows.Take(MaxRows).Select(row => $"| {string.Join(" | ", row)} |");
        Block(string.Join('\n', lines.Prepend($"|{string.Concat(heads.Select(_ => " --- |"))}").Prepend($"| {string.Join(" | ", heads)} |")));
        SayWhatIsCut(rows.Count);
    }

    public override string ToString() => document.ToString();

    private void SayWhatIsCut(int count)
    {
        if (count > MaxRows)
            Paragraph($"And {count - MaxRows} more, which the API lists.");
    }

    private void Block(string block)
    {
        if (document.Length > 0)
            document.Append('\n');
        document.Append(block).Append('\n');
    }
}
